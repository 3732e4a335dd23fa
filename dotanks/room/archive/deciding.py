"""Polls and decisions in the archive of a room: what was asked, what came of it, and never who voted what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from common.refusals import Refusal
from common.states import note_step
from dotanks.room.archive import limits
from dotanks.room.archive.checking import Told
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.deciding import queries, rules
from dotanks.room.deciding.states import Consent, DecisionState, PollKind, PollState, Secrecy
from dotanks.room.models import Ballot, Decision, Poll, PollOption
from dotanks.room.models.deciding import MOST_DOTS, OPTION, OPTIONS, QUESTION, REASON, WORDS

FILE: Final = "decisions/decisions.json"
MOST_VOTES: Final = 100_000


def write(packing: Packing) -> None:
    """Polls with their results, decisions with their reasons. Names of voters stay in the room, also of open votes."""
    polls = queries.polls(packing.person, packing.room_id).order_by("created_at", "id")
    decisions = queries.decisions(packing.person, packing.room_id).order_by("created_at", "id")
    packing.add_json(FILE, {"polls": [_poll(one) for one in polls], "decisions": [_decision(one) for one in decisions]})


def _poll(poll: Poll) -> dict[str, Any]:
    closed = poll.state == PollState.CLOSED
    said = queries.words_with(poll) if closed else []
    return {
        "id": str(poll.pk),
        "created_at": poll.created_at,
        "made_by": poll.name_to_take_along,
        "kind": poll.kind,
        "secrecy": poll.secrecy,
        "question": poll.question,
        "words": poll.words,
        "dots": poll.dots,
        "at_most": poll.at_most,
        "state": poll.state,
        "closed_at": poll.closed_at,
        "voters": poll.voters if closed else None,
        "options": [
            {"text": one.option.text, "answer": one.option.answer, "count": one.count if closed else None}
            for one in queries.results(poll)
        ],
        # In the order of the alphabet: the order in which they were written would be that of names.
        "said": sorted(
            ({"answer": one["answer"], "reason": one["reason"]} for one in said),
            key=lambda one: (one["answer"], one["reason"]),
        ),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": str(decision.pk),
        "poll": str(decision.poll_id) if decision.poll_id else None,
        "created_at": decision.created_at,
        "written_by": decision.name_to_take_along,
        "text": decision.text,
        "reason": decision.reason,
        "decided_on": decision.decided_on,
        "present": decision.present,
        "review_on": decision.review_on,
        "state": decision.state,
    }


@dataclass(frozen=True)
class Option:
    """What could be chosen, and how often it was."""

    text: str
    answer: str
    count: int | None


@dataclass(frozen=True)
class OnePoll:
    """A poll of the archive. One that was open there comes in as a draft: whoever is here votes anew."""

    id: str
    created_at: datetime
    made_by: str
    fields: Mapping[str, Any]
    state: str
    closed_at: datetime | None
    voters: int | None
    options: list[Option]
    said: list[tuple[str, str]]


@dataclass(frozen=True)
class OneDecision:
    """A decision of the archive."""

    id: str
    poll: str | None
    created_at: datetime
    written_by: str
    text: str
    reason: str
    decided_on: date
    present: int | None
    review_on: date | None
    state: str


@dataclass(frozen=True)
class Deciding:
    """All polls and decisions of an archive."""

    polls: list[OnePoll]
    decisions: list[OneDecision]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"polls": len(self.polls), "decisions": len(self.decisions)}

    def put(self, arrival: Arrival) -> None:
        """Keep each under a new id; that it was brought in is in its history."""
        for poll in self.polls:
            _put_poll(poll, arrival)
        for decision in self.decisions:
            _put_decision(decision, arrival)


def _put_poll(one: OnePoll, arrival: Arrival) -> None:
    poll = Poll.objects.create(
        id=arrival.id_for(one.id),
        created_at=one.created_at,
        room_id=arrival.room_id,
        made_by=arrival.person,
        brought_as=one.made_by,
        state=one.state,
        closed_at=one.closed_at,
        voters=one.voters,
        **one.fields,
    )
    options = PollOption.objects.bulk_create(
        PollOption(poll=poll, place=place, text=option.text, answer=option.answer, count=option.count)
        for place, option in enumerate(one.options)
    )
    by_answer = {option.answer: str(option.pk) for option in options}
    Ballot.objects.bulk_create(
        Ballot(poll=poll, person=None, choices={by_answer[answer]: 1}, reason=reason) for answer, reason in one.said
    )
    note_step(poll, "bring_in", by=arrival.person, to_state=poll.state)


def _put_decision(one: OneDecision, arrival: Arrival) -> None:
    decision = Decision.objects.create(
        id=arrival.id_for(one.id),
        created_at=one.created_at,
        room_id=arrival.room_id,
        poll_id=arrival.id_for(one.poll) if one.poll else None,
        written_by=arrival.person,
        brought_as=one.written_by,
        text=arrival.words(one.text),
        reason=arrival.words(one.reason),
        decided_on=one.decided_on,
        present=one.present,
        review_on=one.review_on,
        # Of a day that has passed nobody is told here.
        reminded=one.review_on is not None and one.review_on <= timezone.localdate(),
        state=one.state,
    )
    note_step(decision, "bring_in", by=arrival.person, to_state=decision.state)


def read(archive: Opened, _room_id: UUID) -> Deciding:
    """Every poll by the rules by which polls are made here, every decision with a poll that is there."""
    told = archive.data(FILE)
    polls = [_read_poll(one) for one in told.many("polls", limits.MOST_DECISIONS)]
    known = {one.id for one in polls}
    decisions = []
    for one in told.many("decisions", limits.MOST_DECISIONS):
        poll = one.id_or_none("poll")
        decisions.append(
            OneDecision(
                id=one.id("id"),
                # The poll may have been of a kind that does not travel; the decision stands without it.
                poll=poll if poll in known else None,
                created_at=one.moment("created_at"),
                written_by=one.name("written_by"),
                text=one.words("text", WORDS, least=1),
                reason=one.words("reason", WORDS),
                decided_on=one.day("decided_on"),
                present=one.number_or_none("present", 0, 10_000),
                review_on=one.day_or_none("review_on"),
                state=one.one_of("state", DecisionState.values),
            )
        )
    return Deciding(polls, decisions)


def _read_poll(told: Told) -> OnePoll:
    kind, state = told.one_of("kind", PollKind.values), told.one_of("state", PollState.values)
    closed = state == PollState.CLOSED
    options = [
        Option(
            text=one.words("text", OPTION),
            answer=one.one_of("answer", ["", *Consent.values]),
            count=one.number_or_none("count", 0, MOST_VOTES) if closed else None,
        )
        for one in told.many("options", OPTIONS)
    ]
    _require_making_sense(told, kind, options)
    voters = told.number("voters", 0, MOST_VOTES) if closed else None
    secrecy = told.one_of("secrecy", Secrecy.values)
    shown = closed and (secrecy != Secrecy.ALWAYS or (voters or 0) >= rules.ENOUGH_TO_COUNT)
    if any((one.count is not None) != shown for one in options):
        raise told.wrong("options")
    answers = {one.answer for one in options if one.answer}
    return OnePoll(
        id=told.id("id"),
        created_at=told.moment("created_at"),
        made_by=told.name("made_by"),
        fields={
            "kind": kind,
            "secrecy": secrecy,
            "question": told.words("question", QUESTION, least=1),
            "words": told.words("words", WORDS),
            "dots": told.number("dots", 1, MOST_DOTS),
            "at_most": told.number("at_most", 1, told.number("dots", 1, MOST_DOTS)),
        },
        state=PollState.DRAFT if state == PollState.OPEN else state,
        closed_at=told.moment("closed_at") if closed else None,
        voters=voters,
        options=options,
        said=[
            (one.one_of("answer", answers), one.words("reason", REASON, least=1))
            for one in told.many("said", 1_000 if shown else 0)
        ],
    )


def _require_making_sense(told: Told, kind: str, options: list[Option]) -> None:
    if kind == PollKind.CONSENT:
        if [one.answer for one in options] != Consent.values or any(one.text for one in options):
            raise told.wrong("options")
        return
    if any(one.answer for one in options):
        raise told.wrong("options")
    try:
        dots = told.number("dots", 1, MOST_DOTS)
        rules.require_making_sense(kind, [one.text for one in options], dots, told.number("at_most", 1, dots))
    except Refusal as refused:
        raise told.wrong("options") from refused
