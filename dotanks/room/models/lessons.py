"""Words of a room that are kept for the lesson of its work."""

from typing import ClassVar

from django.db import models

from common.models import Record
from dotanks.live.models import Room

KEPT_WORDS = 2000


class KeptForLesson(Record):
    """A note of a board or a decision, as it stood when somebody kept it; nobody is named with it."""

    holds_personal_data: ClassVar[bool] = False

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=KEPT_WORDS)
