"""An open call of a Do Tank that gathers, and who asks to join."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from common.models import Record
from common.states import Step
from dotanks.calls.states import JOIN_STEPS, JoinState
from dotanks.models.teams import DoTank
from dotanks.states import DoTankState
from people.models import Person
from people.words import Language

WORDS, REASON = 1000, 600


class CallRows(models.QuerySet["OpenCall"]):
    def open(self) -> Self:
        """Those to which members may still answer."""
        gathers = self.filter(dotank__state=DoTankState.FORMING)
        return gathers.filter(closed_at__isnull=True, until__gte=timezone.localdate())


class OpenCall(Record):
    """What the team still needs and until when members may ask to join."""

    holds_personal_data: ClassVar[bool] = True

    dotank = models.ForeignKey(DoTank, on_delete=models.CASCADE, related_name="open_calls")
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=WORDS)
    language = models.CharField(max_length=2, choices=Language.choices)
    until = models.DateField()
    closed_at = models.DateTimeField(null=True)

    objects = CallRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dotank"], condition=models.Q(closed_at__isnull=True), name="one_open_call_per_dotank"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether members may still answer."""
        gathers = self.dotank.state == DoTankState.FORMING
        return gathers and self.closed_at is None and self.until >= timezone.localdate()


class JoinRequest(Record):
    """A member who asks to join, with a reason; what the coordinator answered stays beside it."""

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = JOIN_STEPS

    call = models.ForeignKey(OpenCall, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="join_requests")
    reason = models.TextField(max_length=REASON)
    state = models.CharField(max_length=10, choices=JoinState.choices, default=JoinState.ASKED)
    answer = models.TextField(max_length=REASON, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="asked_to_join_once")]
