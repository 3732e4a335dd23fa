"""Organisations: what they are checked by, when they are closed, how they look, who works there."""
