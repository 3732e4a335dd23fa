"""A whole room as one archive, and the same archive brought into another room. See docs/decisions/0017."""
