"""Photos and documents that people send: what may be kept of a file, and how it is sent back."""
