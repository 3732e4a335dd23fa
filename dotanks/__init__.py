"""Stage 2: a team from several organisations, its live work and its proposal."""
