"""Reads what an archive says, field by field: a stranger may have written it."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid
from dotanks.live.shapes import ID

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
# What a database or an office file would stumble over is left out; half a letter (a lone surrogate) is no text at all.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
HALF_A_LETTER: Final = re.compile("[\ud800-\udfff]")


def damaged(where: str) -> Invalid:
    """The archive does not say what it should at this place."""
    words = _(
        "The archive is damaged or was changed (%(where)s). Nothing was brought in. "
        "Download it from its room again and send that file."
    )
    return Invalid({"file": [words % {"where": where}]}, words % {"where": where}, code="archive_damaged")


def read_json(where: str, content: bytes | str) -> Any:
    """JSON as it is defined: no NaN, no number without end, not nested without end."""
    try:
        return json.loads(content, parse_constant=_no_constant)
    except (ValueError, RecursionError) as wrong:
        raise damaged(where) from wrong


def _no_constant(name: str) -> object:
    raise ValueError(name)


@dataclass(frozen=True)
class Told:
    """One object of the archive, and where it stands there."""

    where: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, where: str, value: object) -> "Told":
        """The value, if it is an object."""
        if not isinstance(value, dict):
            raise damaged(where)
        return cls(where, value)

    def wrong(self, name: str) -> Invalid:
        """This field is not what it should be."""
        return damaged(f"{self.where}, {name}")

    def words(self, name: str, most: int, *, least: int = 0) -> str:
        """Words of a bearable length."""
        value = self.values.get(name)
        if not isinstance(value, str) or HALF_A_LETTER.search(value) or not least <= len(value.strip()) <= most:
            raise self.wrong(name)
        return UNPRINTABLE.sub("", value)

    def name(self, name: str) -> str:
        """What somebody was called: one line, and never nothing."""
        return " ".join(self.words(name, 120, least=1).split())

    def number(self, name: str, low: int, high: int) -> int:
        """A whole number between these."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(name)
        return value

    def number_or_none(self, name: str, low: int, high: int) -> int | None:
        """The same, or nothing."""
        return None if self.values.get(name) is None else self.number(name, low, high)

    def yes(self, name: str) -> bool:
        """Yes or no."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def one_of(self, name: str, known: Collection[str]) -> str:
        """One of the words that are known."""
        value = self.values.get(name)
        if not isinstance(value, str) or value not in known:
            raise self.wrong(name)
        return value

    def id(self, name: str) -> str:
        """A random id."""
        value = self.values.get(name)
        if not isinstance(value, str) or not re.fullmatch(ID, value):
            raise self.wrong(name)
        return value

    def id_or_none(self, name: str) -> str | None:
        """The same, or nothing."""
        return None if self.values.get(name) is None else self.id(name)

    def moment(self, name: str) -> datetime:
        """A moment that has been; a clock that is ahead there is no reason to refuse."""
        try:
            value = datetime.fromisoformat(self.words(name, 40, least=10))
        except ValueError as wrong:
            raise self.wrong(name) from wrong
        if value.tzinfo is None or value < EARLIEST:
            raise self.wrong(name)
        return min(value, timezone.now())

    def moment_or_none(self, name: str) -> datetime | None:
        """The same, or nothing."""
        return None if self.values.get(name) is None else self.moment(name)

    def day(self, name: str) -> date:
        """A day between 2000 and 2100."""
        try:
            value = date.fromisoformat(self.words(name, 10, least=10))
        except ValueError as wrong:
            raise self.wrong(name) from wrong
        if not 2000 <= value.year < 2100:
            raise self.wrong(name)
        return value

    def day_or_none(self, name: str) -> date | None:
        """The same, or nothing."""
        return None if self.values.get(name) is None else self.day(name)

    def many(self, name: str, most: int) -> "list[Told]":
        """A list of objects."""
        return [Told.of(f"{self.where}, {name} {place}", one) for place, one in enumerate(self._list(name, most), 1)]

    def lines(self, name: str, most: int, longest: int) -> list[str]:
        """A list of words."""
        found = self._list(name, most)
        return [Told(f"{self.where}, {name}", {"words": one}).words("words", longest) for one in found]

    def _list(self, name: str, most: int) -> list[Any]:
        value = self.values.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name)
        return value
