"""Searches for peers: who was asked stands here, who posted does not; a name the poster shows is sealed."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate

from common.states import Step
from ideas.models.problems import Problem
from ideas.peers.states import ASK_STEPS, SEARCH_STEPS, AskState, SearchState
from people.models import Person

MESSAGE = 2000


class PeerSearch(models.Model):
    """The poster of this problem looks for two colleagues elsewhere, until a day; looking again goes on with it.

    Only days are kept, no moments.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = SEARCH_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, related_name="peer_search")
    state = models.CharField(max_length=8, choices=SearchState.choices, default=SearchState.OPEN)
    day = models.DateField(default=localdate)
    until = models.DateField()
    # Filled only when the poster shows their name to whom they talk with; sealed, so that the table tells nothing.
    shown = models.BinaryField(null=True)


class PeerAsk(models.Model):
    """One colleague is asked, or stands in reserve; `place` is the order in which they are."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = ASK_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    search = models.ForeignKey(PeerSearch, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="peer_asks")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AskState.choices, default=AskState.WAITING)
    day = models.DateField(default=localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "person"], name="asked_once_for_a_search")]


class PeerMessage(models.Model):
    """One message between the poster, who is nobody's name here, and the colleagues they met."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    search = models.ForeignKey(PeerSearch, on_delete=models.CASCADE, related_name="messages")
    # Empty where the poster wrote it.
    ask = models.ForeignKey(PeerAsk, null=True, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=MESSAGE)
    day = models.DateField(default=localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "number"], name="one_message_per_number")]
