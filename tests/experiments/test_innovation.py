"""Nothing is called an innovation before it was used and its value is recorded in both scores."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from experiments.actions import pilots
from experiments.models import Pilot
from flow import steps
from learning.models import Lesson
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


def called(client: Any, pilot: Pilot) -> tuple[int, list[str], bool]:
    """What asking for the status gives, and what the pilot's page says by itself."""
    answer = client.get(f"/api/pilots/{pilot.pk}/innovation/")
    shown = client.get(f"/api/pilots/{pilot.pk}/").json()["innovation"]
    return answer.status_code, [why["code"] for why in answer.json().get("missing", [])], shown


def test_it_is_refused_until_the_value_is_recorded(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.member)
    pilot = stages.running(cast)
    assert called(client, pilot) == (409, ["no_value"], False)

    pilots.stop_pilot(person=cast.member, pilot_id=pilot.pk, reason="Enough")
    assert called(client, pilot) == (409, ["no_value"], False)

    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)
    assert called(client, pilot) == (200, [], True)
    assert client.get(f"/api/lessons/{Lesson.objects.get(pilot=pilot).pk}/").json()["innovation"] is True


def test_the_refusal_says_what_to_do_in_the_readers_language(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)
    cast.member.language = "nl"
    cast.member.save(update_fields=["language"])

    refusal = as_person(cast.member).get(f"/api/pilots/{pilot.pk}/innovation/").json()

    assert refusal["code"] == "not_ready"
    assert refusal["detail"] == "Dit heet nog geen innovatie."
    assert "sluit de pilot af en geef beide scores" in refusal["missing"][0]["words"]


@pytest.mark.parametrize(
    ("performance", "quality_of_work", "innovation"),
    [(2, 1, True), (1, 0, True), (0, 1, True), (0, 0, False), (2, -1, False), (-1, 2, False), (-2, -2, False)],
)
def test_value_that_is_no_gain_is_no_innovation(
    cast: Cast, as_person: ClientFor, performance: int, quality_of_work: int, innovation: bool
) -> None:
    pilot = stages.running(cast)
    scores = {"performance": performance, "quality_of_work": quality_of_work}
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **{**stages.VERDICT, **scores})

    expected = (200, [], True) if innovation else (409, ["no_gain"], False)
    assert called(as_person(cast.outsider), pilot) == expected


@pytest.mark.parametrize("lacking", ["performance", "quality_of_work"])
def test_one_score_alone_is_not_recorded(cast: Cast, as_person: ClientFor, lacking: str) -> None:
    pilot = stages.running(cast)
    client = as_person(cast.member)
    body = {name: value for name, value in stages.VERDICT.items() if name != lacking}

    response = client.post(f"/api/pilots/{pilot.pk}/conclude/", body, format="json")

    assert (response.status_code, list(response.json()["details"])) == (422, [lacking])
    assert called(client, pilot) == (409, ["no_value"], False)


def test_no_request_can_set_it(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.preparing(cast)

    response = as_person(cast.member).patch(
        f"/api/pilots/{pilot.pk}/", {"read_version": 1, "innovation": True}, format="json"
    )

    assert (response.status_code, list(response.json()["details"])) == (422, ["innovation"])


def test_a_lesson_without_a_pilot_is_none(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)
    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="No")
    lesson = Lesson.objects.get(dotank_id=proposal.dotank_id)

    assert as_person(cast.member).get(f"/api/lessons/{lesson.pk}/").json()["innovation"] is False


# Where the word stands although nothing was tried out: the names of a principle and of a source, and the refusal.
ELSEWHERE = {
    "Embrace innovation",
    "Principle of public innovation",
    "This is not called an innovation.",
    "The five stations rest on the principles of the OECD Declaration on Public Sector Innovation.",
}
CATALOGUES = ("locale/nl/LC_MESSAGES/django.po", "frontend/src/locales/en/messages.po")


def test_the_word_is_said_of_recorded_value_alone() -> None:
    """Every text of pages, letters and screens that has the word is the mark of recorded value, or one of those."""
    root = Path(__file__).parents[2]
    texts = {
        str(message.id[0] if isinstance(message.id, tuple) else message.id)
        for name in CATALOGUES
        for message in read_po((root / name).open("rb"))
    }
    said = {text.partition(" Each has a page")[0] for text in texts if "innovation" in text.lower()}

    assert said - ELSEWHERE == {"Innovation: its value is recorded"}
