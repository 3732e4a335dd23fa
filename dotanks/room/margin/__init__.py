"""Comments beside a room's document: threads that hang on a place in the text."""
