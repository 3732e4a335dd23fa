"""Privacy: what is stored about people, and why; everything about me; erase me; how long things are kept."""
