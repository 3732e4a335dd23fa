"""Asking for teams for many problems at once, and stopping that."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.refusals import Clash, Invalid
from common.states import note_step, take_step
from dotanks import batch_queries, broadcasts, queries
from dotanks.models import Batch, BatchProblem, Need
from dotanks.states import BatchState
from dotanks.tasks import hurry_batch
from people.models import Person

MOST = 1_000


@transaction.atomic
def start_batch(*, coordinator: Person, problems: Sequence[UUID] = (), all_stated: bool = False) -> Batch:
    """Have teams worked out for these open problems, or for all whose need is stated; a worker does it."""
    queries.require_coordinator(coordinator)
    if bool(problems) == all_stated:
        raise Invalid({"problems": [_("Choose problems, or all whose need is stated.")]})
    needs = list(_needs(coordinator, problems, all_stated))
    try:
        with transaction.atomic():
            batch = Batch.objects.create(coordinator=coordinator, total=len(needs))
    except IntegrityError as other:
        raise Clash(
            _("Teams are being worked out already. Wait until that is done, or stop it."), code="batch_running"
        ) from other
    note_step(batch, "ask", by=coordinator, to_state=BatchState.WAITING)
    BatchProblem.objects.bulk_create(
        [BatchProblem(batch=batch, need=need, need_version=need.version) for need in needs]
    )
    transaction.on_commit(partial(hurry_batch, batch.pk))
    return batch


@transaction.atomic
def cancel_batch(*, coordinator: Person, batch_id: UUID) -> Batch:
    """Stop a batch; the worker hears of it before its next problem, and nothing is proposed."""
    batch = batch_queries.get_batch_to_change(coordinator, batch_id)
    take_step(batch, "cancel", by=coordinator)
    batch.ended_at = timezone.now()
    batch.save(update_fields=["ended_at"])
    broadcasts.batch_changed(batch)
    return batch


def _needs(coordinator: Person, problems: Sequence[UUID], all_stated: bool) -> Sequence[Need]:
    needs = batch_queries.needs_to_assemble(coordinator)
    found = list((needs if all_stated else needs.filter(problem__in=problems)).order_by("problem_id")[: MOST + 1])
    if not found:
        raise Invalid({"problems": [_("No open problem with a stated need was chosen.")]})
    if len(found) > MOST:
        raise Invalid({"problems": [_("Choose at most %(most)s problems at once.") % {"most": MOST}]})
    if without := len({*problems} - {need.problem_id for need in found}):
        words = ngettext(
            "%(count)s of these problems has no stated need, or somebody works on it already.",
            "%(count)s of these problems have no stated need, or somebody works on them already.",
            without,
        )
        raise Invalid({"problems": [words % {"count": without}]})
    return found
