"""What a person offers: written and seen by themselves, used at once when a team is proposed."""

from typing import Any

import pytest

from dotanks.candidates import members
from people.actions import profile
from people.models import Person, PersonSkill, Profile
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

OFFER: dict[str, Any] = {
    "skills": [
        {"skill": "plain-language", "level": 4, "wants_to_use": True},
        {"skill": "archives", "level": 1, "wants_to_use": False},
    ],
    "topics": ["forms"],
    "languages": ["en", "nl"],
    "hours_a_week": 6,
    "dotank_cap": 2,
    "paused": False,
    "open_to_peers": False,
    "free_periods": [],
}


@pytest.mark.django_db
def test_who_never_filled_it_in_is_proposed_once_they_do(cast: Cast, as_person: ClientFor) -> None:
    Profile.objects.filter(person=cast.outsider).delete()
    client = as_person(cast.outsider)
    empty = client.get("/api/me/profile/").json()

    assert (empty["skills"], empty["hours_a_week"], empty["paused"]) == ([], 0, False)
    assert [one["code"] for one in empty["missing"]] == ["no_hours"]
    assert cast.outsider.pk not in [member.id for member in members()]

    saved = client.put("/api/me/profile/", OFFER, format="json")

    assert saved.status_code == 200
    assert saved.json() == client.get("/api/me/profile/").json() == {**OFFER, "missing": []}
    member = next(member for member in members() if member.id == cast.outsider.pk)
    assert dict(member.skills) == {"plain-language": 4, "archives": 1}
    assert (member.unwanted_skills, member.topics) == (frozenset({"archives"}), frozenset({"forms"}))
    assert (member.hours, member.cap) == (6, 2)


@pytest.mark.django_db
def test_what_is_left_out_is_gone_and_a_level_can_change(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.outsider)
    client.put("/api/me/profile/", OFFER, format="json")

    changed = [{"skill": "archives", "level": 3, "wants_to_use": True}]
    client.put("/api/me/profile/", {**OFFER, "skills": changed}, format="json")

    assert list(PersonSkill.objects.filter(person=cast.outsider).values_list("skill", "level")) == [("archives", 3)]


@pytest.mark.django_db
def test_a_pause_is_said_back_and_keeps_everybody_away(cast: Cast, as_person: ClientFor) -> None:
    answer = as_person(cast.member).put("/api/me/profile/", {**OFFER, "paused": True}, format="json").json()

    assert [one["code"] for one in answer["missing"]] == ["paused"]
    assert next(member for member in members() if member.id == cast.member.pk).opted_out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("skills", [OFFER["skills"][0]] * 2),
        ("skills", [{"skill": "archives", "level": 5, "wants_to_use": True}]),
        ("languages", []),
        ("hours_a_week", 41),
        ("dotank_cap", 0),
    ],
)
def test_what_cannot_be_offered_is_said_at_its_field(
    cast: Cast, as_person: ClientFor, field: str, value: object
) -> None:
    response = as_person(cast.member).put("/api/me/profile/", {**OFFER, field: value}, format="json")

    assert response.status_code == 422
    assert {name.partition(".")[0] for name in response.json()["details"]} == {field}
    assert Profile.objects.get(person=cast.member).hours_a_week == 8


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_leave_one_whole_profile(cast: Cast) -> None:
    Profile.objects.filter(person=cast.outsider).delete()
    offers = [
        {**OFFER, "hours_a_week": hours, "skills": [{"skill": skill, "level": 2, "wants_to_use": True}]}
        for hours, skill in ((3, "archives"), (5, "budgeting"))
    ]

    def save(offer: dict[str, Any]) -> None:
        profile.save_profile(person=Person.objects.get(pk=cast.outsider.pk), **offer)

    at_once(*(lambda offer=offer: save(offer) for offer in offers))

    kept = Profile.objects.get(person=cast.outsider)
    skills = list(PersonSkill.objects.filter(person=cast.outsider).values_list("skill", flat=True))
    assert (kept.hours_a_week, skills) in [(3, ["archives"]), (5, ["budgeting"])]
