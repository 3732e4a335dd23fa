"""Search over everything a reader may find: a cache beside PostgreSQL that can be thrown away at any time."""
