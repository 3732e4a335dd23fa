"""Many stand behind a problem, brought to a stage through the real actions: Max (manager) must answer."""

from datetime import timedelta
from typing import Any

from django.test import override_settings
from django.utils import timezone

from ideas.actions import backing, conversation
from ideas.models import Backing, Problem
from tests import stages
from tests.cast import Cast

ANSWER: dict[str, Any] = {
    "decision": "taken_up",
    "words": "We change the form this spring and drop the second signature.",
}
enough = override_settings(BACKING_PEOPLE=2, BACKING_ORGANISATIONS=2)


def almost(cast: Cast, problem: Problem | None = None) -> Problem:
    """One is missing."""
    problem = problem or stages.published_problem(cast)
    return conversation.support_problem(person=cast.member, problem_id=problem.pk)


def reached(cast: Cast, problem: Problem | None = None) -> Backing:
    """Mia and Chris, of two organisations: here that is enough."""
    problem = almost(cast, problem)
    with enough:
        conversation.support_problem(person=cast.challenger, problem_id=problem.pk)
    return Backing.objects.get(problem=problem)


def named(cast: Cast, problem: Problem | None = None) -> Backing:
    """The manager is asked."""
    found = reached(cast, problem)
    return backing.name_decision_maker(
        coordinator=cast.coordinator, problem_id=found.problem_id, manager=cast.manager.pk
    )


def grow(cast: Cast) -> None:
    """One more problem that waits for a name."""
    reached(cast)


def missed(cast: Cast) -> Backing:
    """The day is over, without an answer."""
    found = named(cast)
    Backing.objects.filter(pk=found.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    return backing.miss_answer(backing_id=found.pk)


def answered(cast: Cast, problem: Problem | None = None) -> Backing:
    return backing.answer_backing(manager=cast.manager, problem_id=named(cast, problem).problem_id, **ANSWER)
