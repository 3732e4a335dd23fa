"""A session in a room: its agenda, who was there, what was written, who does what, and its record."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models

from common.models import Record
from common.states import Step
from dotanks.live.models import Room
from dotanks.room.models.boards import Board
from dotanks.room.models.brought import Brought
from dotanks.room.sessions.states import SESSION_STEPS, SessionState
from people.models import Person

WORDS = 500


class Session(Record, Brought):
    """One session; at most one runs in a room."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = SESSION_STEPS
    WHOSE: ClassVar[str] = "facilitator"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=WORDS, blank=True)
    question_agreed_at = models.DateTimeField(null=True)
    planned_on = models.DateField(null=True)
    # The moment it is to begin, where the time of day is agreed on.
    planned_at = models.DateTimeField(null=True)
    reminded = models.BooleanField(default=False)
    again_weeks = models.PositiveSmallIntegerField(null=True)
    after = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="next")
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Where everybody is asked to come: the parts of the room, as its address names them.
    gather = models.JSONField(null=True)
    gathered_at = models.DateTimeField(null=True)
    board = models.ForeignKey(Board, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "room session"
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(state=SessionState.RUNNING), name="one_session_runs_in_a_room"
            ),
        ]
        indexes = [
            models.Index(fields=["room", "created_at"], name="session_of_room"),
            models.Index(
                fields=["planned_on"],
                condition=models.Q(state=SessionState.PLANNED, reminded=False),
                name="sessions_to_remind",
            ),
        ]


class AgendaItem(Record):
    """One item with its time. Paused, it keeps the seconds that are left instead of the moment it ends."""

    holds_personal_data: ClassVar[bool] = False

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    card = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()
    quiet = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    seconds_left = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "place"], name="one_item_at_a_place")]

    @property
    def is_current(self) -> bool:
        """Whether the session is at this item."""
        return self.started_at is not None and self.ended_at is None

    @property
    def hides(self) -> bool:
        """Whether what is written here is still for its author alone."""
        return self.quiet and self.revealed_at is None


class Attendance(Record):
    """Somebody was there; their raised hand."""

    holds_personal_data: ClassVar[bool] = True

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hand_raised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="at_a_session_once")]


HIDDEN = models.Q(item__quiet=True, item__revealed_at__isnull=True)


class EntryRows(models.QuerySet["Entry"]):
    def shown(self) -> Self:
        """What everybody in the room reads."""
        return self.exclude(HIDDEN)

    def visible_to(self, person: Person) -> Self:
        """What everybody reads, and one's own; nobody else reads a note that was not shown yet."""
        return self.filter(~HIDDEN | models.Q(author_id=person.pk))


class Entry(Record):
    """One note in a box. Its author is kept so that only they read it until it is shown, and named to nobody."""

    holds_personal_data: ClassVar[bool] = True

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="entries")
    box = models.CharField(max_length=40)
    words = models.CharField(max_length=WORDS)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    for_lesson_at = models.DateTimeField(null=True)

    objects = EntryRows.as_manager()


class SessionTask(Record):
    """Who does what after the session."""

    holds_personal_data: ClassVar[bool] = True

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="tasks")
    words = models.CharField(max_length=WORDS)
    who = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)


class SessionRecord(Record):
    """The record of a session: promised when it ends, made by a worker, then sent. It names people by their ids."""

    holds_personal_data: ClassVar[bool] = True

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="record")
    content = models.JSONField(null=True)
    made_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
