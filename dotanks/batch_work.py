"""Keeping the promise of a batch: claim it, work it out outside a transaction, keep all its teams at once."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from common.states import take_step
from dotanks import assembly, broadcasts, candidates
from dotanks.assembly.eligibility import eligible
from dotanks.models import Batch, BatchProblem, ProposedTeam
from dotanks.states import BatchState
from ideas.queries import along
from people.notices import promise_notices
from people.words import Skill

# Renewed with every sign of progress: a worker that is silent for longer has died.
CLAIM = timedelta(seconds=60)
LAST_ATTEMPT = 3
TOLD_EVERY = 0.5
AT_ONCE = (BatchState.WAITING, BatchState.RUNNING)


class Stopped(Exception):
    """Somebody cancelled the batch, or another worker took it over."""


def waiting() -> Sequence[UUID]:
    """Batches that nobody works at."""
    return list(Batch.objects.filter(_free(), state__in=AT_ONCE).values_list("pk", flat=True))


@transaction.atomic
def claim(batch_id: UUID | str) -> Batch | None:
    """Take the batch for working it out; None when it has ended, somebody is at it, or it has failed for good."""
    batch = Batch.objects.select_for_update().filter(_free(), pk=batch_id, state__in=AT_ONCE).first()
    if batch is None:
        return None
    if batch.attempts >= LAST_ATTEMPT:
        _give_up(batch)
        return None
    if batch.state == BatchState.WAITING:
        take_step(batch, "begin")
    batch.attempts += 1
    Batch.objects.filter(pk=batch.pk).update(attempts=batch.attempts, claimed_until=Now() + CLAIM)
    broadcasts.batch_changed(batch)
    return batch


def work_out(batch: Batch) -> None:
    """Find the teams and keep them; what goes wrong leaves no team, and is tried again by the clock."""
    heard = Progress(batch)
    try:
        heard("members", 0, batch.total)
        columns = candidates.columns()
        rows = list(batch.problems.select_related("need", *along("need__problem__")).order_by("pk"))
        needs = {row.pk: candidates.assembly_need(row.need) for row in rows}
        answers = dict(zip(needs, _answers(columns, list(needs.values()), heard), strict=True))
        teams = {row.pk: _advice(columns, needs[row.pk], answers[row.pk]) for row in rows}
        _keep(batch, rows, answers, teams)
    except Stopped:
        return
    except Exception:
        Batch.objects.filter(pk=batch.pk, attempts=batch.attempts).update(claimed_until=None)
        raise


class Progress:
    """Writes down now and then how far the work is, and ends it when the batch is no longer this worker's."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.told = 0.0
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self.stage and now - self.told < TOLD_EVERY:
            return
        self.told, self.stage = now, stage
        mine = Batch.objects.filter(pk=self.batch.pk, state=BatchState.RUNNING, attempts=self.batch.attempts)
        if not mine.update(stage=stage, done=done, claimed_until=Now() + CLAIM):
            raise Stopped
        broadcasts.batch_changed(self.batch)


def _answers(columns: assembly.Columns, needs: Sequence[assembly.Need], heard: Progress) -> tuple[assembly.Shared, ...]:
    return assembly.assemble_many(columns, needs, known_skills=Skill.values, heard=heard)


def _advice(columns: assembly.Columns, need: assembly.Need, answer: assembly.Shared) -> dict[str, Any] | None:
    """The team as the desk of its problem shows it."""
    if answer.team is None:
        return None
    advised = assembly.Assembled(
        team=answer.team,
        alternates=answer.alternates,
        unmet=answer.unmet,
        widenings=(),
        by_language=(),
        left_out=(),
        eligible=int(eligible(columns, need).sum()),
    )
    return dict(_plain(asdict(advised)))


@transaction.atomic
def _keep(
    batch: Batch,
    rows: Sequence[BatchProblem],
    answers: dict[UUID, assembly.Shared],
    teams: dict[UUID, dict[str, Any] | None],
) -> None:
    """All the teams and the end of the batch, or nothing."""
    mine = Batch.objects.select_for_update().get(pk=batch.pk)
    if mine.state != BatchState.RUNNING or mine.attempts != batch.attempts:
        raise Stopped
    proposed = {
        row.pk: ProposedTeam(
            need=row.need, need_version=row.need_version, coordinator_id=mine.coordinator_id, answer=teams[row.pk]
        )
        for row in rows
        if teams[row.pk] is not None
    }
    ProposedTeam.objects.bulk_create(proposed.values())
    for row in rows:
        row.proposed_team = proposed.get(row.pk)
        row.share = answers[row.pk].share if row.proposed_team else 0
        row.unmet = _plain([asdict(gap) for gap in answers[row.pk].unmet])
    BatchProblem.objects.bulk_update(rows, ["proposed_team", "share", "unmet"], batch_size=200)
    take_step(mine, "finish")
    Batch.objects.filter(pk=mine.pk).update(done=F("total"), claimed_until=None, ended_at=timezone.now())
    promise_notices(
        key=f"batch:{mine.pk}",
        kind="batch_done",
        to=[mine.coordinator],
        link=f"/app/assembly?batch={mine.pk}",
        teams=str(len(proposed)),
        problems=str(len(rows)),
    )
    broadcasts.batch_changed(mine)


def _give_up(batch: Batch) -> None:
    take_step(batch, "fail")
    Batch.objects.filter(pk=batch.pk).update(claimed_until=None, ended_at=timezone.now())
    promise_notices(
        key=f"batch:{batch.pk}", kind="batch_failed", to=[batch.coordinator], link=f"/app/assembly?batch={batch.pk}"
    )
    broadcasts.batch_changed(batch)


def _free() -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
