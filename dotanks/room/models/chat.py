"""What people say to each other beside a room's document, and how far each has read."""

import uuid
from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from common.models import Record
from common.states import Step
from dotanks.live.models import Room
from dotanks.room.chat.states import MESSAGE_STEPS, MessageState
from dotanks.room.models.brought import Brought
from people.models import Person
from people.words import Language

MESSAGE = 4000
# A team writes in several languages, and no sign says in which somebody wrote this time: each word is found by all.
CONFIGS = ("simple", "english", "dutch", "swedish", "norwegian")
SEARCHED = reduce(add, (SearchVector("text", config=config) for config in CONFIGS))


class Message(Record, Brought):
    """Something said in the chat of a room. Its number is its place there, given under the room's lock."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = MESSAGE_STEPS

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whoever is mentioned stands in it as "@{id}", so that a name can change or go.
    text = models.TextField(max_length=3 * MESSAGE, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.SHOWN)
    edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    searched = models.GeneratedField(expression=SEARCHED, output_field=SearchVectorField(), db_persist=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="one_room_message_per_number")]
        indexes = [GinIndex(fields=["searched"], name="messages_by_word")]


class MessageMention(models.Model):
    """A colleague is named in a message."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="one_mention_in_message")]


class ReadUpTo(models.Model):
    """How far somebody has read the chat of a room; only they are told."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="one_place_read_each")]
