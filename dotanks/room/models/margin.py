"""Threads of comments in the margin of a room's document."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from common.models import Record
from common.states import Step
from dotanks.live.models import Room
from dotanks.room.margin.states import THREAD_STEPS, ThreadState
from dotanks.room.models.brought import Brought
from people.models import Person
from people.words import Language

WORDS, QUOTE, ANCHOR = 2000, 500, 200


class MarginThread(Record):
    """A conversation about a place in the document, or about the whole of it where it has no place.

    The place is two positions as Yjs names them; nobody here reads them, and they move with the text. The quote keeps
    what stood there, for when it is gone.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = THREAD_STEPS

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    start = models.BinaryField(max_length=ANCHOR)
    end = models.BinaryField(max_length=ANCHOR)
    quote = models.CharField(max_length=QUOTE, blank=True)
    state = models.CharField(max_length=8, choices=ThreadState.choices, default=ThreadState.OPEN)

    class Meta:
        db_table_comment = "Threads of comments on a document. Holds personal data: who began it, and a quote."
        indexes = [models.Index(fields=["room", "state", "created_at", "id"], name="margin_of_room")]


class MarginComment(Record, Brought):
    """What somebody wrote in a thread."""

    holds_personal_data: ClassVar[bool] = True

    thread = models.ForeignKey(MarginThread, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whoever is mentioned stands in it as "@{id}", so that a name can change or go.
    text = models.TextField(max_length=3 * WORDS)
    language = models.CharField(max_length=2, choices=Language.choices)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table_comment = "Comments on a document. Holds personal data: what people wrote."
        indexes = [models.Index(fields=["thread", "created_at", "id"], name="margin_comments_in_order")]


class MarginMention(models.Model):
    """A colleague is named in a comment."""

    holds_personal_data: ClassVar[bool] = True

    comment = models.ForeignKey(MarginComment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table_comment = "Who is named in a comment on a document. Holds personal data."
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="one_margin_mention_each")]
