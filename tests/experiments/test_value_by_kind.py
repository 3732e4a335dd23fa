"""At the end a pilot's value is also told by kind, with the effect it really had: once, and for good."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from experiments.kinds import ValueKind
from experiments.models import Pilot, Value, ValueEntry
from flow import steps
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db

# Told from the last kind to the first.
ENTRIES = [
    {"kind": kind.value, "score": place % 5 - 2, "words": f"About {kind.value}"}
    for place, kind in reversed(list(enumerate(ValueKind)))
]
EFFECT = "Two days less per visit; €4,000 saved instead of €6,000."


def conclude(client: Any, pilot: Pilot, **more: Any) -> Any:
    return client.post(f"/api/pilots/{pilot.pk}/conclude/", {**stages.VERDICT, **more}, format="json")


def test_every_kind_is_kept_and_shown_in_the_order_of_the_kinds(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)

    response = conclude(as_person(cast.member), pilot, value_entries=ENTRIES, actual_effect=EFFECT)

    assert response.status_code == 201, response.content
    shown = as_person(cast.outsider).get(f"/api/pilots/{pilot.pk}/").json()
    assert [entry["kind"] for entry in shown["value_entries"]] == ValueKind.values
    assert shown["value_entries"][0] == {
        "kind": "quality",
        "kind_words": "Quality",
        "score": -2,
        "words": "About quality",
    }
    assert shown["value"]["actual_effect"] == EFFECT


def test_none_of_it_has_to_be_told(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)

    told = conclude(as_person(cast.member), pilot).json()

    assert (told["state"], told["value_entries"], told["value"]["actual_effect"]) == ("closed", [], "")


@pytest.mark.parametrize(
    "wrong",
    [
        [ENTRIES[0], ENTRIES[0]],
        [{**ENTRIES[0], "score": 3}],
        [{**ENTRIES[0], "kind": "happiness"}],
        [{**ENTRIES[0], "words": " "}],
        [{"kind": "quality", "score": 1}],
        [*ENTRIES, ENTRIES[0]],
    ],
)
def test_what_is_wrong_closes_nothing(cast: Cast, as_person: ClientFor, wrong: list[Any]) -> None:
    pilot = stages.running(cast)

    response = conclude(as_person(cast.member), pilot, value_entries=wrong)

    assert response.status_code == 422
    assert all(name.startswith("value_entries") for name in response.json()["details"])
    assert Pilot.objects.get(pk=pilot.pk).state == "running"
    assert not Value.objects.exists()
    assert not ValueEntry.objects.exists()


def test_neither_kinds_nor_effect_make_an_innovation(cast: Cast, as_person: ClientFor) -> None:
    """Only the two scores do: a shelf full of kinds beside a loss is a loss."""
    pilot = stages.running(cast)
    much = [{"kind": kind, "score": 2, "words": "Much better"} for kind in ValueKind.values]

    told = conclude(as_person(cast.member), pilot, value_entries=much, performance=2, quality_of_work=-1).json()

    assert told["innovation"] is False


def test_nothing_of_it_changes_afterwards(cast: Cast) -> None:
    pilot = stages.running(cast)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT, value_entries=ENTRIES)

    for change in ("UPDATE experiments_valueentry SET score = 2", "DELETE FROM experiments_valueentry"):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    for twin in ({"kind": "quality", "score": 1}, {"kind": "quality", "score": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ValueEntry.objects.create(pilot=pilot, words="Once more", **twin)
