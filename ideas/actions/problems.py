"""Every change to a problem."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.refusals import Forbidden, Invalid, NotReady, Outdated, WrongState
from common.states import note_step, take_step
from ideas import broadcasts, queries
from ideas.actions import attachments
from ideas.models import Persona, Problem
from ideas.models.personas import moment_by_lot
from ideas.places import place_of
from ideas.poster import give_up_persona, new_persona, tell_poster
from ideas.rules import missing_before_post
from ideas.states import EDITABLE, HIDDEN, ProblemState
from people.models import Person
from people.queries import organisation_of


@transaction.atomic
def draft_problem(*, poster: Person, persona: UUID | None = None, **words: Any) -> Problem:
    """Keep a problem as a draft that only its poster sees, under a new persona or one of their own."""
    if organisation_of(poster) is None:
        raise Forbidden(_("Only somebody who works for an organisation of the network can post."), code="no_employer")
    problem = Problem.objects.create(persona=_earlier(poster, persona) or new_persona(poster), **words)
    note_step(problem, "draft", to_state=ProblemState.DRAFT, by_day=True)
    return problem


@transaction.atomic
def edit_problem(*, poster: Person, problem_id: UUID, read_version: int, **words: Any) -> Problem:
    """Change a draft; refuse if it changed in another window since it was read."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.state not in EDITABLE:
        raise WrongState(_("It is posted: what others have read stays as it is."), state=problem.state)
    if problem.version != read_version:
        raise Outdated(version=problem.version)
    if words.get("by_name") is False:
        attachments.refuse_with_documents(problem)
    if "persona" in words:
        _change_persona(problem, poster, words.pop("persona"))
    for field, value in words.items():
        setattr(problem, field, value)
    problem.version += 1
    problem.day = timezone.localdate()
    problem.save(update_fields=[*words, "version", "day"])
    return problem


def _earlier(poster: Person, wanted: UUID | None) -> Persona | None:
    """The one of their earlier pseudonyms that the poster wants to be recognised by; none if they want a new one."""
    if wanted is None:
        return None
    found = queries.personas_to_use_again(poster).filter(pk=wanted).first()
    if found is None:
        raise Invalid({"persona": [_("Choose one of your own pseudonyms, or take a new one.")]})
    return found


def _change_persona(draft: Problem, poster: Person, wanted: UUID | None) -> None:
    """Put the draft under another pseudonym of its poster; one that was read keeps its own."""
    before = draft.persona
    if wanted == before.pk:
        return
    earlier = _earlier(poster, wanted)
    drawn = not queries.personas_to_use_again(poster).filter(pk=before.pk).exists()
    if earlier is None and drawn:
        return
    if draft.state != ProblemState.DRAFT:
        raise WrongState(_("Others have read it under its pseudonym: that stays as it is."), state=draft.state)
    draft.persona = earlier or new_persona(poster)
    draft.save(update_fields=["persona"])
    if drawn:
        give_up_persona(before.pk)


@transaction.atomic
def post_problem(*, poster: Person, problem_id: UUID) -> Problem:
    """Post the draft: from now on everybody can read it and its trail runs."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.state in EDITABLE and (missing := missing_before_post(problem)):
        raise NotReady(missing, _("A few answers are still missing."))
    if problem.by_name and problem.state == ProblemState.DRAFT:
        # Beside a name, an earlier pseudonym would tell whose the other problems are.
        _change_persona(problem, poster, None)
    problem.shown_from = None if problem.by_name else moment_by_lot()
    problem.day = timezone.localdate(problem.shown_from)
    problem.save(update_fields=["shown_from", "day"])
    _show_poster(problem, poster)
    take_step(problem, "post", by_day=True)
    tell_poster(problem, key=f"posted:{problem.pk}", kind="problem_posted")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def show_waiting() -> None:
    """Let what waited for its moment be found, and forget the moment."""
    waiting = Problem.objects.select_for_update(skip_locked=True).filter(shown_from__lte=timezone.now())
    for problem in waiting:
        problem.shown_from = None
        problem.save(update_fields=["shown_from"])
        broadcasts.problem_changed(problem)


@transaction.atomic
def publish_problem(*, coordinator: Person, problem_id: UUID) -> Problem:
    """Let everybody read it, with or without an account: a coordinator has looked at the words."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    line = take_step(problem, "publish", by=coordinator)
    broadcasts.tell_of_step(problem, key=f"published:{line.pk}", kind="problem_published")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def show_name(*, poster: Person, problem_id: UUID) -> Problem:
    """Show, as the poster, who posted; nobody else can."""
    problem = queries.get_own_problem(poster, problem_id)
    if problem.by_name or problem.state in HIDDEN:
        raise WrongState(state=problem.state)
    problem.by_name = True
    problem.save(update_fields=["by_name"])
    _show_poster(problem, poster)
    note_step(problem, "show_name", by_day=True)
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def withdraw_problem(*, poster: Person, problem_id: UUID) -> Problem:
    """Take the problem back while nobody works on it."""
    problem = queries.get_own_problem(poster, problem_id)
    take_step(problem, "withdraw", by_day=True)
    attachments.remove_all(problem)
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def take_up(*, coordinator: Person, problem_id: UUID) -> Problem:
    """Mark that a Do Tank is being formed; only one can be."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "take_up", by=coordinator)
    broadcasts.tell_of_step(problem, key=f"taken_up:{line.pk}", kind="problem_taken_up")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def release(*, coordinator: Person, problem_id: UUID, reason: str) -> Problem:
    """Open the problem again: its Do Tank did not come together."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "release", by=coordinator, note=reason)
    broadcasts.tell_of_step(problem, key=f"released:{line.pk}", kind="problem_released")
    broadcasts.problem_changed(problem)
    return problem


@transaction.atomic
def answer(*, by: Person, problem_id: UUID) -> Problem:
    """Mark the problem answered: a lesson from it is published."""
    problem = queries.lock_problem(problem_id)
    line = take_step(problem, "answer", by=by)
    broadcasts.tell_of_step(problem, key=f"answered:{line.pk}", kind="problem_answered")
    broadcasts.problem_changed(problem)
    return problem


def _show_poster(problem: Problem, poster: Person) -> None:
    """Keep with the problem what it tells of its poster: the name if they chose so, and their place."""
    place = place_of(poster, by_name=problem.by_name)
    problem.posted_by = poster if problem.by_name else None
    problem.organisation, problem.country = place.organisation, place.country
    problem.organisation_kind = place.organisation_kind
    problem.save(update_fields=["posted_by", "organisation", "organisation_kind", "country"])
