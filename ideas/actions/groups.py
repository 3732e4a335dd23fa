"""Bringing a problem before a thematic group."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, Unknown, WrongState
from common.states import note_step
from ideas import broadcasts, queries
from ideas.models import ProblemInGroup
from ideas.poster import tell_poster
from ideas.states import GOES_ON
from people.groups.broadcasts import group_changed
from people.groups.queries import get_group_to_come_in, people_in
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def send_to_group(*, coordinator: Person, problem_id: UUID, group_id: UUID, why: str = "") -> ProblemInGroup:
    """Bring a problem before a group, once; its members hear of it, and so does the poster."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    if problem.state not in GOES_ON:
        raise WrongState(state=problem.state)
    try:
        group = get_group_to_come_in(group_id)
    except Unknown as missing:
        raise Invalid({"group": [_("There is no such group. Choose another.")]}) from missing
    try:
        with transaction.atomic():
            sent = ProblemInGroup.objects.create(problem=problem, group=group, why=why)
    except IntegrityError as twin:
        raise Clash(_("This group has the problem already.")) from twin
    note_step(problem, "send_to_group", by=coordinator, note=why, group=str(group.pk))
    note_step(group, "receive", by=coordinator, problem=str(problem.pk))
    promise_notices(
        key=f"group_problem:{sent.pk}",
        kind="group_problem",
        to=people_in(group),
        link=f"/app/problems/{problem.pk}",
        problem=problem.title,
        group=group.name,
    )
    tell_poster(problem, key=f"sent_to_group:{sent.pk}", kind="problem_sent_to_group", group=group.name)
    broadcasts.problem_changed(problem)
    group_changed(group)
    return sent
