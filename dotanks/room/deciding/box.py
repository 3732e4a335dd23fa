"""The sealed box of a secret vote: what lies in it is read only to put a vote in and to count.

Each vote lies under a mark. Where votes are secret for ever, the mark is made from a word that only the voter's
browser knows; where they are hidden until the end, from the person, who is named then.
"""

import hashlib
import json
import secrets
from typing import TypedDict
from uuid import UUID

from common.sealing import padded, seal, unpadded, unseal
from dotanks.room.deciding.states import Secrecy
from dotanks.room.models import Box, Poll
from people.models import Person

PURPOSE = "votes of a poll"


class Vote(TypedDict):
    """How many dots on which option, and the words with it."""

    choices: dict[str, int]
    reason: str


def votes_in(poll: Poll) -> dict[str, Vote]:
    """Every vote by its mark, in no order that tells anything."""
    box = Box.objects.filter(poll=poll).first()
    if box is None:
        return {}
    found: dict[str, Vote] = json.loads(unpadded(unseal(PURPOSE, bytes(box.sealed), poll.pk.bytes)))
    return found


def put(poll: Poll, votes: dict[str, Vote]) -> None:
    """Seal these votes, and throw their order away."""
    shuffled = list(votes.items())
    secrets.SystemRandom().shuffle(shuffled)
    sealed = seal(PURPOSE, padded(json.dumps(dict(shuffled)).encode()), poll.pk.bytes)
    Box.objects.update_or_create(poll=poll, defaults={"sealed": sealed})


def mark_of(poll: Poll, person: Person, word: str) -> str:
    """Under which mark the vote of whoever asks lies."""
    if poll.secrecy == Secrecy.UNTIL_CLOSED:
        return str(person.pk)
    return hashlib.sha256(f"{poll.pk}:{word}".encode()).hexdigest()


def person_behind(poll: Poll, mark: str) -> UUID | None:
    """Whose vote it is, where that is told at the end."""
    return UUID(mark) if poll.secrecy == Secrecy.UNTIL_CLOSED else None
