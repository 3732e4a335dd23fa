"""Rooms, what was written in them, and a shortcut for reading it. All but the room hold what people wrote, or who."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Room(models.Model):
    """One document that several people may edit at once; a closed room can only be read."""

    holds_personal_data: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table_comment = "Live rooms. Holds no personal data."


class RoomUpdate(models.Model):
    """The log: every edit, in the order of commit within its room. The log is the truth."""

    holds_personal_data: ClassVar[bool] = True

    seq = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+", db_index=False)
    payload = models.BinaryField()
    # Whose edits were merged into this row. No foreign key: to check one would slow down every key stroke.
    authors = ArrayField(models.UUIDField(), default=list, db_default=[])
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Edits as Yjs updates (V1). Holds personal data: what people wrote, and who."
        indexes = [models.Index(fields=["room", "seq"], name="room_log")]


class RoomSnapshot(models.Model):
    """A cache: the log up to up_to_seq, merged with nothing left out, also not edits that wait for another."""

    holds_personal_data: ClassVar[bool] = True

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="+")
    up_to_seq = models.BigIntegerField()
    payload = models.BinaryField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Merged logs, a cache. Holds personal data: what people wrote."


class RoomAuthor(models.Model):
    """Who wrote in a room at all, and where in its log last: what is left of the authors when old rows go."""

    holds_personal_data: ClassVar[bool] = True

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+", db_index=False)
    person_id = models.UUIDField()
    last_seq = models.BigIntegerField()

    class Meta:
        db_table_comment = "Who wrote in a room. Holds personal data."
        constraints = [models.UniqueConstraint(fields=["room", "person_id"], name="one_row_per_author")]
