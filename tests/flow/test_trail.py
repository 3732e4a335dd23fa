"""The public trail: at each stage the right station and next step, and links only to what the reader may open."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from dotanks.actions import reading_along
from experiments import days
from experiments.actions import pilots
from flow.trail import trail_of
from ideas.models import Problem
from tests import backing, groups, stages
from tests.cast import NOBODY, ROLES, Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db
NAMES = ["problem", "dotank", "sign_off", "pilot", "lesson"]


def stopped(cast: Cast) -> Any:
    return pilots.stop_pilot(person=cast.member, pilot_id=stages.running(cast).pk, reason="Enough")


WHERE: list[tuple[Callable[[Cast], Any], str, str]] = [
    (stages.posted, "problem", "A coordinator"),
    (backing.named, "problem", "The decision maker"),
    (backing.answered, "problem", "A coordinator"),
    (stages.forming, "dotank", "The colleagues who were asked"),
    (stages.working, "dotank", "The team"),
    (stages.submitted, "sign_off", "The manager"),
    (stages.sent_back, "sign_off", "The team"),
    (stages.signed_off, "pilot", "The team"),
    (stages.preparing, "pilot", "The team"),
    (stages.running, "pilot", "The team"),
    (stopped, "pilot", "The team"),
    (stages.concluded, "lesson", "The team"),
    (stages.published, "lesson", "Nobody: it is done"),
]


@pytest.mark.parametrize(("stage", "station", "who"), WHERE, ids=[stage.__name__ for stage, _, _ in WHERE])
def test_where_a_case_is_and_who_has_the_next_step(
    stage: Callable[[Cast], Any], station: str, who: str, cast: Cast, as_person: ClientFor
) -> None:
    stage(cast)
    problem = Problem.objects.get()

    trail = as_person(None).get(f"/api/problems/{problem.pk}/trail/").json()

    assert [one["name"] for one in trail["stations"]] == NAMES
    assert trail["next_who"] == who
    states = [one["state"] for one in trail["stations"]]
    place = NAMES.index(station)
    assert states[:place] == ["done"] * place
    assert states[place] == ("done" if stage is stages.published else "here")
    assert set(states[place + 1 :]) <= {"ahead"}
    # What is kept to the day only stands at its midnight.
    dates = [step["at"][:10] for step in trail["steps"]]
    assert dates == sorted(dates)
    assert dates


def test_a_link_leads_only_where_the_reader_may_go(cast: Cast, as_person: ClientFor) -> None:
    """The same dates for everybody; each link of each of the cast opens, and nobody is offered less than they may."""
    stages.published(cast)
    problem = Problem.objects.get()
    opened: dict[str, set[str]] = {}
    for who in ROLES:
        client = as_person(cast[who])
        for station in client.get(f"/api/problems/{problem.pk}/trail/").json()["stations"]:
            link = station["link"]
            if link and link.startswith("/app/"):
                opened.setdefault(who, set()).add(station["name"])
                assert client.get(f"/api/{link.removeprefix('/app/')}/").status_code == 200, (who, link)
    assert opened["member"] == {"problem", "dotank", "sign_off", "pilot"}
    assert opened["outsider"] == {"problem", "pilot"}
    assert opened["manager"] == {"problem", "dotank", "sign_off", "pilot"}
    assert "anonymous" not in opened


def test_what_comes_later_beside_the_way_does_not_date_a_station_behind(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.running(cast).dotank
    problem = dotank.problem
    before = as_person(None).get(f"/api/problems/{problem.pk}/trail/").json()

    groups.send(cast, problem, groups.gathered(cast))
    reading_along.let_read_along(person=cast.member, dotank_id=dotank.pk, open_to_coordinators=True)

    after = as_person(None).get(f"/api/problems/{problem.pk}/trail/").json()
    assert len(after["steps"]) == len(before["steps"]) + 2
    assert after["stations"] == before["stations"]


def test_a_pilot_goes_on_until_its_last_day_and_not_the_day_after(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)

    due = as_person(None).get(f"/api/problems/{pilot.dotank.problem_id}/trail/").json()["due"]

    assert pilot.ends_at is not None
    assert datetime.fromisoformat(due).astimezone(days.zone_of(pilot)).date() == days.last_day(pilot, pilot.ends_at)


@pytest.mark.parametrize("who", ["colleague", "anonymous"])
def test_a_draft_has_no_public_trail(who: str, cast: Cast, as_person: ClientFor) -> None:
    problem = stages.draft(cast)

    assert as_person(cast[who]).get(f"/api/problems/{problem.pk}/trail/").status_code == 404


def test_every_reader_sees_the_same_dates(cast: Cast) -> None:
    stages.submitted(cast)
    problem = Problem.objects.get()
    readers: list[Any] = [cast.poster, cast.member, cast.outsider, NOBODY]

    trails = [trail_of(problem, reader) for reader in readers]

    assert len({tuple(step.at for step in trail.steps) for trail in trails}) == 1
    assert len({tuple(station.state for station in trail.stations) for trail in trails}) == 1


def test_a_lesson_being_written_is_on_no_trail(cast: Cast) -> None:
    lesson = stages.concluded(cast)

    assert trail_of(lesson.dotank.problem, cast.outsider).lesson is None
