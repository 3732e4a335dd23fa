"""A pilot: a small try-out with limits, measures and an end."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from common import moments
from common.models import Record
from common.states import Step
from dotanks.models import DoTank
from experiments.gate.states import Rhythm
from experiments.kinds import Facet
from experiments.models.locks import PILOT_STAYS, stays_once_open
from experiments.models.sign_offs import APPEND_ONLY, RequiredSignOff, SignOff
from experiments.states import PILOT_STEPS, Decision, Direction, Level, MeasureKind, PauseCause, PilotState, Verdict
from people.models import Person

DIGITS, DECIMALS = 14, 3
TAG, TAGS = 40, 8


class PilotRows(models.QuerySet["Pilot"]):
    def timed(self) -> Self:
        """Each with `read_at`, the moment it was read by the database's clock: what holds is asked about that one."""
        return self.annotate(read_at=moments.database_now())

    def in_force(self) -> Self:
        """Those that may act now: sign-off, exemption where one is needed, and end date all hold."""
        today = Now()
        exempted = models.Q(needs_exemption=False) | models.Q(
            exemption__valid_from__lte=today, exemption__valid_until__gt=today, exemption__revoked_at__isnull=True
        )
        return self.filter(
            exempted,
            state=PilotState.RUNNING,
            ends_at__gt=Now(),
        ).exclude(models.Exists(_lacking()))

    def without_exemption(self) -> Self:
        """Running ones that need an exemption, and none holds at this moment."""
        now = Now()
        holds = models.Q(exemption__valid_from__lte=now, exemption__valid_until__gt=now) & models.Q(
            exemption__revoked_at__isnull=True
        )
        return self.filter(~holds | models.Q(exemption__isnull=True), state=PilotState.RUNNING, needs_exemption=True)

    def open_to_members(self) -> Self:
        """Those that left preparation: every signed-in person may read them."""
        return self.exclude(state=PilotState.PREPARING)


def _lacking() -> models.QuerySet[RequiredSignOff]:
    """A sign-off that the pilot rests on and that was taken back, or was never given."""
    needed = RequiredSignOff.objects.filter(submission=models.OuterRef("sign_off__required__submission"))
    return needed.exclude(answer__decision=Decision.SIGNED_OFF, answer__withdrawal__isnull=True)


class Pilot(Record):
    """A try-out in force only while sign-off, exemption and end date hold; that is computed, never stored."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = PILOT_STEPS
    # The moment it was read, where `timed()` noted it.
    read_at: datetime

    dotank = models.OneToOneField(DoTank, on_delete=models.PROTECT, related_name="pilot")
    sign_off = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="pilot")
    title = models.CharField(max_length=120)
    hypothesis = models.TextField(max_length=2000, blank=True)
    facet = models.CharField(max_length=12, choices=Facet.choices, blank=True, default="", db_default="")
    place = models.CharField(max_length=200, blank=True)
    people_limit = models.PositiveIntegerField(null=True)
    money_limit = models.PositiveIntegerField(null=True)
    stop_rule = models.TextField(max_length=1000, blank=True)
    # In days: how often the team looks at the pilot together.
    check_in_every = models.PositiveSmallIntegerField(choices=Rhythm.choices, null=True)
    # In small letters, by which pilots that touch the same are found.
    services = ArrayField(models.CharField(max_length=TAG), default=list, blank=True)
    population = ArrayField(models.CharField(max_length=TAG), default=list, blank=True)
    needs_exemption = models.BooleanField(null=True)
    ends_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=PilotState.choices, default=PilotState.PREPARING)
    opened_at = models.DateTimeField(null=True)
    paused_because = models.CharField(max_length=10, choices=PauseCause.choices, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    what_happened = models.TextField(max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PilotRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=PilotState.PREPARING)
                | models.Q(opened_at__isnull=False, ends_at__isnull=False, needs_exemption__isnull=False),
                name="open_pilot_is_complete",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PilotState.CLOSED) | ~models.Q(verdict=""), name="closed_has_a_verdict"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PilotState.PAUSED) | ~models.Q(paused_because=""), name="paused_says_why"
            ),
        ]
        triggers = PILOT_STAYS

    def __str__(self) -> str:
        return self.title


class MeasureRows(models.QuerySet["Measure"]):
    def with_readings(self) -> Self:
        """Each with the readings that stand, oldest first; a corrected one is not among them."""
        standing = Reading.objects.filter(corrected_by__isnull=True).order_by("taken_on", "created_at")
        return self.prefetch_related(models.Prefetch("readings", standing))


class Measure(Record):
    """What the pilot watches. Baseline, target and threshold are fixed when it opens."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="measures")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=MeasureKind.choices, default=MeasureKind.GOAL)
    unit = models.CharField(max_length=30)
    direction = models.CharField(max_length=5, choices=Direction.choices)
    baseline = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    baseline_on = models.DateField()
    baseline_source = models.CharField(max_length=200)
    target = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    threshold = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    # The value from which on the pilot must stop at once, where there is one.
    stop_at = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)

    objects = MeasureRows.as_manager()

    class Meta:
        ordering = ["place", "created_at"]
        constraints = [models.UniqueConstraint(fields=["pilot", "name"], name="one_measure_per_name")]
        triggers = stays_once_open()


class Reading(Record):
    """One value of a measure on one day. A correction is a new reading that names the old."""

    holds_personal_data: ClassVar[bool] = True

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    taken_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [APPEND_ONLY]


class Value(Record):
    """What the pilot was worth, in two scores filed together: performance and quality of work."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="value")
    performance = models.SmallIntegerField()
    quality_of_work = models.SmallIntegerField()
    explanation = models.TextField(max_length=2000)
    # What it really brought, to be read beside what was promised; empty where nobody said.
    actual_effect = models.TextField(max_length=2000, blank=True, default="", db_default="")

    @property
    def levels(self) -> dict[str, Level]:
        """Both scores as levels, by name."""
        return {"performance": Level.of(self.performance), "quality_of_work": Level.of(self.quality_of_work)}

    class Meta:
        triggers = [APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(performance__range=(-2, 2)) & models.Q(quality_of_work__range=(-2, 2)),
                name="scores_from_minus_2_to_2",
            )
        ]
