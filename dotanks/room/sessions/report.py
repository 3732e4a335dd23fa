"""A kept record in words: the same sections on the screen, in the letter and on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dotanks.room.models import SessionRecord
from dotanks.room.sessions.cards import cards, kinds
from dotanks.room.sessions.collecting import heading_of
from people.models import Person


@dataclass(frozen=True)
class Section:
    """A heading and its lines, in the language that was active; `quoted` where they are people's own words."""

    heading: str
    lines: list[str]
    quoted: bool = False


def sections(record: SessionRecord) -> list[Section]:
    """What the record tells, in the language now active; people as they are called today."""
    content = record.content or {}
    return [one for one in _sections(record, content, names_in(content)) if one.lines] if content else []


def _sections(record: SessionRecord, content: dict[str, Any], names: dict[str, str]) -> Iterator[Section]:
    kind = kinds()[record.session.kind].words

    def called(person: str) -> str:
        return names.get(person, _("A former colleague"))

    if content["question"]:
        heading = _("The question everybody agreed on") if content["agreed"] else _("The question")
        yield Section(heading, [content["question"]], quoted=True)
    if content["client"]:
        yield Section(_("Who asked it"), [called(content["client"])])
    yield Section(
        _("Who was there"),
        [
            _("%(person)s (led the session)") % {"person": called(one)}
            if one == content["facilitator"]
            else called(one)
            for one in content["people"]
        ],
    )
    yield Section(_("Agenda"), [item_words(one) for one in content["agenda"] if one["held"]])
    for box, heading in kind.boxes.items():
        yield Section(heading, content["notes"].get(box, []), quoted=True)
    if hidden := content["not_shown"]:
        words = ngettext("%(count)s note was never shown.", "%(count)s notes were never shown.", hidden)
        yield Section(_("Not shown"), [words % {"count": hidden}])
    for name, lines in content["parts"].items():
        yield Section(heading_of(name), lines, quoted=True)
    yield Section(_("Tasks"), [_task(one, called(one["who"])) for one in content["tasks"]])
    yield Section(
        _("Still open in the document"),
        [_task(one, called(one["who"]) if one["who"] else _("Nobody yet")) for one in content["open_tasks"]],
    )
    if content["next_on"]:
        yield Section(_("The next one"), [_day(content["next_on"])])


def item_words(item: Mapping[str, Any]) -> str:
    """An item of an agenda: its card and its minutes."""
    card = cards().get(item["card"])
    name = card.words.name if card else item["card"]
    return ngettext("%(name)s, %(count)s minute", "%(name)s, %(count)s minutes", item["minutes"]) % {
        "name": name,
        "count": item["minutes"],
    }


def _task(task: dict[str, str], who: str) -> str:
    if not task["due"]:
        return f"{who}: {task['words']}"
    return _("%(who)s, until %(day)s: %(task)s") % {"who": who, "day": _day(task["due"]), "task": task["words"]}


def _day(day: str) -> str:
    return format_date(date.fromisoformat(day), "long", locale=get_language() or "en")


def names_in(content: dict[str, Any]) -> dict[str, str]:
    """What everybody in a record is called today, by the key under which they stand in it."""
    ids = {
        *content["people"],
        content["facilitator"],
        content["client"],
        *(one["who"] for kind in ("tasks", "open_tasks") for one in content[kind]),
    }
    brought: dict[str, str] = content.get("names", {})
    return brought | {str(one.pk): one.shown_name for one in Person.objects.filter(pk__in=ids - {"", *brought})}
