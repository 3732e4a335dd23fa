"""Pictures that were put into a room. The file is kept once, whatever it was called."""

from typing import ClassVar

from django.db import models

from common.models import Record
from dotanks.live.models import Room
from people.models import Person


class RoomAttachment(Record):
    """A picture in a room; where it stands and what it shows is said in the document."""

    holds_personal_data: ClassVar[bool] = True

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "digest"], name="once_in_a_room")]
