"""Who is named in a comment: kept by id, and read by the name that they go by when it is read."""

import re
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ideas.conversation.states import CommentState
from ideas.models import Comment, Problem
from people.models import Person, Role
from people.queries import with_organisation
from people.rules import current
from people.words import RoleKind

OFFERED = 8
POSTER = "@{poster}"

Source = Callable[[Person, Problem], QuerySet[Person]]
_sources: list[Source] = []


def also_mentionable(found: Source) -> None:
    """An app further right names more people whom a colleague may mention under a problem."""
    _sources.append(found)


def coordinators() -> QuerySet[Person]:
    """Everybody who forms teams today."""
    held = Role.objects.filter(current(), kind=RoleKind.COORDINATOR, organisation__isnull=True)
    return Person.objects.filter(pk__in=held.values("person_id"), is_active=True)


def mentionable_by(person: Person, problem: Problem) -> QuerySet[Person]:
    """Who takes part here by name, as far as this person sees it, and whoever coordinates."""
    taking_part = Comment.objects.out().filter(problem=problem, state=CommentState.SHOWN, person__isnull=False)
    those = Q(pk__in=taking_part.values("person_id")) | Q(pk__in=coordinators().values("pk"))
    if problem.posted_by_id:
        those |= Q(pk=problem.posted_by_id)
    for found in _sources:
        those |= Q(pk__in=found(person, problem).values("pk"))
    return with_organisation(Person.objects.filter(those, is_active=True).exclude(name="").exclude(pk=person.pk))


def offered(person: Person, problem: Problem, beginning: str) -> list[Person]:
    """The first few of them with these letters in their name."""
    return list(mentionable_by(person, problem).filter(name__icontains=beginning).order_by("name", "pk")[:OFFERED])


def kept(text: str, people: Iterable[Person], poster: str) -> tuple[str, list[Person], bool]:
    """The text with ids in place of the names, those who are really named in it, and whether the poster is."""
    named = []
    for person in sorted(people, key=lambda one: -len(one.name)):
        text, found = _replace(text, person.name, f"@{{{person.pk}}}")
        if found:
            named.append(person)
    text, to_poster = _replace(text, poster, POSTER) if poster else (text, 0)
    return text, named, bool(to_poster)


def read(comment: Comment, *, for_members: bool = True) -> str:
    """The text with the names that people go by today; outside the network nobody is named."""
    text = comment.text
    for mention in comment.mentions.all():
        text = text.replace(f"@{{{mention.person_id}}}", f"@{name_in(mention.person, for_members)}")
    return text.replace(POSTER, f"@{comment.problem.persona}") if comment.mentions_poster else text


def names(comment: Comment) -> list[str]:
    """What stands in the text as a mention, for the screen to set apart."""
    found = [name_in(mention.person, True) for mention in comment.mentions.all()]
    return [f"@{name}" for name in [*found, *([str(comment.problem.persona)] if comment.mentions_poster else [])]]


def name_in(person: Person, for_members: bool) -> str:
    """How somebody is called in a text."""
    return person.shown_name if for_members else _("a colleague")


def _replace(text: str, name: str, token: str) -> tuple[str, int]:
    return re.subn(rf"@{re.escape(name)}(?!\w)", lambda _found: token, text)
