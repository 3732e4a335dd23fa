"""Stage 1: the problem, in the poster's words."""
