"""What becomes of the problems that a group was sent, and what changed in the group. Names no person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.models import HistoryLine
from dotanks.models import DoTank
from dotanks.states import DoTankState
from flow.trail import STEP_WORDS
from ideas.models import Problem
from ideas.queries import problems_in
from people.models import Group, Person

# A feed looks at the newest of a group's problems.
FOLLOWED = 200
GROUP_WORDS: dict[str, Promise] = {
    "found": _("The group was founded."),
    "edit": _("The group's page was changed."),
    "set_goal": _("The goal for %(year)s was set."),
    "name_convener": _("One more convener was named."),
    "receive": _("A problem was sent to the group."),
    "close": _("The group was closed."),
}
# What the group sees by its own line, or saw before it was sent the problem.
SEEN = {"post", "publish", "send_to_group"}
CASE_STEPS = [key for key in STEP_WORDS if not (key[0] == "problem" and key[1] in SEEN)]


def cases_of(group: Group, person: Person) -> QuerySet[Problem]:
    """The problems a group was sent, each with the team that works on it as `teams`."""
    teams = DoTank.objects.exclude(state=DoTankState.DISSOLVED).select_related(
        "proposal", "pilot", "lesson__organisation"
    )
    return problems_in(group, person).prefetch_related(Prefetch("dotanks", teams, to_attr="teams"))


def changes_of(group: Group, person: Person) -> tuple[QuerySet[HistoryLine], Mapping[UUID, Problem]]:
    """The steps of a group and of its problems, newest first, and which problem each subject belongs to."""
    problems = {problem.pk: problem for problem in problems_in(group, person)[:FOLLOWED]}
    about = dict(problems)
    rows = DoTank.objects.filter(problem__in=problems).values_list("problem", "pk", "proposal", "pilot", "lesson")
    for problem_id, *subjects in rows:
        about |= {subject: problems[problem_id] for subject in subjects if subject is not None}
    steps = Q()
    for kind, step in CASE_STEPS:
        steps |= Q(subject_kind=kind, step=step)
    own = Q(subject_id=group.pk, step__in=GROUP_WORDS)
    lines = HistoryLine.objects.filter(own | (steps & Q(subject_id__in=list(about))))
    return lines.order_by("-at", "-id"), about


def words_of(line: HistoryLine) -> str:
    """The step in a sentence."""
    if line.subject_kind == "group":
        said: dict[str, Any] = line.data
        return str(GROUP_WORDS[line.step]) % said
    return str(STEP_WORDS[line.subject_kind, line.step][1])


def problem_of(line: HistoryLine, about: Mapping[UUID, Problem]) -> Problem | None:
    """The problem that the step is about, if the reader may still read it."""
    if line.subject_kind == "group":
        return about.get(UUID(line.data["problem"])) if line.step == "receive" else None
    return about.get(line.subject_id)
