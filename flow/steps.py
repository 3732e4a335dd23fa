"""Steps that reach across stages: each one transaction, read from top to bottom."""

from typing import Any
from uuid import UUID

from django.db import transaction

from common.refusals import WrongState
from dotanks.actions import submitting
from dotanks.actions.proposals import end as end_dotank
from dotanks.models import Proposal
from dotanks.states import DoTankState
from experiments import queries
from experiments.actions import pilots, preparing, requiring, sign_offs
from experiments.models import Pilot, SignOff
from ideas.actions.problems import answer as answer_problem
from learning import actions as learning
from learning.models import Lesson
from people.models import Person


@transaction.atomic
def submit_proposal(*, person: Person, dotank_id: UUID, **submitted: Any) -> Proposal:
    """Put a version before whoever must sign it off, and ask those whose turn it is.

    One that was signed off may be replaced until its pilot has started.
    """
    pilot = queries.lock_with_dotank(dotank_id)
    submission = submitting.submit(person=person, dotank_id=dotank_id, **submitted)
    preparing.wait_for_sign_off(pilot)
    requiring.require_sign_offs(submission)
    return submission.proposal


@transaction.atomic
def decline_proposal(
    *, manager: Person, proposal_id: UUID, read_version: int, reason: str, required: UUID | None = None
) -> SignOff:
    """Decline a proposal and open its lesson: this ending yields one too."""
    answer = sign_offs.decline(
        manager=manager, proposal_id=proposal_id, read_version=read_version, reason=reason, required=required
    )
    proposal = answer.proposal
    if proposal.dotank.state == DoTankState.ENDED:
        return answer  # the same answer once more
    end_dotank(by=manager, dotank_id=proposal.dotank_id)
    learning.draft_lesson_from_decline(
        dotank=proposal.dotank, title=proposal.title, tried=proposal.summary, reason=reason, by=manager
    )
    return answer


@transaction.atomic
def conclude_pilot(*, person: Person, pilot_id: UUID, **verdict: Any) -> Pilot:
    """End a pilot and open its lesson: none closes without one."""
    pilot = pilots.conclude(person=person, pilot_id=pilot_id, **verdict)
    end_dotank(by=person, dotank_id=pilot.dotank_id)
    learning.draft_lesson_from_pilot(pilot=pilot, by=person)
    return pilot


@transaction.atomic
def publish_lesson(*, person: Person, lesson_id: UUID) -> Lesson:
    """Publish a lesson, and with it answer the problem it began with."""
    lesson = learning.publish_lesson(person=person, lesson_id=lesson_id)
    answer_problem(by=person, problem_id=lesson.dotank.problem_id)
    return lesson


def close_pilots_at_their_end() -> int:
    """Stop every pilot whose end has passed, each in its own transaction; says how many."""
    closed = 0
    for pilot_id in queries.pilots_past_their_end().values_list("pk", flat=True):
        try:
            pilots.reach_end(pilot_id=pilot_id)
        except WrongState:
            continue  # Somebody stopped it by hand in the same moment.
        closed += 1
    return closed
