"""What must be answered before a pilot may start. All of it stays as it is once the pilot has been opened."""

from typing import ClassVar

from django.db import models

from common.models import Record
from experiments.gate.questions import Code
from experiments.gate.standard import StandardCheck
from experiments.gate.states import CheckResult, YesNo
from experiments.models.locks import stays_once_open
from experiments.models.pilots import Pilot
from experiments.models.sign_offs import APPEND_ONLY
from ideas.models import Rule
from ideas.register.states import RegisterKind
from people.models import Person


class GateAnswer(Record):
    """The team's answer to one question of the gate."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20, choices=Code.choices)
    answer = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    words = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pilot", "question"], name="one_answer_per_question")]
        triggers = stays_once_open()


class Check(Record):
    """Something that is looked at before the start, with what was found and how one knows."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="checks")
    place = models.PositiveSmallIntegerField(default=0)
    # One of those that come with every pilot; empty for the team's own.
    standard = models.CharField(max_length=20, choices=StandardCheck.choices, blank=True)
    title = models.CharField(max_length=200, blank=True)
    must_pass = models.BooleanField(default=True)
    result = models.CharField(max_length=6, choices=CheckResult.choices, default=CheckResult.OPEN)
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["place", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "standard"], condition=~models.Q(standard=""), name="each_standard_check_once"
            ),
            models.CheckConstraint(condition=~models.Q(standard="") | ~models.Q(title=""), name="a_check_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(standard="") | models.Q(must_pass=True), name="standard_checks_must_pass"
            ),
            models.CheckConstraint(
                condition=models.Q(result=CheckResult.OPEN) | ~models.Q(evidence=""), name="a_result_has_evidence"
            ),
        ]
        triggers = stays_once_open()

    @property
    def shown_title(self) -> str:
        """What is checked, in the reader's language where it comes with every pilot."""
        return str(StandardCheck(self.standard).label) if self.standard else self.title


class HinderingRule(Record):
    """A rule that stands in the pilot's way: whose it is, what it is for, and how that is reached otherwise."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="rules")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    # The entry of the register that this rule is, where there is one.
    entry = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="hinders")
    kind = models.CharField(max_length=10, choices=RegisterKind.choices, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    aim = models.TextField(max_length=1000, blank=True)
    met_otherwise = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["place", "created_at"]
        constraints = [models.UniqueConstraint(fields=["pilot", "name"], name="each_rule_in_the_way_once")]
        triggers = stays_once_open()


class Route(Record):
    """A way within the rules that was tried before an exemption may be asked for."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="routes")
    place = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=500)
    tried_by = models.CharField(max_length=200)
    result = models.CharField(max_length=500)

    class Meta:
        ordering = ["place", "created_at"]
        triggers = stays_once_open()


class ExitPlan(Record):
    """What happens afterwards, said before anybody knows how it goes."""

    holds_personal_data: ClassVar[bool] = False

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="exit_plan")
    success = models.TextField(max_length=1000, blank=True)
    failure = models.TextField(max_length=1000, blank=True)
    unclear = models.TextField(max_length=1000, blank=True)
    report_on = models.DateField(null=True)

    class Meta:
        triggers = stays_once_open()


class ClashLook(Record):
    """Somebody of the team has seen that another pilot touches the same, on this day."""

    holds_personal_data: ClassVar[bool] = True

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="clash_looks")
    other = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pilot", "other"], name="one_look_per_clash")]
        triggers = [APPEND_ONLY]
