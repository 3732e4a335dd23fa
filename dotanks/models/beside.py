"""Seats beside a team: with an end date and limited rights, so that nothing that counts the team counts them."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from common.models import Record
from common.states import Step
from dotanks.beside.states import BESIDE_STEPS, STANDING, BesideKind, BesideState
from dotanks.models.teams import DoTank
from people.models import Person
from people.words import Skill


class SeatBesideRows(models.QuerySet["SeatBeside"]):
    def today(self) -> Self:
        """Those that give a right today, whether or not the clock has come by."""
        return self.filter(state=BesideState.IN, until__gte=timezone.localdate())


class SeatBeside(Record):
    """A place beside the team. It is no `Seat`: it neither decides, nor submits, nor counts for an organisation."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = BESIDE_STEPS

    dotank = models.ForeignKey(DoTank, on_delete=models.PROTECT, related_name="beside")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=BesideKind.choices)
    skill = models.CharField(max_length=40, choices=Skill.choices, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    until = models.DateField()
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=BesideState.choices, default=BesideState.ASKED)

    objects = SeatBesideRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dotank", "person"], condition=models.Q(state__in=STANDING), name="once_beside_a_team"
            ),
            models.CheckConstraint(
                condition=(models.Q(kind=BesideKind.BORROWED) & ~models.Q(skill="") & models.Q(weeks__isnull=False))
                | (~models.Q(kind=BesideKind.BORROWED) & models.Q(skill="") & models.Q(weeks__isnull=True)),
                name="borrowed_skill_for_weeks",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="beside_of_person")]
