"""Every change to who people are, where they work, what they may do and what they are told."""
