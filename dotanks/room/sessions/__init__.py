"""Timed sessions: an agenda of method cards, one clock, notes that stay hidden until they are shown, a record."""
