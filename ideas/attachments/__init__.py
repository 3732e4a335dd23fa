"""Photos and documents with a problem: what becomes of a file that is sent, and who may see it."""
