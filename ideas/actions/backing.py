"""From enough support to a public answer: reached once, answered once, or shown as unanswered."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common.refusals import WrongState
from common.states import note_step, take_step
from ideas import broadcasts, queries
from ideas.backing import queries as backings
from ideas.backing.states import BackingState
from ideas.models import Backing, Problem
from people.calendars import working_days_later
from people.models import Person
from people.notices import promise_notices
from people.queries import get_manager, holding
from people.words import RoleKind

NAME_WITHIN, REMIND_BEFORE = timedelta(days=3), timedelta(days=7)


def reach(problem: Problem) -> Backing | None:
    """Note that enough people stand behind the problem, once for ever; the problem is locked by the caller."""
    weight = backings.weight_of(problem)
    if weight.backing is not None or not weight.is_enough or problem.state not in backings.ASKABLE:
        return None
    backing = Backing.objects.create(problem=problem, people=weight.people, organisations=weight.organisations)
    # Not the moment: it would tell when somebody said that it is theirs too.
    note_step(backing, "reach", to_state=BackingState.REACHED, by_day=True)
    broadcasts.tell_of_step(problem, key=f"backing_reached:{backing.pk}", kind="backing_reached")
    _tell_holders(backing, "backing_to_name", RoleKind.COORDINATOR)
    broadcasts.problem_changed(problem)
    return backing


@transaction.atomic
def name_decision_maker(*, coordinator: Person, problem_id: UUID, manager: UUID) -> Backing:
    """Ask a manager to answer, by a day in their organisation's calendar.

    Whether it is the poster is not asked here, for the answer would tell; the poster is refused when they answer.
    """
    backing = backings.get_for_naming(coordinator, problem_id)
    if backing.problem.state not in backings.ASKABLE:
        raise WrongState(state=backing.problem.state)
    decider, home = get_manager(manager)
    due_on = working_days_later(home, timezone.localdate(), int(settings.BACKING_WORKING_DAYS))
    backing.manager, backing.organisation, backing.due_on = decider, home, due_on
    backing.save(update_fields=["manager", "organisation", "due_on"])
    line = take_step(backing, "name", by=coordinator)
    _tell_manager(backing, "backing_asked")
    broadcasts.tell_of_step(backing.problem, key=f"backing_named:{line.pk}", kind="backing_named")
    broadcasts.problem_changed(backing.problem)
    return backing


@transaction.atomic
def answer_backing(*, manager: Person, problem_id: UUID, decision: str, words: str) -> Backing:
    """Answer once, in public, as the decision maker who was named."""
    backing = backings.get_for_answer(manager, problem_id)
    if backing.problem.state not in backings.ASKABLE:
        raise WrongState(state=backing.problem.state)
    backing.decision, backing.words, backing.language = decision, words, manager.language
    backing.answered_on = timezone.localdate()
    backing.save(update_fields=["decision", "words", "language", "answered_on"])
    line = take_step(backing, "answer", by=manager, note=words)
    broadcasts.tell_of_step(backing.problem, key=f"backing_answered:{line.pk}", kind="backing_answered")
    broadcasts.problem_changed(backing.problem)
    return backing


@transaction.atomic
def miss_answer(*, backing_id: UUID) -> Backing:
    """Show that no answer came by its day; coordinators may name somebody else, and it can still be answered."""
    problem_id = Backing.objects.values_list("problem_id", flat=True).get(pk=backing_id)
    problem = queries.lock_problem(problem_id)
    backing = Backing.objects.select_for_update(of=("self",)).select_related("problem", "manager").get(pk=backing_id)
    line = take_step(backing, "miss")
    broadcasts.tell_of_step(problem, key=f"backing_missed:{line.pk}", kind="backing_missed")
    _tell_manager(backing, "backing_overdue")
    for role in (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        _tell_holders(backing, "backing_unanswered", role, str(line.pk))
    broadcasts.problem_changed(problem)
    return backing


def look_after_backing() -> None:
    """Note what has enough support by now, remind whoever must name or answer, and say where no answer came."""
    today = timezone.localdate()
    for problem_id in _not_noted():
        _reach_one(problem_id)
    named = backings.askable().filter(state=BackingState.NAMED)
    for backing_id in named.filter(due_on__lt=today).values_list("pk", flat=True):
        with suppress(WrongState):  # answered just now
            miss_answer(backing_id=backing_id)
    for backing in named.filter(due_on__lte=today + REMIND_BEFORE):
        _tell_manager(backing, "backing_reminder")
    for backing in backings.to_name().filter(state=BackingState.REACHED, day__lte=today - NAME_WITHIN):
        _tell_holders(backing, "backing_name_due", RoleKind.COORDINATOR)


def _not_noted() -> list[UUID]:
    enough = Problem.objects.posted().filter(state__in=backings.ASKABLE, backing__isnull=True)
    return list(enough.filter(supporters__gte=settings.BACKING_PEOPLE).values_list("pk", flat=True))


@transaction.atomic
def _reach_one(problem_id: UUID) -> None:
    reach(queries.lock_problem(problem_id))


def _tell_manager(backing: Backing, kind: str) -> None:
    assert backing.manager is not None
    promise_notices(
        key=f"{kind}:{backing.pk}:{backing.due_on}",
        kind=kind,
        to=[backing.manager],
        link=f"/app/problems/{backing.problem_id}",
        needs_you=True,
        problem=backing.problem.title,
    )


def _tell_holders(backing: Backing, kind: str, role: RoleKind, once: str = "") -> None:
    promise_notices(
        key=f"{kind}:{backing.pk}:{once}",
        kind=kind,
        to=holding(role),
        link=f"/app/problems/{backing.problem_id}",
        needs_you=role == RoleKind.COORDINATOR,
        problem=backing.problem.title,
    )
