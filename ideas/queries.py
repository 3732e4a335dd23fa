"""Reads for one person; fetches for one purpose."""

from uuid import UUID

from django.db.models import QuerySet

from common.refusals import Forbidden, Unknown
from ideas.models import Problem
from ideas.poster import is_poster, problems_posted_by
from people.models import Person


def problems_for(person: Person, *, mine: bool = False, state: str = "", language: str = "") -> QuerySet[Problem]:
    """Problems this person may read, newest first."""
    rows = problems_posted_by(person) if mine else Problem.objects.public()
    if state:
        rows = rows.filter(state=state)
    if language:
        rows = rows.filter(language=language)
    return rows.select_related("organisation").order_by("-created_at", "-id")


def get_problem(person: Person, problem_id: UUID) -> Problem:
    """The problem, if this person may read it."""
    try:
        return Problem.objects.visible_to(person).select_related("organisation").get(pk=problem_id)
    except Problem.DoesNotExist as missing:
        raise Unknown from missing


def get_own_problem(person: Person, problem_id: UUID) -> Problem:
    """The poster's own problem, locked for a change."""
    get_problem(person, problem_id)
    problem = lock_problem(problem_id)
    if not is_poster(person, problem):
        raise Forbidden
    return problem


def lock_problem(problem_id: UUID) -> Problem:
    """The problem, locked until the transaction ends."""
    return Problem.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=problem_id)


def may_see(person: Person, problem_id: str) -> bool:
    """Whether this person may watch the problem."""
    return Problem.objects.visible_to(person).filter(pk=problem_id).exists()
