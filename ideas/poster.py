"""The one door to the person behind a problem. Nothing else may read the Poster table."""

from uuid import UUID

from django.db.models import QuerySet

from ideas.models import Poster, Problem
from people.models import Person
from people.notices import promise_notices


def set_poster(problem: Problem, person: Person) -> None:
    """Keep, apart from the problem, who posted it."""
    Poster.objects.create(problem=problem, person=person)


def is_poster(person: Person, problem: Problem) -> bool:
    """Whether this person asks about their own problem."""
    return bool(person.is_authenticated) and Poster.objects.filter(problem=problem, person_id=person.pk).exists()


def problems_posted_by(person: Person) -> QuerySet[Problem]:
    """My problems; only ever called for the person who asks."""
    return Problem.objects.filter(poster__person_id=person.pk)


def exclude_poster(problem: Problem) -> UUID:
    """The poster's id for the assembler, which must leave them out; it never reaches an answer."""
    return Poster.objects.values_list("person_id", flat=True).get(problem=problem)


def tell_poster(problem: Problem, *, key: str, kind: str) -> None:
    """Promise the poster a notice of a step of their problem."""
    person = Person.objects.get(pk=exclude_poster(problem))
    promise_notices(key=key, kind=kind, to=[person], link=f"/app/problems/{problem.pk}", problem=problem.title)
