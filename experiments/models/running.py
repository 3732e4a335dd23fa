"""What is written down while a pilot runs: what was used, loops with their cards, and check-ins."""

from collections.abc import Mapping
from typing import ClassVar, Self

import pgtrigger
from django.db import models

from common.models import Record
from common.states import Step
from experiments.models.pilots import DECIMALS, DIGITS, Measure, Pilot
from experiments.models.sign_offs import APPEND_ONLY
from experiments.states import CARD_STEPS, CardDecision, CardState, Going, UseKind
from people.models import Person


class UseRows(models.QuerySet["Use"]):
    def standing(self) -> Self:
        """Those that were not put right by a later one."""
        return self.filter(corrected_by__isnull=True)


class Use(Record):
    """So many people, so much money, or a place, used on one day. A correction is a new row that names the old."""

    holds_personal_data: ClassVar[bool] = True

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=6, choices=UseKind.choices)
    # People or whole units of money; a place is named in words, and somebody says whether it lies outside the limit.
    amount = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True)
    outside = models.BooleanField(default=False)
    used_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = UseRows.as_manager()

    class Meta:
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=UseKind.PLACE, amount__isnull=True) & ~models.Q(place="")
                | ~models.Q(kind=UseKind.PLACE) & models.Q(amount__isnull=False, place="", outside=False),
                name="use_has_an_amount_or_a_place",
            )
        ]


class Card(Record):
    """One loop: what is believed, tried and measured, fixed from its start; then its result and what was decided."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = CARD_STEPS

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveSmallIntegerField()
    hypothesis = models.TextField(max_length=2000)
    test = models.TextField(max_length=2000)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="cards")
    threshold = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    state = models.CharField(max_length=8, choices=CardState.choices, default=CardState.PLANNED)
    started_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    result = models.TextField(max_length=2000, blank=True)
    learning = models.TextField(max_length=2000, blank=True)
    decision = models.CharField(max_length=12, choices=CardDecision.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "number"], name="one_card_per_number"),
            models.UniqueConstraint(
                fields=["pilot"], condition=models.Q(state=CardState.RUNNING), name="one_running_card"
            ),
            models.CheckConstraint(
                condition=models.Q(state=CardState.PLANNED) | models.Q(started_at__isnull=False),
                name="started_card_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CardState.DECIDED)
                | (models.Q(decided_at__isnull=False) & ~models.Q(decision="") & ~models.Q(result="")),
                name="decided_card_is_complete",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="promise_is_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'planned' AND (OLD.pilot_id, OLD.number, OLD.hypothesis, OLD.test, OLD.measure_id,"
                    " OLD.threshold) IS DISTINCT FROM"
                    " (NEW.pilot_id, NEW.number, NEW.hypothesis, NEW.test, NEW.measure_id, NEW.threshold)"
                ),
            ),
            pgtrigger.Protect(
                name="decided_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=CardState.DECIDED),
            ),
            pgtrigger.Protect(
                name="started_stays",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=CardState.PLANNED),
            ),
        ]


class CheckIn(Record):
    """How it goes on one day, in the team's own words."""

    holds_personal_data: ClassVar[bool] = True

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="check_ins")
    on_day = models.DateField()
    going = models.CharField(max_length=8, choices=Going.choices)
    helps = models.TextField(max_length=1000, blank=True)
    hinders = models.TextField(max_length=1000, blank=True)
    # What was seen of the things that the pilot promised to watch.
    watched = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on_day", "created_at"]
        triggers = [APPEND_ONLY]
