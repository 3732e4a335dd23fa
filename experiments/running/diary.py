"""The diary of a pilot: steps, loops, check-ins, noted readings and limits that were left, in the order of time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.figures import number_words
from common.models import HistoryLine
from experiments.days import zone_of
from experiments.models import Card, CheckIn, Pilot, Reading
from experiments.running.rules import in_figures, limit_words
from experiments.states import PauseCause
from people.models import Person

AT_MOST: Final = 200


@dataclass(frozen=True)
class Entry:
    """One line of the diary; `text` is somebody's own words, `words` are ours."""

    kind: str
    at: datetime
    words: str
    text: str = ""
    by: Person | None = None


STEPS: Final = {
    "prepare": gettext_lazy("The pilot is being prepared."),
    "open": gettext_lazy("The pilot started."),
    "resume": gettext_lazy("The pilot goes on."),
    "reach_end": gettext_lazy("The pilot reached its last day."),
    "conclude": gettext_lazy("The pilot was closed with its verdict."),
    "revoke_exemption": gettext_lazy("The exemption was taken back."),
}


def diary_of(
    pilot: Pilot, cards: Iterable[Card] | None = None, check_ins: Iterable[CheckIn] | None = None
) -> list[Entry]:
    """What happened, newest first; a fixed number of questions whatever there is."""
    cards = cards_of(pilot) if cards is None else cards
    check_ins = check_ins_of(pilot) if check_ins is None else check_ins
    entries = [*_steps(pilot), *_cards(cards), *_check_ins(pilot, check_ins), *_readings(pilot)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:AT_MOST]


def cards_of(pilot: Pilot) -> list[Card]:
    """Its loops in turn."""
    return list(Card.objects.filter(pilot=pilot).select_related("measure"))


def check_ins_of(pilot: Pilot) -> list[CheckIn]:
    """Its latest check-ins, newest first."""
    rows = CheckIn.objects.filter(pilot=pilot).select_related("by").order_by("-on_day", "-created_at")
    return list(rows[:AT_MOST])


def _steps(pilot: Pilot) -> Iterator[Entry]:
    # Named are the team and the manager, whom the pilot's page names anyway.
    named = {pilot.dotank.manager_id, *(seat.person_id for seat in pilot.dotank.seats.all())}
    lines = HistoryLine.objects.filter(subject_id=pilot.pk).select_related("actor").order_by("-id")[:AT_MOST]
    for line in lines:
        if words := _words_of(pilot, line):
            yield Entry(line.step, line.at, words, line.note, line.actor if line.actor_id in named else None)


def _words_of(pilot: Pilot, line: HistoryLine) -> str:
    worked_out: dict[str, Callable[[dict[str, Any]], str]] = {
        "pause": _paused,
        "stop": _stopped,
        "leave_limit": lambda data: _("A limit was left: %(words)s.") % {"words": limit_words(pilot, data)},
    }
    if line.step in worked_out:
        return worked_out[line.step](line.data)
    return str(STEPS.get(line.step, ""))


def _paused(data: dict[str, Any]) -> str:
    cause = data.get("because")
    if cause == PauseCause.GUARDRAIL:
        return _("Paused: %(measure)s is %(value)s %(unit)s, past its limit of %(limit)s.") % in_figures(data)
    if cause == PauseCause.EXEMPTION:
        return _("Paused: the exemption from “%(rule)s” does not hold any more.") % data
    if cause == PauseCause.SIGN_OFF:
        return _("Paused: the sign-off was withdrawn.")
    return _("Paused by the team.")


def _stopped(data: dict[str, Any]) -> str:
    if data.get("because") == "stop_rule":
        return _("Stopped: %(measure)s is %(value)s %(unit)s, and %(limit)s was the point to stop.") % in_figures(data)
    return _("The pilot was stopped.")


def _cards(cards: Iterable[Card]) -> Iterator[Entry]:
    for card in cards:
        if card.started_at:
            words = _("Loop %(number)s started: %(measure)s, limit %(limit)s.")
            filled = {"number": card.number, "measure": card.measure.name, "limit": number_words(card.threshold)}
            yield Entry("card_started", card.started_at, words % filled, card.hypothesis)
        if card.decided_at:
            decision = card.get_decision_display()
            words = _("Loop %(number)s: %(decision)s.") % {"number": card.number, "decision": decision}
            yield Entry("card_decided", card.decided_at, words, "\n".join((card.result, card.learning)))


def _check_ins(pilot: Pilot, check_ins: Iterable[CheckIn]) -> Iterator[Entry]:
    for row in check_ins:
        words = _("Check-in: %(going)s.") % {"going": row.get_going_display()}
        said = (
            (_("What helps: %(words)s"), row.helps),
            (_("What hinders: %(words)s"), row.hinders),
            (_("Watched: %(words)s"), row.watched),
        )
        text = "\n".join(line % {"words": own} for line, own in said if own)
        yield Entry("check_in", _on(pilot, row.on_day, row.created_at), words, text, row.by)


def _readings(pilot: Pilot) -> Iterator[Entry]:
    rows = Reading.objects.filter(measure__pilot=pilot).exclude(note="", corrects__isnull=True)
    rows = rows.select_related("measure", "corrects", "by").order_by("-taken_on", "-created_at")[:AT_MOST]
    for row in rows:
        data = {"measure": row.measure.name, "value": number_words(row.value), "unit": row.measure.unit}
        words = _("%(measure)s: %(value)s %(unit)s.") % data
        if row.corrects:
            words = _("Corrected: %(measure)s is %(value)s %(unit)s instead of %(old)s.") % {
                **data,
                "old": number_words(row.corrects.value),
            }
        yield Entry("reading", _on(pilot, row.taken_on, row.created_at), words, row.note, row.by)


def _on(pilot: Pilot, day: date, written: datetime) -> datetime:
    """The moment it was written, where that was on its day; otherwise noon of the day it is about."""
    there = zone_of(pilot)
    return written if written.astimezone(there).date() == day else datetime.combine(day, time(12), there)
