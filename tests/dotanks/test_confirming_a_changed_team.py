"""A coordinator confirms a changed team: why it was changed, and what changed in the meantime."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dotanks.models import SeatChange
from people.models import Person, Profile
from tests import stages
from tests.cast import Cast
from tests.changing import confirm, nothing_was_made, spare
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


def test_a_changed_team_needs_a_reason_for_each_difference(cast: Cast, as_person: ClientFor) -> None:
    new = spare()
    team = stages.proposed_team(cast)
    people = [cast.member, cast.challenger, cast.third, new]
    half = [{"went_out": str(cast.fourth.pk), "reason": "Moves house"}]

    without = confirm(cast, as_person, team, people)
    halfway = confirm(cast, as_person, team, people, changes=half)
    blank = confirm(cast, as_person, team, people, changes=[{**half[0], "reason": " "}])

    assert (without.status_code, without.json()["code"]) == (422, "reason_missing")
    assert set(without.json()["people"]) == {str(new.pk), str(cast.fourth.pk)}
    assert halfway.json()["people"] == [str(new.pk)]
    assert list(blank.json()["details"]) == ["changes.0.reason"]
    assert nothing_was_made(team)


def test_the_reasons_are_kept_and_read_by_coordinators(cast: Cast, as_person: ClientFor) -> None:
    new = spare()
    team = stages.proposed_team(cast)
    people = [cast.member, cast.challenger, cast.third, new]
    swap = {"came_in": str(new.pk), "went_out": str(cast.fourth.pk), "reason": "Knows the schools"}

    made = confirm(cast, as_person, team, people, changes=[swap])

    assert made.status_code == 201
    (told,) = as_person(cast.coordinator).get(f"/api/dotanks/{made.json()['id']}/seat-changes/").json()
    assert (told["came_in"]["name"], told["went_out"]["name"]) == ("Nora New", "Finn Fourth")
    assert (told["reason"], told["coordinator"]["name"]) == ("Knows the schools", "Cora Coordinator")
    assert told["created_at"]


def test_no_reason_is_taken_for_what_was_not_changed(cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)
    extra = [{"went_out": str(cast.fourth.pk), "reason": "Not really"}]

    refused = confirm(cast, as_person, team, cast.volunteers, changes=extra)

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["changes"])
    assert nothing_was_made(team)


def test_a_reason_is_never_edited(cast: Cast) -> None:
    stages.edited(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        SeatChange.objects.update(reason="Another")


# --- what changed in the meantime ---


def gone(person: Person) -> None:
    """What is left when somebody was erased."""
    person.employments.all().delete()
    person.name, person.is_active = "", False
    person.save(update_fields=["name", "is_active"])
    Profile.objects.filter(person=person).delete()


def paused(person: Person) -> None:
    Profile.objects.filter(person=person).update(paused=True)


def without_a_slot(person: Person) -> None:
    Profile.objects.filter(person=person).update(dotank_cap=0)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (gone, "Is not in the network any more."),
        (paused, "Somebody in this team cannot be asked now."),
        (without_a_slot, "Somebody takes part in enough Do Tanks already."),
    ],
)
def test_who_cannot_be_asked_any_more_is_replaced_and_nothing_is_half_made(
    happens: Any, words: str, cast: Cast, as_person: ClientFor
) -> None:
    new = spare()
    team = stages.proposed_team(cast)
    happens(cast.fourth)

    refused = confirm(cast, as_person, team, cast.volunteers)

    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "changed_since")
    assert told["gone"] == [{"id": str(cast.fourth.pk), "words": words}]
    assert {seat["id"] for seat in told["seats"]} == {
        str(one.pk) for one in (cast.member, cast.challenger, cast.third, new)
    }
    assert [seat["id"] for seat in told["seats"] if seat["came_in"]] == [str(new.pk)]
    assert next(seat for seat in told["seats"] if seat["came_in"])["name"] == "Nora New"
    assert nothing_was_made(team)

    repaired = [Person.objects.get(pk=seat["id"]) for seat in told["seats"]]
    swap = {"came_in": str(new.pk), "went_out": str(cast.fourth.pk), "reason": words}
    assert confirm(cast, as_person, team, repaired, changes=[swap]).status_code == 201


def test_where_no_team_is_left_the_broken_rules_are_said(cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)
    for one in (cast.challenger, cast.third, cast.fourth):
        paused(one)

    refused = confirm(cast, as_person, team, cast.volunteers)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert {rule["code"] for rule in refused.json()["broken"]} == {"may_not_be_asked"}
    assert nothing_was_made(team)


def test_somebody_who_left_is_not_shown_and_counted(cast: Cast, as_person: ClientFor) -> None:
    team = stages.proposed_team(cast)
    gone(cast.fourth)

    told = as_person(cast.coordinator).get(f"/api/proposed-teams/{team.pk}/").json()

    assert len(told["seats"]) == 3
    assert told["left_since"] == 1
