"""Polls, what was voted, and decisions.

Of a secret vote there are two tables that never meet: who has voted, and one sealed box of what was voted.
See docs/decisions/0013-secret-votes.md.
"""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.models import Record
from common.states import Step
from dotanks.live.models import Room
from dotanks.room.deciding.states import (
    DECISION_STEPS,
    POLL_STEPS,
    Consent,
    DecisionState,
    PollKind,
    PollState,
    Secrecy,
)
from dotanks.room.models.brought import Brought
from people.models import Person

QUESTION, WORDS, OPTION, OPTIONS, MOST_DOTS, REASON = 300, 2000, 200, 30, 20, 1000


class Poll(Record, Brought):
    """A question to everybody who writes in the room. A choice is a dot vote with one dot at most on each option."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = POLL_STEPS
    WHOSE: ClassVar[str] = "made_by"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PollKind.choices)
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices)
    question = models.CharField(max_length=QUESTION)
    words = models.TextField(max_length=WORDS, blank=True)
    dots = models.PositiveSmallIntegerField(default=1)
    at_most = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=PollState.choices, default=PollState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # How many voted, once it is closed.
    voters = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(at_most__gte=1) & Q(dots__gte=F("at_most")), name="poll_has_dots"),
        ]
        indexes = [models.Index(fields=["room", "-created_at"], name="polls_of_room")]


class PollOption(models.Model):
    """What can be chosen: words, or one of the three answers to a proposal."""

    holds_personal_data: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=OPTION, blank=True)
    answer = models.CharField(max_length=11, choices=Consent.choices, blank=True)
    # The result, written when the poll is closed.
    count = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="one_option_per_place")]


class Ballot(models.Model):
    """What somebody chose where that is no secret; of a secret objection, its words without anybody."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # How many dots on which option.
    choices = models.JSONField()
    reason = models.TextField(max_length=REASON, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_ballot_each")]


class Voter(models.Model):
    """That somebody has voted in a secret poll: nothing else, and gone when it is closed."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="who_voted")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_vote_each")]


class Box(models.Model):
    """All votes of a secret poll, sealed together; opened to count, and gone when the poll is closed."""

    holds_personal_data: ClassVar[bool] = True

    poll = models.OneToOneField(Poll, primary_key=True, on_delete=models.CASCADE, related_name="box")
    sealed = models.BinaryField()


class Decision(Record, Brought):
    """What was decided, why, and when to look at it again."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = DECISION_STEPS
    WHOSE: ClassVar[str] = "written_by"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    poll = models.ForeignKey(Poll, null=True, on_delete=models.SET_NULL, related_name="decisions")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=WORDS)
    reason = models.TextField(max_length=WORDS)
    decided_on = models.DateField()
    # How many were there; a number, no list.
    present = models.PositiveSmallIntegerField(null=True)
    review_on = models.DateField(null=True)
    reminded = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=DecisionState.choices, default=DecisionState.STANDS)

    class Meta:
        indexes = [
            models.Index(fields=["room", "-decided_on"], name="decisions_of_room"),
            models.Index(fields=["review_on"], condition=Q(reminded=False), name="decisions_to_review"),
        ]
