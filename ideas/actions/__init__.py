"""Every change to a problem and to what is said about it."""
