"""Teams for many problems, worked out together by a worker."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from common.models import Record
from common.states import Step
from dotanks.models.teams import Need, ProposedTeam
from dotanks.states import BATCH_STEPS, BatchStage, BatchState
from people.models import Person


class Batch(Record):
    """A coordinator asked for teams for many problems at once, so that nobody is wanted by two of them.

    The row is the promise; a worker claims it, and says through it how far it is.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = BATCH_STEPS

    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.WAITING)
    stage = models.CharField(max_length=10, choices=BatchStage.choices, default=BatchStage.MEMBERS)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Nobody is asked twice within a batch; of two at once neither would know what the other takes.
            models.UniqueConstraint(
                models.Case(models.When(state__in=[BatchState.WAITING, BatchState.RUNNING], then=models.Value(1))),
                name="one_batch_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="batches_by_age")]


class BatchProblem(Record):
    """One problem of a batch: the team it got, and what that is worth of the best it could have had alone."""

    holds_personal_data: ClassVar[bool] = False

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="problems")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    need_version = models.PositiveIntegerField()
    proposed_team = models.ForeignKey(ProposedTeam, null=True, on_delete=models.SET_NULL, related_name="+")
    # Nothing until the batch is done; then 0 where there is no team.
    share = models.FloatField(default=0)
    unmet = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "need"], name="once_in_a_batch")]
        indexes = [models.Index(fields=["batch", "share", "id"], name="batch_worst_first")]
