"""Boards of a room."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from dotanks.live.models import Room
from people.models import Person


class Board(models.Model):
    """One board: dated, of one kind, with a live room of its own in which its notes are."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+", db_index=False)
    live = models.OneToOneField(Room, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table_comment = "Boards of a room. Holds personal data: who opened one."
        indexes = [models.Index(fields=["room", "-opened_at", "-id"], name="boards_of_room")]
