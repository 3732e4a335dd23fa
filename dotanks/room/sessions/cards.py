"""Method cards and kinds of sessions, as `content/sessions.yaml` tells them in four languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from common.yaml_files import read_yaml

CONTENT = Path(__file__).resolve().parents[1] / "content" / "sessions.yaml"
BASE = "en"


@dataclass(frozen=True)
class CardWords:
    """What a card says in one language."""

    name: str
    when: str
    steps: Sequence[str]
    materials: str


@dataclass(frozen=True)
class Card:
    """A way of working together: how long, with how many, step by step."""

    slug: str
    minutes: int
    people_from: int
    people_to: int
    quiet: bool
    source: str
    told: Mapping[str, CardWords]

    @property
    def words(self) -> CardWords:
        """What it says in the language now active."""
        return self.told[_language(self.told)]


@dataclass(frozen=True)
class KindWords:
    """What a kind of session says in one language; its boxes in their order."""

    name: str
    purpose: str
    boxes: Mapping[str, str]


@dataclass(frozen=True)
class PlannedItem:
    """One item of an agenda that is offered."""

    card: str
    minutes: int


@dataclass(frozen=True)
class Kind:
    """A kind of session, ready to use."""

    slug: str
    agenda: Sequence[PlannedItem]
    again_weeks: int | None
    asks_question: bool
    asks_client: bool
    board: str
    told: Mapping[str, KindWords]

    @property
    def words(self) -> KindWords:
        """What it says in the language now active."""
        return self.told[_language(self.told)]


@cache
def cards() -> Mapping[str, Card]:
    """Every card by its slug, in the order of the file."""
    return {one["slug"]: _card(one) for one in read_yaml(CONTENT)["cards"]}


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of session by its slug, in the order of the file."""
    return {one["slug"]: _kind(one) for one in read_yaml(CONTENT)["kinds"]}


def _card(entry: Mapping[str, Any]) -> Card:
    return Card(
        slug=entry["slug"],
        minutes=entry["minutes"],
        people_from=entry["people"][0],
        people_to=entry["people"][1],
        quiet=entry.get("quiet", False),
        source=entry.get("source", ""),
        told={language: CardWords(**words) for language, words in entry["words"].items()},
    )


def _kind(entry: Mapping[str, Any]) -> Kind:
    return Kind(
        slug=entry["slug"],
        agenda=[PlannedItem(card, minutes) for card, minutes in entry["agenda"]],
        again_weeks=entry.get("again_weeks"),
        asks_question="question" in entry.get("asks", ()),
        asks_client="client" in entry.get("asks", ()),
        board=entry.get("board", ""),
        told={language: KindWords(**words) for language, words in entry["words"].items()},
    )


def _language(told: Mapping[str, Any]) -> str:
    active = get_language() or BASE
    return active if active in told else BASE
