"""Asking colleagues in waves: the letter, the links in it, whom to ask next."""
