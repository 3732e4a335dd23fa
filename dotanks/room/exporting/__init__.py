"""A document in other forms, and a whole room in one file."""
