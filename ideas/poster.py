"""The one door to the person behind a problem. Nothing else may ask `ideas.identity`.

A question about who posted may only be answered to the poster: whoever else asks, the answer must not differ by it.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from ideas import identity
from ideas.models import Persona, Problem
from people.models import Person
from people.notices import promise_notices


def new_persona(person: Person) -> Persona:
    """A name and a picture drawn by lot, behind which this person stands."""
    while True:
        try:
            with transaction.atomic():
                persona = Persona.objects.create()
        except IntegrityError:
            continue
        identity.keep(persona.pk, person.pk)
        if hasattr(person, "_personas"):
            # Asked earlier in this request, without the new one.
            del person._personas
        return persona


def give_up_persona(persona_id: UUID) -> None:
    """Take away a persona under which nothing was ever read; nobody stands behind it any more."""
    identity.forget([persona_id])
    Persona.objects.filter(pk=persona_id).delete()


def personas_of(person: Person) -> list[UUID]:
    """The asking person's own personas; asked once per request."""
    if not person.is_authenticated:
        return []
    if not hasattr(person, "_personas"):
        person._personas = identity.personas_of(person.pk)  # type: ignore[attr-defined]
    return person._personas  # type: ignore[attr-defined,no-any-return]


def is_poster(person: Person, problem: Problem) -> bool:
    """Whether this person asks about their own problem; only ever called for the person who asks."""
    return problem.persona_id in personas_of(person)


def problems_posted_by(person: Person) -> QuerySet[Problem]:
    """My problems; only ever called for the person who asks."""
    return Problem.objects.filter(persona__in=personas_of(person))


def poster_among(problem: Problem, person_ids: Iterable[UUID]) -> UUID | None:
    """The poster's id if it is one of these, for the assembler to leave out in silence; it never reaches an answer.

    Asked too of whoever somebody stands in for: nobody decides in the poster's place.
    """
    return identity.one_behind(problem.persona_id, person_ids)


def tell_poster(problem: Problem, *, key: str, kind: str, needs_you: bool = False, page: str = "", **data: str) -> None:
    """Promise the poster a notice of a step of their problem; `page` is where under it they can answer."""
    person_id = identity.person_to_tell(problem.persona_id)
    promise_notices(
        key=key,
        kind=kind,
        to=Person.objects.filter(pk__in=[person_id] if person_id else []),
        link=f"/app/problems/{problem.pk}{page}",
        needs_you=needs_you,
        problem=problem.title,
        **data,
    )


def person_looked_at(problem: Problem) -> Person | None:
    """Who posted, for the two coordinators who agreed on a look; nobody once they were forgotten."""
    person_id = identity.person_looked_at(problem.persona_id)
    return Person.objects.filter(pk=person_id).first() if person_id else None


def forget(person: Person) -> None:
    """Cut for ever what links this person to what they posted; the problems stay, and nobody hears of them any more."""
    identity.forget(identity.personas_of(person.pk))
