"""What a problem needs, who was proposed and asked, and who took a seat."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from common.models import Record
from common.states import Step
from dotanks.beside.states import BesideState
from dotanks.states import DOTANK_STEPS, INVITATION_STEPS, DeclineReason, DoTankState, InvitationState, SeatRole
from ideas.models import Problem
from people.models import Organisation, Person
from people.models.changes import ITS_PERSON, tells_of_members
from people.words import Language, Topic

MOST_PER_ORGANISATION = 3


def new_nonce() -> str:
    """What a link is good for once."""
    return token_urlsafe(16)


class Need(Record):
    """What the team for a problem must bring, as a coordinator states it."""

    holds_personal_data: ClassVar[bool] = False

    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, related_name="need")
    skills = models.JSONField(default=dict)
    topics = ArrayField(models.CharField(max_length=40, choices=Topic.choices), default=list)
    languages = ArrayField(models.CharField(max_length=2, choices=Language.choices), default=list)
    size_min = models.PositiveSmallIntegerField(default=4)
    size_wanted = models.PositiveSmallIntegerField(default=5)
    size_max = models.PositiveSmallIntegerField(default=7)
    hours_a_week = models.PositiveSmallIntegerField(default=4)
    weeks = models.PositiveSmallIntegerField(default=13)
    # At most one person from a line of responsibility, and so many from one organisation.
    conflict_lines = models.BooleanField(default=True, db_default=True)
    max_per_organisation = models.PositiveSmallIntegerField(default=1, db_default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_min__gte=1)
                & models.Q(size_min__lte=models.F("size_wanted"))
                & models.Q(size_wanted__lte=models.F("size_max")),
                name="need_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(max_per_organisation__range=(1, MOST_PER_ORGANISATION)),
                name="need_few_per_organisation",
            ),
        ]


class ProposedTeam(Record):
    """What the assembler advised for a need, kept as it was said. Nobody is asked before a person confirms."""

    holds_personal_data: ClassVar[bool] = True

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="proposed_teams")
    need_version = models.PositiveIntegerField()
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    # What it can be replayed from; never the poster. Empty where it came out of a batch.
    basis = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True)


class DoTankRows(models.QuerySet["DoTank"]):
    def of(self, person: Person) -> Self:
        """Those in which the person has a seat."""
        return self.filter(seats__person_id=person.pk)

    def visible_to(self, person: Person, *, coordinator: bool) -> Self:
        """The team and who stands beside it, those invited, the manager who is asked to decide, and coordinators."""
        if coordinator:
            return self
        invited = models.Q(
            invitations__person_id=person.pk,
            invitations__state__in=[InvitationState.SENT, InvitationState.ACCEPTED],
        )
        seated = models.Q(seats__person_id=person.pk)
        manages = models.Q(manager_id=person.pk, proposal__isnull=False)
        beside = models.Q(
            beside__person_id=person.pk, beside__state=BesideState.IN, beside__until__gte=timezone.localdate()
        )
        return self.filter(pk__in=self.model.objects.filter(invited | seated | manages | beside).values("pk"))


class DoTank(Record):
    """A handful of colleagues from several organisations who work one problem out together."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = DOTANK_STEPS

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="dotanks")
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Where the manager decides and the pilot runs; where the poster works may have to stay unknown.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    room_id = models.UUIDField(unique=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    hours_a_week = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=DoTankState.choices, default=DoTankState.FORMING)
    started_at = models.DateTimeField(null=True)
    # Since when coordinators may read along in the room; empty means the draft is the team's alone.
    read_along_since = models.DateTimeField(null=True)
    # Counts the lists of affected groups: who changes one says which one they read.
    affected_version = models.PositiveIntegerField(default=0, db_default=0)

    objects = DoTankRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem"],
                condition=~models.Q(state=DoTankState.DISSOLVED),
                name="one_dotank_per_problem",
            ),
        ]
        triggers = [
            tells_of_members(
                "SELECT person_id FROM dotanks_seat WHERE dotank_id = NEW.id", of=pgtrigger.UpdateOf("state")
            )
        ]


class Invitation(Record):
    """A question to one colleague, with the reasons why they were asked.

    `nonce` is what the links in its letter are bound to; it is taken away with the answer. Wave 0 is of those who
    asked to join by themselves.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = INVITATION_STEPS

    dotank = models.ForeignKey(DoTank, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=12, choices=SeatRole.choices, default=SeatRole.MEMBER)
    reasons = models.JSONField(default=list)
    reply_by = models.DateField()
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.SENT)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    nonce = models.CharField(max_length=32, blank=True, default=new_nonce)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dotank", "person"], name="invited_once")]
        triggers = [tells_of_members(ITS_PERSON)]


class Seat(Record):
    """A place in the team, taken by accepting."""

    holds_personal_data: ClassVar[bool] = True

    dotank = models.ForeignKey(DoTank, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=12, choices=SeatRole.choices, default=SeatRole.MEMBER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dotank", "person"], name="one_seat_each"),
            models.UniqueConstraint(fields=["dotank"], condition=models.Q(role=SeatRole.DRIVER), name="one_driver"),
            models.UniqueConstraint(
                fields=["dotank"], condition=models.Q(role=SeatRole.CHALLENGER), name="one_challenger"
            ),
        ]
        triggers = [tells_of_members(ITS_PERSON)]
