"""What the coordinator who reads posted problems decides, other than opening them for everybody."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from flow.demo.files import fixed_id
from ideas.actions import triage
from ideas.models import Problem
from people.models import Person


class Day(Protocol):
    def ago(self, days: int) -> datetime: ...


def decide(told: Mapping[str, Any], problem: Problem, coordinator: Person, day: Day) -> Iterator[datetime]:
    """Yield the day of each decision: a question, a refusal, a merge, or an end for want of an answer."""
    about: dict[str, Any] = {"coordinator": coordinator, "problem_id": problem.pk}
    for one in told.get("decided", ()):
        yield day.ago(one["ago"])
        if "asks" in one:
            triage.ask_back(**about, question=one["asks"])
        elif "declines" in one:
            triage.decline_problem(**about, reason=one["declines"])
        elif "merges" in one:
            triage.merge_problem(**about, into=fixed_id("problem", one["merges"]))
        else:
            triage.close_unanswered(problem_id=problem.pk)
