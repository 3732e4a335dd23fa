"""Every change to polls. A vote leaves no line of history: that would tell who voted when."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.refusals import Clash, Invalid, Outdated, WrongState
from common.states import note_step, take_step
from dotanks.room import entering
from dotanks.room.broadcasts import room_changed
from dotanks.room.deciding import box, queries, rules
from dotanks.room.deciding.decisions import write_down
from dotanks.room.deciding.states import Consent, PollKind, PollState, Secrecy
from dotanks.room.models import Ballot, Box, Poll, PollOption, Voter
from people.models import Person


@transaction.atomic
def make_poll(
    *, person: Person, room_id: UUID, options: Sequence[str] = (), open_now: bool = True, **asked: Any
) -> Poll:
    """Ask everybody who writes in the room, at once or as a draft for later."""
    entering.write(person, room_id)
    poll = Poll(room_id=room_id, made_by=person)
    _put(poll, options, asked)
    note_step(poll, "make", by=person, to_state=poll.state)
    if open_now:
        take_step(poll, "open", by=person)
    room_changed(room_id, "polls")
    return queries.get_poll(person, poll.pk)


@transaction.atomic
def change_poll(*, person: Person, poll_id: UUID, read_version: int, options: Sequence[str] = (), **asked: Any) -> Poll:
    """Change a draft; what has been opened stays as it was asked."""
    poll = queries.get_poll_to_change(person, poll_id)
    if poll.version != read_version:
        raise Outdated(version=poll.version)
    if poll.state != PollState.DRAFT:
        raise WrongState(_("This poll has been opened: it stays as it was asked."), state=poll.state)
    poll.version += 1
    poll.options.all().delete()
    _put(poll, options, asked)
    room_changed(poll.room_id, "polls")
    return queries.get_poll(person, poll_id)


@transaction.atomic
def open_poll(*, person: Person, poll_id: UUID) -> Poll:
    """From now on everybody who writes here can vote."""
    poll = queries.get_poll_to_change(person, poll_id)
    take_step(poll, "open", by=person)
    room_changed(poll.room_id, "polls")
    return queries.get_poll(person, poll_id)


@transaction.atomic
def vote(*, person: Person, poll_id: UUID, choices: Mapping[UUID, int], reason: str = "", word: str = "") -> Poll:
    """Vote, or vote anew until it is closed: nobody counts twice, and nobody has more dots than there are."""
    poll = queries.get_poll_to_change(person, poll_id)
    if poll.state != PollState.OPEN:
        raise WrongState(_("This poll is not open any more; your vote was not counted."), state=poll.state)
    chosen = {str(option): dots for option, dots in choices.items() if dots}
    rules.require_fitting(poll, list(poll.options.all()), chosen, reason)
    if poll.secrecy == Secrecy.OPEN:
        Ballot.objects.update_or_create(poll=poll, person=person, defaults={"choices": chosen, "reason": reason})
    else:
        _into_the_box(poll, person, word, {"choices": chosen, "reason": reason})
    room_changed(poll.room_id, "polls")
    return queries.get_poll(person, poll_id)


@transaction.atomic
def close_poll(*, person: Person, poll_id: UUID, decision: Mapping[str, Any] | None = None) -> Poll:
    """Count, once and for all, and keep what was decided with it; of a secret vote nothing stays but the numbers."""
    poll = queries.get_poll_to_change(person, poll_id)
    take_step(poll, "close", by=person)
    _count(poll, person)
    if decision is not None:
        write_down(person=person, room_id=poll.room_id, poll=poll, **{"present": poll.voters, **decision})
    room_changed(poll.room_id, "polls")
    return queries.get_poll(person, poll_id)


@transaction.atomic
def withdraw_poll(*, person: Person, poll_id: UUID) -> Poll:
    """End it without a result; what was voted is thrown away uncounted."""
    poll = queries.get_poll_to_change(person, poll_id)
    take_step(poll, "withdraw", by=person)
    for rows in (Ballot, Voter, Box):
        rows.objects.filter(poll=poll).delete()
    room_changed(poll.room_id, "polls")
    return queries.get_poll(person, poll_id)


def _put(poll: Poll, options: Sequence[str], asked: Mapping[str, Any]) -> None:
    for name, value in asked.items():
        setattr(poll, name, value)
    rules.require_making_sense(poll.kind, options, poll.dots, poll.at_most)
    if poll.kind == PollKind.CONSENT:
        poll.dots = poll.at_most = 1
    poll.save()
    made = (
        [PollOption(poll=poll, place=place, answer=answer) for place, answer in enumerate(Consent.values)]
        if poll.kind == PollKind.CONSENT
        else [PollOption(poll=poll, place=place, text=text) for place, text in enumerate(options)]
    )
    PollOption.objects.bulk_create(made)


def _into_the_box(poll: Poll, person: Person, word: str, one: box.Vote) -> None:
    if poll.secrecy == Secrecy.ALWAYS and len(word) < rules.SHORTEST_WORD:
        raise Invalid({"word": [_("A secret vote needs a word that only your browser knows.")]})
    votes, mark = box.votes_in(poll), box.mark_of(poll, person, word)
    _voter, new = Voter.objects.get_or_create(poll=poll, person=person)
    if new == (mark in votes):
        words = _("You have voted in this secret poll, from another browser. Only there can your vote be changed.")
        raise Clash(words, code="voted_elsewhere")
    box.put(poll, {**votes, mark: one})


def _count(poll: Poll, by: Person) -> None:
    votes = {} if poll.secrecy == Secrecy.OPEN else box.votes_in(poll)
    choices = [one["choices"] for one in votes.values()] or [ballot.choices for ballot in poll.ballots.all()]
    poll.voters, poll.closed_at, poll.closed_by = len(choices), timezone.now(), by
    if rules.counts_are_shown(poll):
        _publish(poll, votes)
        counts = rules.counted(choices)
        for option in poll.options.all():
            option.count = counts[str(option.pk)]
            option.save(update_fields=["count"])
    Voter.objects.filter(poll=poll).delete()
    Box.objects.filter(poll=poll).delete()
    poll.save(update_fields=["voters", "closed_at", "closed_by"])


def _publish(poll: Poll, votes: Mapping[str, box.Vote]) -> None:
    """Votes that were hidden get their names; of secret ones only the words stay, without anybody."""
    told = poll.secrecy == Secrecy.UNTIL_CLOSED
    Ballot.objects.bulk_create(
        Ballot(poll=poll, person_id=box.person_behind(poll, mark), **one)
        for mark, one in votes.items()
        if told or one["reason"]
    )
