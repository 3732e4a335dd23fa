"""Photos and documents with a problem: who may see them, and do what with them."""
