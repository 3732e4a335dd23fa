"""Reads of polls and decisions; fetches for one purpose."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.refusals import Unknown
from dotanks.room import entering
from dotanks.room.deciding import rules
from dotanks.room.deciding.states import DecisionState, PollState, Secrecy
from dotanks.room.models import Ballot, Decision, Poll, PollOption, Voter
from people.models import Person

NEWEST_FIRST = ("-created_at", "-id")


@dataclass(frozen=True)
class Result:
    """What may be told of an option now; no number where that would tell too much."""

    option: PollOption
    count: int | None
    names: list[str]


def writes(person: Person, room_id: UUID) -> bool:
    """Whether this person may vote and decide in the room."""
    return entering.read(person, room_id).write


def is_due(decision: Decision) -> bool:
    """Whether its day to be looked at again has come."""
    stands = decision.state == DecisionState.STANDS
    return stands and decision.review_on is not None and decision.review_on <= timezone.localdate()


def polls(person: Person, room_id: UUID, state: str = "") -> QuerySet[Poll]:
    """The polls of the room, newest first."""
    entering.read(person, room_id)
    rows = _whole(Poll.objects.filter(room_id=room_id), person)
    return rows.filter(state=state) if state else rows


def get_poll(person: Person, poll_id: UUID) -> Poll:
    """A poll in a room into which this person comes."""
    poll = _whole(Poll.objects.filter(pk=poll_id), person).first()
    if poll is None:
        raise Unknown
    entering.read(person, poll.room_id)
    return poll


def get_poll_to_change(person: Person, poll_id: UUID) -> Poll:
    """A poll for whoever writes in its room, locked: votes and its end come one after the other."""
    poll = get_poll(person, poll_id)
    entering.write(person, poll.room_id)
    return _whole(Poll.objects.select_for_update(of=("self",)).filter(pk=poll_id), person).get()


def results(poll: Poll) -> list[Result]:
    """Each option with its number and names, as far as anybody may know them now."""
    options, named = list(poll.options.all()), rules.names_are_shown(poll)
    if not rules.counts_are_shown(poll):
        return [Result(option, None, []) for option in options]
    ballots = list(poll.ballots.all()) if named else []
    live = rules.counted(ballot.choices for ballot in ballots)
    return [
        Result(
            option,
            option.count if poll.state == PollState.CLOSED else live[str(option.pk)],
            [_said(ballot, option) for ballot in ballots if ballot.person and ballot.choices.get(str(option.pk))],
        )
        for option in options
    ]


def words_with(poll: Poll) -> list[dict[str, str]]:
    """What was said with votes, as far as it may be read now; without names where the vote is secret."""
    if not rules.counts_are_shown(poll):
        return []
    answers = {str(option.pk): option.answer for option in poll.options.all()}
    return [
        {
            "name": ballot.person.shown_name if ballot.person else "",
            "answer": next((answers.get(one, "") for one in ballot.choices), ""),
            "reason": ballot.reason,
        }
        for ballot in poll.ballots.all()
        if ballot.reason
    ]


def voted(poll: Poll) -> int:
    """How many have voted."""
    if poll.voters is not None:
        return poll.voters
    in_box: int = poll.in_box  # type: ignore[attr-defined]
    return len(poll.ballots.all()) if poll.secrecy == Secrecy.OPEN else in_box


def has_voted(poll: Poll, person: Person) -> bool:
    """Whether whoever asks has voted; once a secret poll is closed, nobody knows that any more."""
    in_box: list[Voter] = poll.mine  # type: ignore[attr-defined]
    return bool(in_box) or any(ballot.person_id == person.pk for ballot in poll.ballots.all())


def my_choices(poll: Poll, person: Person) -> dict[str, int]:
    """What whoever asks chose, where the server knows it as theirs; a hidden vote stays in its box."""
    own = next((one for one in poll.ballots.all() if one.person_id == person.pk), None)
    return own.choices if own else {}


def decisions(person: Person, room_id: UUID) -> QuerySet[Decision]:
    """What was decided in the room, newest first."""
    entering.read(person, room_id)
    return _with_poll(Decision.objects.filter(room_id=room_id)).order_by(*NEWEST_FIRST)


def get_decision(person: Person, decision_id: UUID) -> Decision:
    """A decision of a room into which this person comes."""
    decision = _with_poll(Decision.objects.filter(pk=decision_id)).first()
    if decision is None:
        raise Unknown
    entering.read(person, decision.room_id)
    return decision


def get_decision_to_change(person: Person, decision_id: UUID) -> Decision:
    """A decision for whoever writes in its room, locked."""
    entering.write(person, get_decision(person, decision_id).room_id)
    return Decision.objects.select_for_update().get(pk=decision_id)


def to_review(today: date | None = None) -> QuerySet[Decision]:
    """Decisions whose day to be looked at again has come, and of which nobody was told yet."""
    day = today or timezone.localdate()
    return Decision.objects.filter(review_on__lte=day, reminded=False, state=DecisionState.STANDS)


def polls_between(room_id: UUID, since: datetime, until: datetime) -> list[Poll]:
    """The polls that were closed in this time, in their order, for a session's record."""
    rows = Poll.objects.filter(room_id=room_id, state=PollState.CLOSED, closed_at__range=(since, until))
    return list(_with_options(rows).order_by("closed_at"))


def still_open(room_id: UUID, until: datetime) -> list[Poll]:
    """The polls that had been asked by this moment and were not over then, in their order."""
    rows = Poll.objects.filter(room_id=room_id, created_at__lte=until)
    return list(_with_options(rows.filter(Q(state=PollState.OPEN) | Q(closed_at__gt=until))).order_by("created_at"))


def decided_between(room_id: UUID, since: datetime, until: datetime) -> list[Decision]:
    """What was decided in this time, in its order, for a session's record."""
    rows = Decision.objects.filter(room_id=room_id, created_at__range=(since, until))
    return list(_with_poll(rows).order_by("created_at"))


def _said(ballot: Ballot, option: PollOption) -> str:
    assert ballot.person
    dots = ballot.choices[str(option.pk)]
    return f"{ballot.person.shown_name} ({dots})" if dots > 1 else ballot.person.shown_name


def _with_options(rows: QuerySet[Poll]) -> QuerySet[Poll]:
    return rows.select_related("made_by", "closed_by").prefetch_related(
        Prefetch("options", PollOption.objects.order_by("place")),
        Prefetch("ballots", Ballot.objects.select_related("person").order_by("person__name", "pk")),
        Prefetch("decisions", Decision.objects.order_by("created_at")),
    )


def _whole(rows: QuerySet[Poll], person: Any) -> QuerySet[Poll]:
    in_box = Voter.objects.filter(poll=OuterRef("pk")).order_by().values("poll").annotate(number=Count("pk"))
    own = Prefetch("who_voted", Voter.objects.filter(person_id=person.pk), to_attr="mine")
    return _with_options(rows).annotate(in_box=Coalesce(Subquery(in_box.values("number")), 0)).prefetch_related(own)


def _with_poll(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("written_by", "poll").prefetch_related("poll__options")
