"""A list of what is missing, each with a code, words that say what to do, and the field where it is done."""

from django.utils.functional import Promise

from common.refusals import Missing


class Gaps:
    """A list of what is missing, filled line by line."""

    def __init__(self) -> None:
        self.found: list[Missing] = []

    def need(self, holds: object, code: str, words: str | Promise, field: str) -> None:
        """One line of the list, unless it holds."""
        if not holds:
            self.found.append(Missing(code=code, words=words, field=field))
