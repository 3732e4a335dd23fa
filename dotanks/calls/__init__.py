"""Open calls: what a Do Tank that gathers still needs, and members who ask to join it."""
