"""A coordinator's decisions about what was posted. The poster hears each of them, with its reason."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, WrongState
from common.states import take_step
from ideas import broadcasts, queries, triage
from ideas.actions.backing import reach
from ideas.models import Comment, Follow, Merge, Problem, ProblemInGroup, Support
from ideas.poster import tell_poster
from ideas.states import WAITING, ProblemState
from people.models import Person
from people.notices import promise_notices
from people.queries import holding
from people.words import RoleKind

UNDO_WITHIN = timedelta(days=30)


@transaction.atomic
def ask_back(*, coordinator: Person, problem_id: UUID, question: str) -> Problem:
    """Give the problem back to its poster with a question; the words open again for them."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    line = take_step(problem, "ask_back", by=coordinator, note=question)
    tell_poster(problem, key=f"asked_back:{line.pk}", kind="problem_asked_back", needs_you=True, question=question)
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def decline_problem(*, coordinator: Person, problem_id: UUID, reason: str) -> Problem:
    """Say that the network cannot take this problem up, and why."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    line = take_step(problem, "decline", by=coordinator, note=reason)
    tell_poster(problem, key=f"declined:{line.pk}", kind="problem_declined", reason=reason)
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def merge_problem(*, coordinator: Person, problem_id: UUID, into: UUID) -> Problem:
    """Let another problem, which says the same, carry this one's support, followers and comments."""
    if problem_id == into:
        raise Invalid({"into": [_("A problem cannot be merged with itself.")]})
    # Always in the order of their ids: two who merge the other way round must not wait for each other.
    for one in sorted((problem_id, into)):
        queries.get_problem_for_coordinator(coordinator, one)
    problem, target = queries.lock_problem(problem_id), queries.lock_problem(into)
    if problem.merged_here.filter(undone=False).exists():
        raise Clash(_("Other problems were merged with this one. Merge the other way round."), code="has_merged")
    if target.state not in {*WAITING, ProblemState.TAKEN_UP}:
        raise Invalid({"into": [_("Choose a problem that is open or being worked on.")]})
    merge = Merge(problem=problem, into=target, from_state=problem.state)
    line = take_step(problem, "merge", by=coordinator, into=str(target.pk))
    _move(merge)
    merge.save()
    reach(target)
    tell_poster(problem, key=f"merged:{line.pk}", kind="problem_merged", other=target.title)
    broadcasts.problem_changed(problem)
    broadcasts.problem_changed(target)
    return problem


@transaction.atomic
def undo_merge(*, coordinator: Person, problem_id: UUID) -> Problem:
    """Make two problems of them again, each with what it had; for thirty days."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    merge = Merge.objects.select_for_update().filter(problem=problem, undone=False).first()
    if merge is None:
        raise WrongState(state=problem.state)
    if merge.created_at < timezone.now() - UNDO_WITHIN:
        raise WrongState(_("This was merged more than thirty days ago."), state=problem.state)
    Support.objects.filter(pk__in=merge.support).update(problem=problem)
    Follow.objects.filter(pk__in=merge.follows).update(problem=problem)
    ProblemInGroup.objects.filter(pk__in=merge.in_groups).update(problem=problem)
    _recount(problem, merge.into)
    for comment_id, number in merge.comments.items():
        Comment.objects.filter(pk=comment_id).update(problem=problem, number=number)
    merge.undone = True
    merge.save(update_fields=["undone"])
    take_step(problem, "unmerge", by=coordinator)
    broadcasts.problem_changed(problem)
    broadcasts.problem_changed(merge.into)
    return problem


@transaction.atomic
def close_stale() -> None:
    """Ask posters who did not answer a second time; close what stayed without an answer after that."""
    for problem in triage.asked_long_ago(triage.ASK_AGAIN_AFTER):
        tell_poster(problem, key=f"asked_again:{problem.pk}", kind="problem_asked_again", needs_you=True)
    for problem in triage.asked_long_ago(triage.CLOSE_AFTER):
        close_unanswered(problem_id=problem.pk)


@transaction.atomic
def close_unanswered(*, problem_id: UUID) -> Problem:
    """Close a problem whose poster did not answer; they can open it again."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "close")
    tell_poster(problem, key=f"closed:{line.pk}", kind="problem_closed")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def remind_of_triage() -> None:
    """Nothing waits unseen: coordinators hear of what is due, administrators of what is long overdue."""
    for problem in triage.waiting_since(triage.DUE_AFTER):
        _remind(problem, "triage_due", RoleKind.COORDINATOR)
    for problem in triage.waiting_since(triage.OVERDUE_AFTER):
        _remind(problem, "triage_overdue", RoleKind.ADMINISTRATOR)


@transaction.atomic
def reopen_problem(*, poster: Person, problem_id: UUID) -> Problem:
    """Take up, as its poster, a problem that was closed for want of an answer."""
    problem = queries.get_own_problem(poster, problem_id)
    take_step(problem, "reopen", by_day=True)
    broadcasts.problem_changed(problem)
    return problem


def _remind(problem: Problem, kind: str, role: RoleKind) -> None:
    promise_notices(
        key=f"{kind}:{problem.pk}",
        kind=kind,
        to=holding(role),
        link=f"/app/triage?problem={problem.pk}",
        needs_you=True,
        problem=problem.title,
    )


def _move(merge: Merge) -> None:
    """Move what the other problem does not have already, and keep in the merge what it was."""
    source, target = merge.problem, merge.into
    for rows, whose, kept in (
        (Support.objects, "person", merge.support),
        (Follow.objects, "person", merge.follows),
        (ProblemInGroup.objects, "group", merge.in_groups),
    ):
        there = rows.filter(problem=target).values_list(whose, flat=True)
        moving = rows.filter(problem=source).exclude(**{f"{whose}__in": there})
        kept += [str(pk) for pk in moving.values_list("pk", flat=True)]
        rows.filter(pk__in=kept).update(problem=target)
    _recount(source, target)
    last = Comment.objects.filter(problem=target).aggregate(last=Max("number"))["last"] or 0
    for comment in Comment.objects.filter(problem=source).order_by("number"):
        merge.comments[str(comment.pk)] = comment.number
        if comment.number is not None:
            last += 1
            comment.number = last
        comment.problem = target
        comment.save(update_fields=["problem", "number"])


def _recount(*changed: Problem) -> None:
    for problem in changed:
        Problem.objects.filter(pk=problem.pk).update(supporters=Support.objects.filter(problem=problem).count())
