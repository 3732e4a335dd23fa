"""A proposed team that a coordinator tries otherwise and confirms."""

from typing import Any

from dotanks import trying
from dotanks.models import DoTank, Invitation, ProposedTeam, SeatChange
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person


def spare(name: str = "Nora New", **profile: Any) -> Person:
    """One more who could be asked, from an organisation of their own."""
    where = make_organisation(f"School of {name}", kind="education", region="Zeeland")
    return make_person(name, where, **{"skills": {"plain-language": 1}, **profile})


def try_team(cast: Cast, team: ProposedTeam, people: list[Person]) -> trying.Tried:
    return trying.try_team(cast.coordinator, team.pk, [person.pk for person in people])


def confirm(cast: Cast, as_person: ClientFor, team: ProposedTeam, people: list[Person], **said: Any) -> Any:
    body = {
        "members": [str(person.pk) for person in people],
        "manager": str(cast.manager.pk),
        "reply_by": str(stages.in_a_week()),
        **said,
    }
    return as_person(cast.coordinator).post(f"/api/proposed-teams/{team.pk}/confirm/", body, format="json")


def nothing_was_made(team: ProposedTeam) -> bool:
    team.refresh_from_db()
    made = [model.objects.exists() for model in (DoTank, Invitation, SeatChange)]
    return not any(made) and team.confirmed_at is None and team.need.problem.state == "posted"
