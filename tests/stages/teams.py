"""A team at a stage: advised, confirmed, asked, at work."""

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils import timezone

from dotanks import trying
from dotanks.actions import asking, teams
from dotanks.actions import charter as charters
from dotanks.models import (
    DoTank,
    Invitation,
    Need,
    ProposedTeam,
)
from people.models import Person
from tests.cast import Cast
from tests.factories import make_organisation, make_person
from tests.remembered import remembered
from tests.stages.problems import posted

NEED = {
    "skills": {"plain-language": 3, "administrative-law": 5},
    "topics": ["internal-rules"],
    "languages": ["en"],
    "size_min": 2,
    "size_wanted": 4,
    "size_max": 5,
    "hours_a_week": 4,
    "weeks": 13,
}
CHARTER = {
    "aim": "One signature instead of three.",
    "brings": "Four hours a week each.",
    "openness": "Drafts stay with us.",
    "leaving": "Whoever stops says so in time.",
}


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


@remembered
def needed(cast: Cast) -> Need:
    return teams.state_need(coordinator=cast.coordinator, problem_id=posted(cast).pk, **NEED)


@remembered
def proposed_team(cast: Cast) -> ProposedTeam:
    return teams.propose_team(coordinator=cast.coordinator, problem_id=needed(cast).problem_id)


def too_much(cast: Cast) -> ProposedTeam:
    """Advised for more hours than anybody has: fewer of them would give a team."""
    need = {**NEED, "hours_a_week": 12}
    problem = posted(cast)
    teams.state_need(coordinator=cast.coordinator, problem_id=problem.pk, **need)
    return teams.propose_team(coordinator=cast.coordinator, problem_id=problem.pk)


def choice(cast: Cast) -> dict[str, Any]:
    """What a coordinator confirms."""
    return {
        "members": [person.pk for person in cast.volunteers],
        "manager": cast.manager.pk,
        "reply_by": in_a_week(),
        "driver": cast.member.pk,
        "challenger": cast.challenger.pk,
    }


def because(team: ProposedTeam, members: list[UUID]) -> list[dict[str, Any]]:
    """A reason for each difference from the advice."""
    advised = {UUID(one) for one in trying.advised_ids(team)}
    came_in, went_out = sorted(set(members) - advised), sorted(advised - set(members))
    return [
        {"came_in": one, "went_out": other, "reason": "They know the counter where it happens."}
        for one, other in zip_longest(came_in, went_out)
    ]


@remembered
def forming(cast: Cast) -> DoTank:
    team, chosen = proposed_team(cast), choice(cast)
    return teams.confirm_team(
        coordinator=cast.coordinator,
        proposed_team_id=team.pk,
        changes=because(team, chosen["members"]),
        **chosen,
    )


@remembered
def edited(cast: Cast) -> DoTank:
    """Without the fourth, who was advised."""
    team, chosen = proposed_team(cast), choice(cast)
    members = chosen["members"][:3]
    return teams.confirm_team(
        coordinator=cast.coordinator,
        proposed_team_id=team.pk,
        changes=because(team, members),
        **{**chosen, "members": members},
    )


def invitation(dotank: DoTank, person: Any) -> Invitation:
    return Invitation.objects.get(dotank=dotank, person=person)


def spare(cast: Cast) -> Person:
    """Somebody from one more organisation who could be asked next."""
    found = Person.objects.filter(email="nora.new@school.example").first()
    return found or make_person(
        "Nora New", make_organisation("School", kind="education", region="Zuid"), skills={"archives": 3}
    )


@remembered
def short(cast: Cast) -> DoTank:
    """Only the member has accepted, the others said no, and one more could be asked."""
    spare(cast)
    dotank = forming(cast)
    asking.accept(person=cast.member, invitation_id=invitation(dotank, cast.member).pk)
    for person in (cast.challenger, cast.third, cast.fourth):
        asking.decline(person=person, invitation_id=invitation(dotank, person).pk)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def gathered(cast: Cast) -> DoTank:
    """Member, challenger and third have accepted, and their charter too; fourth still thinks."""
    dotank = joined(cast)
    charters.write_charter(person=cast.coordinator, dotank_id=dotank.pk, read_version=0, **CHARTER)
    for person in (cast.member, cast.challenger, cast.third):
        charters.accept_charter(person=person, dotank_id=dotank.pk, read_version=1)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def joined(cast: Cast) -> DoTank:
    """Member, challenger and third have accepted; nobody has written the charter yet."""
    dotank = forming(cast)
    for person in (cast.member, cast.challenger, cast.third):
        asking.accept(person=person, invitation_id=invitation(dotank, person).pk)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def working(cast: Cast) -> DoTank:
    return teams.start(person=cast.member, dotank_id=gathered(cast).pk)
