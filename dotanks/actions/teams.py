"""From a stated need to a confirmed team that has been asked."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, NotReady, WrongState
from common.states import note_step, take_step
from dotanks import assembly, broadcasts, candidates, queries, rules
from dotanks.actions.asking import ask, hold_free_slots
from dotanks.actions.changed_teams import checked_changes, checked_team, keep_changes
from dotanks.actions.managers import manager_who_may_decide
from dotanks.live import rooms
from dotanks.models import DoTank, Need, ProposedTeam
from dotanks.replay import basis
from dotanks.starting_text import starting_text
from dotanks.states import DoTankState, SeatRole
from dotanks.trying import require_open
from ideas.actions import problems as ideas
from ideas.broadcasts import tell_of_step
from ideas.models import Problem
from ideas.states import WAITING
from people.models import Person
from people.notices import promise_notices
from people.words import Skill

log = logging.getLogger(__name__)


@transaction.atomic
def state_need(*, coordinator: Person, problem_id: UUID, **stated: Any) -> Need:
    """Say what the problem's team must bring."""
    problem = queries.get_problem_to_assemble(coordinator, problem_id)
    require_posted(problem)
    need, created = Need.objects.get_or_create(problem=problem, defaults=stated)
    if not created:
        for field, value in stated.items():
            setattr(need, field, value)
        need.version += 1
        need.save(update_fields=[*stated, "version"])
    return need


@transaction.atomic
def propose_team(*, coordinator: Person, problem_id: UUID) -> ProposedTeam:
    """Let the assembler advise a team for the stated need; nobody is asked yet."""
    problem = queries.get_problem_to_assemble(coordinator, problem_id)
    require_posted(problem)
    need = Need.objects.select_related("problem__organisation", "problem__persona").filter(problem=problem).first()
    if need is None:
        raise NotReady([{"code": "no_need", "words": _("State first what the team must bring.")}])
    members, asked = candidates.columns(need.weeks), candidates.assembly_need(need)
    try:
        answer = assembly.assemble(members, asked, known_skills=Skill.values)
    except assembly.InvalidNeed as invalid:
        raise Invalid({str(invalid.details.get("field", "need")): [_("This cannot be worked on.")]}) from invalid
    proposed = ProposedTeam.objects.create(
        need=need,
        need_version=need.version,
        coordinator=coordinator,
        answer=_plain(asdict(answer)),
        basis=basis(need, members, asked.weights),
    )
    note_limit(proposed, answer.team)
    return proposed


@transaction.atomic
def confirm_team(
    *,
    coordinator: Person,
    proposed_team_id: UUID,
    members: Sequence[UUID],
    manager: UUID,
    reply_by: date,
    driver: UUID | None = None,
    challenger: UUID | None = None,
    changes: Sequence[Mapping[str, Any]] = (),
) -> DoTank:
    """Form the Do Tank with these people and ask them; every hard rule is checked again under a lock.

    `changes` says for each difference from the advice who came in, who went out, and why.
    """
    proposed = queries.get_proposed_team(coordinator, proposed_team_id, lock=True)
    hold_free_slots()
    need = proposed.need
    require_open(proposed)
    require_posted(need.problem)
    if reply_by < timezone.localdate():
        raise Invalid({"reply_by": [_("Choose a day that is still to come.")]})
    team = checked_team(proposed, members)
    changed = checked_changes(proposed, members, changes)
    commissioner, home = manager_who_may_decide(manager, members)

    ideas.take_up(coordinator=coordinator, problem_id=need.problem_id)
    try:
        dotank = DoTank.objects.create(
            problem=need.problem,
            coordinator=coordinator,
            manager=commissioner,
            organisation=home,
            room_id=uuid4(),
            language=team.language,
            hours_a_week=need.hours_a_week,
            weeks=need.weeks,
        )
    except IntegrityError as twin:
        raise Clash(_("A Do Tank for this problem is already being formed.")) from twin
    rooms.open_room("dotank", dotank.room_id)
    proposed.confirmed_at = timezone.now()
    proposed.save(update_fields=["confirmed_at"])
    keep_changes(coordinator=coordinator, dotank=dotank, changes=changed)
    note_step(dotank, "form", by=coordinator, to_state=DoTankState.FORMING)
    roles = seat_roles([seat.member_id for seat in team.seats], driver, challenger)
    people = Person.objects.in_bulk([UUID(seat.member_id) for seat in team.seats])
    for seat in team.seats:
        ask(
            dotank=dotank,
            person=people[UUID(seat.member_id)],
            role=roles[seat.member_id],
            reasons=seat.reasons,
            reply_by=reply_by,
        )
    broadcasts.dotank_changed(dotank)
    return dotank


@transaction.atomic
def start(*, person: Person, dotank_id: UUID) -> DoTank:
    """Start working: enough organisations are in, the roles are held, and everybody in accepted the charter."""
    dotank = queries.get_dotank_to_start(person, dotank_id)
    if dotank.state == DoTankState.FORMING and (missing := rules.missing_before_start(dotank, person)):
        raise NotReady(missing)
    take_step(dotank, "start", by=person)
    dotank.started_at = timezone.now()
    dotank.save(update_fields=["started_at"])
    rooms.seed_document(dotank.room_id, starting_text(dotank))
    promise_notices(
        key=f"started:{dotank.pk}",
        kind="dotank_started",
        to=queries.team_of(dotank),
        link=f"/app/dotanks/{dotank.pk}",
        problem=dotank.problem.title,
    )
    tell_of_step(dotank.problem, key=f"started:{dotank.pk}", kind="poster_dotank_started")
    broadcasts.dotank_changed(dotank)
    return dotank


@transaction.atomic
def dissolve(*, coordinator: Person, dotank_id: UUID, reason: str) -> DoTank:
    """End a Do Tank that did not come together, and open its problem again."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    take_step(dotank, "dissolve", by=coordinator, note=reason)
    for invitation in dotank.invitations.select_for_update().filter(state="sent"):
        take_step(invitation, "withdraw", by=coordinator)
    ideas.release(coordinator=coordinator, problem_id=dotank.problem_id, reason=reason)
    broadcasts.dotank_changed(dotank)
    return dotank


def require_posted(problem: Problem) -> None:
    """Refuse to form a team for a problem that is not waiting for one."""
    if problem.state not in WAITING:
        raise WrongState(_("Only a posted problem that nobody works on can get a team."), state=problem.state)


def note_limit(proposed: ProposedTeam, team: assembly.Team | None) -> None:
    """Say in the log, in numbers and ids alone, where the search stopped before a proof."""
    if team is None or team.proven:
        return
    gap = None if team.bound is None else round(team.bound - team.worth.total, 3)
    log.info(
        "assembly.not_proven",
        extra={"proposed_team": str(proposed.pk), "incumbent": round(team.worth.total, 3), "gap": gap},
    )


def seat_roles(members: Sequence[str], driver: UUID | None, challenger: UUID | None) -> dict[str, str]:
    """Who drives and who challenges; the first two where nobody was named."""
    for field, chosen in (("driver", driver), ("challenger", challenger)):
        if chosen is not None and str(chosen) not in members:
            raise Invalid({field: [_("Choose somebody from the team.")]})
    if driver is not None and driver == challenger:
        raise Invalid({"challenger": [_("The driver and the challenger are two people.")]})
    first = str(driver) if driver else next(one for one in members if one != str(challenger))
    second = str(challenger) if challenger else next((one for one in members if one != first), "")
    return {
        one: SeatRole.DRIVER if one == first else SeatRole.CHALLENGER if one == second else SeatRole.MEMBER
        for one in members
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, UUID) else value
