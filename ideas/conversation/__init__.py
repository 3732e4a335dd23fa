"""What colleagues say about a problem: that it is theirs too, that they follow it, and what they write under it."""
