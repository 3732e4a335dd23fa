"""Tables for other programs, mostly spreadsheets."""

from typing import Final

# Spreadsheets take the first bytes as the sign that this is UTF-8.
SIGN: Final = "\ufeff"
# A spreadsheet takes what begins so for a formula and runs it; the last four are the full-width forms.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(words: str) -> str:
    """The same words, which a spreadsheet shows and never runs."""
    return "'" + words if words.lstrip(" ").startswith(FORMULA) else words


def as_written(words: str) -> str:
    """The words again that `harmless` was given."""
    return words[1:] if words.startswith("'") and harmless(words[1:]) == words else words
