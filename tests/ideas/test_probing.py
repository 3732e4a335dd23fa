"""“Is it them?”: whoever asks about a problem under a pseudonym learns nothing by trying one person after another.

Each try is made with the poster and with somebody like them: the same status, the same length, the same shape, as
many questions to the database. How long an answer takes is the time of these questions.
"""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dotanks.actions import teams
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.shared import taken_back

pytestmark = pytest.mark.django_db


class Try(NamedTuple):
    """A request that names somebody, at a stage of the problem, and what it gets."""

    stage: Callable[[Cast], Any]
    who: str
    method: str
    ask: Callable[[Cast, Any, Person], tuple[str, dict[str, Any]]]
    status: int


def confirmation(cast: Cast, team: Any, **changed: Any) -> tuple[str, dict[str, Any]]:
    chosen = {**stages.choice(cast), **changed}
    body: dict[str, Any] = {
        name: [str(one) for one in value] if isinstance(value, list) else str(value) for name, value in chosen.items()
    }
    body["changes"] = [
        {name: str(value) for name, value in change.items() if value}
        for change in stages.because(team, chosen["members"])
    ]
    return f"proposed-teams/{team.pk}/confirm/", body


def invitation(cast: Cast, dotank: Any, suspect: Person) -> tuple[str, dict[str, Any]]:
    return f"dotanks/{dotank.pk}/invitations/", {"person": str(suspect.pk), "reply_by": str(stages.in_a_week())}


TRIES = {
    "named as manager": Try(
        stages.proposed_team,
        "coordinator",
        "post",
        lambda cast, team, suspect: confirmation(cast, team, manager=suspect.pk),
        201,
    ),
    "picked for the team": Try(
        stages.proposed_team,
        "coordinator",
        "post",
        lambda cast, team, suspect: confirmation(
            cast, team, members=[cast.member.pk, cast.challenger.pk, cast.third.pk, suspect.pk]
        ),
        201,
    ),
    "tried in the team": Try(
        stages.proposed_team,
        "coordinator",
        "post",
        lambda cast, team, suspect: (
            f"proposed-teams/{team.pk}/try/",
            {"members": [str(one.pk) for one in (cast.member, cast.challenger, cast.third, suspect)]},
        ),
        200,
    ),
    "asked into the team": Try(stages.gathered, "coordinator", "post", invitation, 201),
    "named in place of the manager": Try(
        stages.gathered,
        "coordinator",
        "put",
        lambda _, dotank, suspect: (f"dotanks/{dotank.pk}/manager/", {"manager": str(suspect.pk)}),
        200,
    ),
    # Only who takes part by name can be mentioned.
    "mentioned": Try(
        stages.published_problem,
        "colleague",
        "post",
        lambda _, problem, suspect: (
            f"problems/{problem.pk}/comments/",
            {"text": f"@{suspect.name}, do you know this?", "mentioned": [str(suspect.pk)]},
        ),
        422,
    ),
    "looked for": Try(
        stages.published_problem,
        "colleague",
        "get",
        lambda _, problem, suspect: (f"problems/{problem.pk}/mentionable/?q={suspect.name[:4]}", {}),
        200,
    ),
}


@pytest.mark.parametrize("name", TRIES)
def test_trying_somebody_tells_nothing(name: str, cast: Cast, as_person: ClientFor) -> None:
    stage, who, method, ask, status = TRIES[name]
    poster, other = suspects(cast)
    cast.poster = poster
    found = stage(cast)
    client = as_person(cast[who])
    seen = []
    for suspect in (poster, other):
        with taken_back():
            address, body = ask(cast, found, suspect)
            with CaptureQueriesContext(connection) as queries:
                answer = getattr(client, method)(f"/api/{address}", body or None, format="json")
            seen.append((answer.status_code, words(answer.json()), len(answer.content), len(queries)))

    assert seen[0] == seen[1]
    assert seen[0][0] == status


def test_who_posted_by_name_is_no_secret_and_not_picked(cast: Cast, as_person: ClientFor) -> None:
    cast.poster, _ = suspects(cast)
    problem = stages.posted(cast, by_name=True)
    teams.state_need(coordinator=cast.coordinator, problem_id=problem.pk, **stages.NEED)
    team = teams.propose_team(coordinator=cast.coordinator, problem_id=problem.pk)
    address, body = confirmation(cast, team, members=[cast.member.pk, cast.challenger.pk, cast.poster.pk])

    refused = as_person(cast.coordinator).post(f"/api/{address}", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def suspects(cast: Cast) -> tuple[Person, Person]:
    """Two people like each other, where none of the cast works, whom no advice names: two others fit better."""
    where = cast.outsider.employments.get().organisation
    for better in ("Ella Else", "Elma Else"):
        make_person(better, where, skills={"administrative-law": 2})
    poster, other = (
        make_person(name, where, roles=["manager"], skills={"data-protection": 3}, hours_a_week=4)
        for name in ("Bobo Boss", "Olga Othe")
    )
    return poster, other


def words(said: Any) -> list[str]:
    """What is said, in whatever order, without the ids and names that were sent."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|Bobo Boss|Olga Othe", "", json.dumps(said))
    return sorted(re.findall(r"\w+", text))


def test_the_poster_who_is_asked_reads_why_not_and_says_no(cast: Cast, as_person: ClientFor) -> None:
    cast.poster, _ = suspects(cast)
    address, body = invitation(cast, stages.gathered(cast), cast.poster)
    invited = as_person(cast.coordinator).post(f"/api/{address}", body, format="json").json()["id"]

    refused = as_person(cast.poster).post(f"/api/invitations/{invited}/accept/")
    no = as_person(cast.poster).post(f"/api/invitations/{invited}/decline/", {}, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_problem")
    assert no.status_code == 200
