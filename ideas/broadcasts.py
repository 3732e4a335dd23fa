"""What watchers of a problem hear, and whoever is told of its steps."""

from django.db.models import Q

from common.feed import note_change
from common.push import tell
from ideas.models import PeerSearch, Problem
from ideas.poster import tell_poster
from people.models import Person
from people.notices import promise_notices


def peers_changed(search: PeerSearch) -> None:
    """The poster and those they talk with read again; nobody else hears that anything is said."""
    tell(f"peers.{search.pk}", "peers.changed", id=search.pk)


def problem_changed(problem: Problem) -> None:
    """Open screens read it again, and search follows."""
    note_change("problem", problem.pk)
    tell(f"problem.{problem.pk}", "problem.changed", id=problem.pk, version=problem.version)


def support_changed(problem: Problem) -> None:
    """Open screens read how many say that it is theirs too."""
    tell(f"problem.{problem.pk}", "support.changed", id=problem.pk)


def comments_changed(problem: Problem, latest: int) -> None:
    """Open screens learn how far the conversation has come."""
    tell(f"problem.{problem.pk}", "comments.changed", id=problem.pk, latest=latest)


def tell_of_step(problem: Problem, *, key: str, kind: str) -> None:
    """The poster hears of every step; whoever follows or supports the problem too, in words of their own."""
    for one in (problem, *Problem.objects.filter(merges__into=problem, merges__undone=False)):
        tell_poster(one, key=key, kind=kind)
    # The poster is in neither table.
    those = Q(support__problem=problem) | Q(follows__problem=problem)
    promise_notices(
        key=f"{key}:followed",
        kind=f"followed_{kind.removeprefix('poster_')}",
        to=Person.objects.filter(those, is_active=True).distinct(),
        link=f"/app/problems/{problem.pk}",
        problem=problem.title,
    )
