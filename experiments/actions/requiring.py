"""Whose yes a submission needs, and whose turn it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from common.refusals import NotReady
from common.states import note_step
from dotanks.actions.managers import ask_to_decide
from dotanks.models import DoTank, Submission
from experiments.chain.needed import missing_officers, needed_for
from experiments.chain.rights import deciders, lacking, stand_ins
from experiments.models import RequiredSignOff
from experiments.states import SignOffKind
from people.calendars import working_days_later
from people.notices import promise_notices

# A manager answers within so many working days.
ANSWER_WITHIN = 10


@transaction.atomic
def require_sign_offs(submission: Submission) -> list[RequiredSignOff]:
    """Fix whose yes this submission needs and ask those whose turn it is; refuse where nobody holds an office."""
    dotank = submission.proposal.dotank
    needed = needed_for(dotank, submission.risks, submission.duty_of, submission.names_rule)
    if missing := missing_officers(dotank, needed):
        raise NotReady(missing)
    chain = RequiredSignOff.objects.bulk_create(
        RequiredSignOff(
            submission=submission, kind=one.kind, organisation=one.organisation, because=one.because, place=one.place
        )
        for one in needed
    )
    note_step(
        submission.proposal,
        "require_sign_offs",
        by=submission.submitted_by,
        version=submission.version.number,
        kinds=[f"{one.kind}:{one.organisation_id}" for one in chain],
    )
    ask_whose_turn_it_is(submission, dotank)
    return chain


def ask_whose_turn_it_is(submission: Submission, dotank: DoTank) -> None:
    """Those of the first place that does not stand yet have their turn, and are asked once."""
    waiting = list(lacking(submission).select_related("organisation").order_by("place", "kind", "pk"))
    for required in waiting:
        if required.place == waiting[0].place and required.turn_at is None:
            _ask(required, submission, dotank)


def _ask(required: RequiredSignOff, submission: Submission, dotank: DoTank) -> None:
    required.turn_at = timezone.now()
    required.due_on = working_days_later(required.organisation, day_there(required, required.turn_at), ANSWER_WITHIN)
    required.save(update_fields=["turn_at", "due_on"])
    proposal = submission.proposal
    key = f"turn:{required.pk}"
    if required.kind == SignOffKind.MANAGER:
        ask_to_decide(proposal, dotank.manager, key=key)
        to = stand_ins(required, dotank, submission)
    else:
        to = [*deciders(required, dotank), *stand_ins(required, dotank, submission)]
    promise_notices(
        key=key,
        kind="sign_off_asked",
        to=to,
        link=f"/app/proposals/{proposal.pk}",
        needs_you=True,
        proposal=proposal.title,
    )


def day_there(required: RequiredSignOff, moment: datetime) -> date:
    """Which day it is in the organisation that answers."""
    return moment.astimezone(ZoneInfo(required.organisation.time_zone)).date()
