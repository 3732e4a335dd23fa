"""Whose yes a submission needs, who may give it, and who is reminded of it."""
