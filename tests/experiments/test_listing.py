"""Pilots are found by state, field, place, organisation and both scores, and counted by place and field."""

from typing import Any
from urllib.parse import urlencode

import pytest

from experiments.models import Pilot
from flow import steps
from people.models import Organisation
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(cast: Cast) -> Pilot:
    """Worth much in its results and a little in the work; about rules inside the house, in Utrecht."""
    pilot = stages.running(cast)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)
    return Pilot.objects.get(pk=pilot.pk)


def found(client: Any, **asked: Any) -> list[str]:
    response = client.get(f"/api/pilots/?{urlencode(asked, doseq=True)}")
    assert response.status_code == 200, response.content
    return [pilot["id"] for pilot in response.json()["results"]]


def places(client: Any, **asked: Any) -> Any:
    return client.get(f"/api/pilots/places/?{urlencode(asked, doseq=True)}").json()


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({}, True),
        ({"state": "closed"}, True),
        ({"state": ["stopped", "closed"]}, True),
        ({"state": "running"}, False),
        ({"topic": "internal-rules"}, True),
        ({"topic": "care"}, False),
        ({"country": "NL"}, True),
        ({"country": "NO"}, False),
        ({"region": "Utrecht"}, True),
        ({"region": "Zeeland"}, False),
        ({"performance": "much_better"}, True),
        ({"performance": ["same", "much_better"]}, True),
        ({"performance": "better"}, False),
        ({"quality_of_work": "better"}, True),
        ({"quality_of_work": "much_better"}, False),
        ({"performance": "much_better", "quality_of_work": "better"}, True),
        ({"performance": "much_better", "quality_of_work": "worse"}, False),
        ({"country": "NL", "region": "Utrecht", "topic": "internal-rules", "state": "closed"}, True),
    ],
)
def test_it_is_found_by_what_it_is(
    cast: Cast, closed: Pilot, as_person: ClientFor, asked: dict[str, Any], fits: bool
) -> None:
    client = as_person(cast.outsider)

    assert found(client, **asked) == ([str(closed.pk)] if fits else [])
    assert len(places(client, **asked)["places"]) == fits


def test_it_is_found_by_its_organisation(cast: Cast, closed: Pilot, as_person: ClientFor) -> None:
    client = as_person(cast.outsider)
    other = Organisation.objects.exclude(pk=closed.dotank.organisation_id).first()
    assert other

    assert found(client, organisation=closed.dotank.organisation_id) == [str(closed.pk)]
    assert found(client, organisation=other.pk) == []


@pytest.mark.parametrize(
    "asked",
    [
        "state=paused-by-nobody",
        "topic=anything",
        "country=nl",
        "country=N%00",
        "region=%00",
        f"region={'x' * 61}",
        "organisation=7",
        "performance=2",
        "quality_of_work=" + "&quality_of_work=".join(["better"] * 6),
    ],
)
@pytest.mark.parametrize("where", ["", "places/"])
def test_what_means_nothing_is_refused_by_name(cast: Cast, as_person: ClientFor, where: str, asked: str) -> None:
    response = as_person(cast.outsider).get(f"/api/pilots/{where}?{asked}")

    assert response.status_code == 422
    assert {name.partition(".")[0] for name in response.json()["details"]} == {asked.partition("=")[0]}


def test_places_are_counted_with_their_fields(cast: Cast, closed: Pilot, as_person: ClientFor) -> None:
    running = stages.running(cast)
    problem = running.dotank.problem
    problem.topics = ["internal-rules", "forms"]
    problem.save(update_fields=["topics"])

    shown = places(as_person(cast.outsider))

    rules, forms = (
        {"topic": "internal-rules", "topic_words": "Rules inside our own house", "running": 1, "ended": 1},
        {"topic": "forms", "topic_words": "Forms and letters", "running": 1, "ended": 0},
    )
    assert shown == {
        "places": [{"country": "NL", "region": "Utrecht", "running": 1, "ended": 1, "topics": [forms, rules]}],
        "left_out": 0,
    }


def test_what_is_being_prepared_stays_with_its_team(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.preparing(cast)

    assert found(as_person(cast.member), state="preparing") == [str(pilot.pk)]
    assert found(as_person(cast.outsider), state="preparing") == []
    for who in (cast.member, cast.outsider):
        assert places(as_person(who)) == {"places": [], "left_out": 0}


def test_a_place_too_many_is_told_as_a_number(
    cast: Cast, closed: Pilot, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.listing.PLACES_AT_MOST", 0)

    assert places(as_person(cast.outsider)) == {"places": [], "left_out": 1}


def test_the_card_says_both_scores_and_the_facet(cast: Cast, closed: Pilot, as_person: ClientFor) -> None:
    Pilot.objects.update(facet="mission")

    card = as_person(cast.outsider).get("/api/pilots/").json()["results"][0]

    assert (card["value"]["performance"], card["value"]["quality_of_work"]) == (2, 1)
    assert (card["facet"], card["facet_words"], card["verdict_words"]) == ("mission", "Mission", "Worked")
