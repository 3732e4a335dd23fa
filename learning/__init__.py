"""Stage 5: the lesson, and the library where others find it."""
