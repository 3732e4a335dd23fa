"""A working team's room, and what is done in it through the real actions: Mia and Chris write, Otto looks on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from dotanks.actions import proposals
from dotanks.models import DoTank
from dotanks.room.chat import actions as chat
from dotanks.room.deciding import actions as polls
from dotanks.room.deciding import box, decisions
from dotanks.room.models import Ballot, Decision, Message, MessageMention, Poll, ReadUpTo, Voter
from people.models import Person
from tests import stages
from tests.cast import Cast


@dataclass(frozen=True)
class Open:
    """A room as a stage of the matrix."""

    pk: UUID
    dotank: DoTank


def room(cast: Cast) -> Open:
    """The team works, and the outsider looks on as a guest."""
    dotank = DoTank.objects.get(pk=stages.guest(cast).dotank_id)
    return Open(dotank.room_id, dotank)


def said(cast: Cast) -> Message:
    return write(cast, room(cast).pk)


def write(
    cast: Cast, room_id: UUID, who: str = "member", text: str = "Shall we ask the archive?", **more: Any
) -> Message:
    person = cast[who]
    assert person
    return chat.write_message(person=person, room_id=room_id, text=text, **more)


DOTS: dict[str, Any] = {
    "kind": "dots",
    "secrecy": "open",
    "question": "Which form first?",
    "options": ["The travel form", "The leave form", "The parking form"],
    "dots": 3,
    "at_most": 2,
}
PROPOSAL: dict[str, Any] = {"kind": "consent", "secrecy": "open", "question": "We begin with the travel form."}
DECISION = {"text": "The travel form first.", "reason": "It stops most people."}
WORD = "only-my-browser-knows-this-word"


def poll(cast: Cast, room_id: UUID | None = None, **asked: Any) -> Poll:
    """Asked by the member, and open."""
    return polls.make_poll(person=cast.member, room_id=room_id or room(cast).pk, **{**DOTS, **asked})


def secret(cast: Cast) -> Poll:
    return poll(cast, secrecy="always")


def draft(cast: Cast) -> Poll:
    return poll(cast, open_now=False)


def proposal(cast: Cast, room_id: UUID | None = None, **asked: Any) -> Poll:
    return polls.make_poll(person=cast.member, room_id=room_id or room(cast).pk, **{**PROPOSAL, **asked})


def vote(cast: Cast, poll: Poll, who: str, *dots: int, **more: Any) -> Poll:
    """So many dots on each option, in their order."""
    person = cast[who]
    assert person
    options = poll.options.order_by("place").values_list("pk", flat=True)
    if poll.secrecy == "always":
        more.setdefault("word", f"{WORD}-of-{who}")
    return polls.vote(person=person, poll_id=poll.pk, choices=dict(zip(options, dots, strict=False)), **more)


def one_vote(_: Cast, poll: Poll) -> dict[str, Any]:
    """A vote as it is sent."""
    option = poll.options.order_by("place").values_list("pk", flat=True)[0]
    return {"choices": [{"option": str(option), "dots": 1}]}


def decision(cast: Cast) -> Decision:
    return decisions.decide(person=cast.member, room_id=room(cast).pk, **DECISION)


def grow(cast: Cast, room_id: UUID) -> None:
    """One more of everything in the room, which may be closed by now."""
    live(cast, room_id, cast.volunteers[Message.objects.filter(room_id=room_id).count() % 4])


def live(cast: Cast, room_id: UUID, person: Person) -> None:
    """What somebody leaves behind in a room, whoever they are there."""
    number = Message.objects.filter(room_id=room_id).count() + 1
    text = f"Said to @{{{cast.third.pk}}}"
    message = Message.objects.create(room_id=room_id, number=number, person=person, text=text, language="en")
    MessageMention.objects.create(message=message, person=person)
    if person != cast.third:
        MessageMention.objects.create(message=message, person=cast.third)
    ReadUpTo.objects.get_or_create(room_id=room_id, person=person, number=number)
    asked = Poll.objects.create(room_id=room_id, made_by=person, kind="dots", secrecy="open", question="Which?")
    option = asked.options.create(place=0, text="This")
    Ballot.objects.create(poll=asked, person=person, choices={str(option.pk): 1})
    hidden = Poll.objects.create(room_id=room_id, made_by=person, kind="dots", secrecy="always", question="Which?")
    Voter.objects.create(poll=hidden, person=person)
    box.put(hidden, {})
    Decision.objects.create(room_id=room_id, written_by=person, **DECISION, decided_on=timezone.localdate())


def ended(cast: Cast, room_id: UUID) -> None:
    """The Do Tank is over: its room can only be read."""
    proposals.end(by=None, dotank_id=DoTank.objects.get(room_id=room_id).pk)
