"""What may this person do with a thread or a comment?"""

from dataclasses import dataclass

from common.states import may_step
from dotanks.room.models import MarginComment, MarginThread
from people.models import Person

# More than a person reads in one conversation; a new one begins better.
COMMENTS_IN_A_THREAD = 100


@dataclass(frozen=True)
class InRoom:
    """What a person may do beside the document of one room: whoever reads it comments while the room is open."""

    comment: bool
    write: bool


def thread_abilities(person: Person, thread: MarginThread, room: InRoom) -> dict[str, bool]:
    """Whoever reads the room answers; whoever writes it, or began the thread, resolves it."""
    settles = room.comment and (room.write or thread.person_id == person.pk)
    return {
        "answer": room.comment,
        "resolve": settles and may_step(thread, "resolve"),
        "reopen": settles and may_step(thread, "reopen"),
    }


def comment_abilities(person: Person, comment: MarginComment, room: InRoom) -> dict[str, bool]:
    """One's own words can be changed and taken back, and what one brought in with an archive taken away."""
    mine = room.comment and comment.person_id == person.pk
    return {"edit": mine and not comment.brought_as, "remove": mine}
