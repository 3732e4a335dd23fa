"""What colleagues of the demo network say about a problem: that it is theirs too, and what they know of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from ideas.actions import conversation
from ideas.models import Comment, Problem
from people.models import Person


class Day(Protocol):
    def ago(self, days: int) -> datetime: ...


def talk(told: Mapping[str, Any], problem: Problem, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """Yield the moment of each thing said; `answers` counts the comments from zero."""
    comments: list[Comment] = []
    for one in told.get("talk", ()):
        yield day.ago(one["ago"])
        person = cast[told["poster"] if one["who"] == "poster" else one["who"]]
        if "mine" in one:
            conversation.support_problem(
                person=person, problem_id=problem.pk, how_often=one["mine"], by_name=one.get("named", False)
            )
        elif "says" in one:
            to = comments[one["answers"]].pk if "answers" in one else None
            comments.append(
                conversation.write_comment(person=person, problem_id=problem.pk, text=one["says"], answers_to=to)
            )
        else:
            conversation.follow_problem(person=person, problem_id=problem.pk)
