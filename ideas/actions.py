"""Every change to a problem."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.refusals import Forbidden, NotReady, Outdated, WrongState
from common.states import note_step, take_step
from ideas import broadcasts, queries
from ideas.models import Problem
from ideas.poster import set_poster, tell_poster
from ideas.rules import missing_before_post
from ideas.states import ProblemState
from people.models import Person
from people.queries import organisation_of


@transaction.atomic
def draft_problem(*, poster: Person, **words: Any) -> Problem:
    """Keep a problem as a draft that only its poster sees."""
    organisation = organisation_of(poster)
    if organisation is None:
        raise Forbidden(_("Only somebody who works for an organisation of the network can post."), code="no_employer")
    problem = Problem.objects.create(organisation=organisation, **words)
    set_poster(problem, poster)
    note_step(problem, "draft", to_state=ProblemState.DRAFT)
    return problem


@transaction.atomic
def edit_problem(*, poster: Person, problem_id: UUID, read_version: int, **words: Any) -> Problem:
    """Change a draft; refuse if it changed in another window since it was read."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.state != ProblemState.DRAFT:
        raise WrongState(_("It is posted: what others have read stays as it is."), state=problem.state)
    if problem.version != read_version:
        raise Outdated(version=problem.version)
    for field, value in words.items():
        setattr(problem, field, value)
    problem.version += 1
    problem.save(update_fields=[*words, "version"])
    return problem


@transaction.atomic
def post_problem(*, poster: Person, problem_id: UUID) -> Problem:
    """Post the draft: from now on everybody can read it and its trail runs."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.state == ProblemState.DRAFT and (missing := missing_before_post(problem)):
        raise NotReady(missing, _("A few answers are still missing."))
    problem.posted_at = timezone.now()
    problem.save(update_fields=["posted_at"])
    take_step(problem, "post")
    tell_poster(problem, key=f"posted:{problem.pk}", kind="problem_posted")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def withdraw_problem(*, poster: Person, problem_id: UUID) -> Problem:
    """Take the problem back while nobody works on it."""
    problem = queries.get_own_problem(poster, problem_id)
    take_step(problem, "withdraw")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def take_up(*, coordinator: Person, problem_id: UUID) -> Problem:
    """Mark that a Do Tank is being formed; only one can be."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "take_up", by=coordinator)
    tell_poster(problem, key=f"taken_up:{line.pk}", kind="problem_taken_up")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def release(*, coordinator: Person, problem_id: UUID, reason: str) -> Problem:
    """Open the problem again: its Do Tank did not come together."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "release", by=coordinator, note=reason)
    tell_poster(problem, key=f"released:{line.pk}", kind="problem_released")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def answer(*, by: Person, problem_id: UUID) -> Problem:
    """Mark the problem answered: a lesson from it is published."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "answer", by=by)
    tell_poster(problem, key=f"answered:{line.pk}", kind="problem_answered")
    broadcasts.problem_changed(problem)
    return problem
