"""Thematic groups: who comes in how, who leads, who hears what, and that names stay inside."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Refusal
from people.actions import group_members
from people.actions.groups import close_group, edit_group, set_group_goal
from people.groups import queries
from people.models import Employment, Group, GroupMembership, Notice, Person, Profile
from tests import groups
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.groups import membership

pytestmark = pytest.mark.django_db


def refused(action: Any, **arguments: Any) -> str:
    """The code of the refusal; empty where the action was done."""
    try:
        with transaction.atomic():
            action(**arguments)
    except Refusal as refusal:
        return refusal.code
    return ""


def heard(person: Person, kind: str) -> list[dict[str, Any]]:
    told = [notice.told for notice in Notice.objects.filter(person=person)]
    return [one.data for one in told if one.kind == kind]


def read(client: Any, group: Group) -> dict[str, Any]:
    response = client.get(f"/api/groups/{group.pk}/")
    assert response.status_code == 200
    return response.json()  # type: ignore[no-any-return]


SETTINGS = {"open": groups.gathered, "on_request": groups.on_request, "formal": groups.formal}


@pytest.mark.parametrize(
    ("setting", "join", "ask", "name"),
    [
        ("open", "", "other_way_in", "forbidden"),
        ("on_request", "other_way_in", "", "forbidden"),
        ("formal", "other_way_in", "other_way_in", ""),
    ],
)
def test_each_setting_has_its_one_way_in(setting: str, join: str, ask: str, name: str, cast: Cast) -> None:
    group = SETTINGS[setting](cast)
    stranger, more = cast.outsider, {"group_id": group.pk}

    named = refused(
        group_members.name_member,
        coordinator=cast.coordinator if setting == "formal" else cast.member,
        email=cast.third.email,
        endorsement="The director",
        **more,
    )

    assert (
        refused(group_members.join_group, person=stranger, **more),
        refused(group_members.ask_to_join_group, person=cast.fourth, why="Me too", **more),
        named,
    ) == (join, ask, name)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_closed_group_lets_nobody_in_and_can_only_be_left(setting: str, cast: Cast, as_person: ClientFor) -> None:
    group = SETTINGS[setting](cast)
    leader = cast.coordinator if setting == "formal" else cast.member
    close_group(person=leader, group_id=group.pk, reason="Done")

    stranger, inside = read(as_person(cast.outsider), group), read(as_person(leader), group)

    assert not any(stranger["abilities"].values())
    assert {name for name, may in inside["abilities"].items() if may} == {"leave", "see_members"}
    assert inside["closed_because"] == "Done"
    for action, more in (
        (group_members.join_group, {"person": cast.outsider}),
        (group_members.ask_to_join_group, {"person": cast.outsider, "why": "Please"}),
        (edit_group, {"person": leader, "read_version": group.version, "name": "Again"}),
        (set_group_goal, {"person": leader, "year": groups.this_year(), "words": "More"}),
    ):
        assert refused(action, group_id=group.pk, **more) == "wrong_state"
    assert refused(group_members.leave_group, person=leader, group_id=group.pk) == ""


def test_who_asks_hears_the_answer_and_conveners_hear_the_question(cast: Cast) -> None:
    request = groups.asked(cast)
    assert [data["person"] for data in heard(cast.member, "group_asked")] == [{"person": str(cast.colleague.pk)}]
    assert not heard(cast.challenger, "group_asked")

    group_members.turn_down(person=cast.member, membership_id=request.pk, reason="Only for planners.")
    assert [data["reason"] for data in heard(cast.colleague, "group_turned_down")] == ["Only for planners."]

    group_members.ask_to_join_group(person=cast.colleague, group_id=request.group_id, why="I plan now.")
    group_members.let_in(person=cast.member, membership_id=membership(request.group, cast.colleague).pk)
    assert len(heard(cast.colleague, "group_let_in")) == 1


def test_what_was_asked_is_only_for_those_who_answer(cast: Cast, as_person: ClientFor) -> None:
    group = groups.asked(cast).group

    asked = as_person(cast.member).get(f"/api/groups/{group.pk}/requests/").json()["results"]

    assert [(one["person"]["name"], one["why"]) for one in asked] == [("Carl Colleague", "I write letters all day.")]
    assert read(as_person(cast.member), group)["requests"] == 1
    assert read(as_person(cast.challenger), group)["requests"] == 0


@pytest.mark.parametrize("who", ["outsider", "coordinator", "manager", "colleague"])
def test_names_of_members_stay_among_members(who: str, cast: Cast, as_person: ClientFor) -> None:
    group = groups.asked(cast).group
    client = as_person(cast[who])

    answers = [
        client.get(f"/api/groups/{group.pk}/"),
        client.get("/api/groups/"),
        client.get(f"/api/groups/{group.pk}/members/"),
    ]

    said = b"".join(answer.content for answer in answers).decode()
    assert not [one.name for one in (cast.member, cast.challenger) if one.name in said or str(one.pk) in said]
    assert answers[0].json()["members"] == 2
    assert answers[0].json()["organisation_names"] == ["Agency", "Water Board"]


def test_the_last_convener_names_another_one_first(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    assert refused(group_members.leave_group, person=cast.member, group_id=group.pk) == "not_ready"
    assert [one["code"] for one in read(as_person(cast.member), group)["missing"]] == ["last_convener"]

    group_members.name_convener(person=cast.member, membership_id=membership(group, cast.challenger).pk)
    group_members.leave_group(person=cast.member, group_id=group.pk)

    assert read(as_person(cast.challenger), group)["my_place"] == "convener"
    assert heard(cast.challenger, "group_convener")
    assert refused(group_members.leave_group, person=cast.challenger, group_id=group.pk) == "not_ready"


def test_a_convener_who_no_longer_works_anywhere_is_none(cast: Cast, as_person: ClientFor) -> None:
    """A coordinator then finds the group its next convener; nobody else's group is theirs."""
    group = groups.gathered(cast)
    chris = membership(group, cast.challenger)
    assert refused(group_members.name_convener, person=cast.coordinator, membership_id=chris.pk) == "unknown"
    today = timezone.localdate()
    Employment.objects.filter(person=cast.member).update(until=today.replace(year=today.year - 1))

    assert read(as_person(cast.outsider), group)["members"] == 1
    assert not any(read(as_person(cast.member), group)["abilities"][name] for name in ("edit", "see_members", "close"))
    assert refused(group_members.name_convener, person=cast.coordinator, membership_id=chris.pk) == ""
    assert not read(as_person(cast.coordinator), group)["abilities"]["edit"]


def test_who_was_removed_hears_why_and_comes_back_only_by_asking(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    chris = membership(group, cast.challenger)
    group_members.remove_member(person=cast.member, membership_id=chris.pk, reason="Sold things here.")

    assert [data["reason"] for data in heard(cast.challenger, "group_removed")] == ["Sold things here."]
    abilities = read(as_person(cast.challenger), group)["abilities"]
    assert (abilities["join"], abilities["ask"], abilities["see_members"]) == (False, True, False)
    assert refused(group_members.join_group, person=cast.challenger, group_id=group.pk) == "other_way_in"
    assert refused(group_members.ask_to_join_group, person=cast.challenger, group_id=group.pk, why="Sorry") == ""


def test_nobody_removes_themselves_or_the_last_convener(cast: Cast) -> None:
    group = groups.gathered(cast)
    mia = membership(group, cast.member)
    assert refused(group_members.remove_member, person=cast.member, membership_id=mia.pk, reason="I") == "forbidden"

    law = groups.formal(cast)
    group_members.name_member(
        coordinator=cast.coordinator, group_id=law.pk, email=cast.third.email, endorsement="The director"
    )
    second = make_person("Second Coordinator", cast.home, roles=["coordinator"])
    own = membership(law, cast.coordinator)
    assert refused(group_members.remove_member, person=second, membership_id=own.pk, reason="No") == "not_ready"


def test_a_formal_group_is_a_coordinators_to_found_and_to_fill(cast: Cast, as_person: ClientFor) -> None:
    assert (
        as_person(cast.member).post("/api/groups/", {**groups.WORDS, "setting": "formal"}, format="json").status_code
        == 403
    )
    law = groups.formal(cast)
    naming: dict[str, Any] = {"coordinator": cast.coordinator, "group_id": law.pk}

    assert refused(group_members.name_member, email=cast.third.email, **naming) == "invalid"
    assert refused(group_members.name_member, email="no.one@elsewhere.example", endorsement="X", **naming) == "invalid"
    named = group_members.name_member(email=cast.third.email.upper(), endorsement="Her director, in March", **naming)

    assert named.endorsement == "Her director, in March"
    assert heard(cast.third, "group_named")
    again = refused(group_members.name_member, email=cast.third.email, endorsement="X", **naming)
    assert again == "already_done"


def test_only_a_coordinator_makes_a_group_formal_once_all_requests_are_answered(cast: Cast) -> None:
    group = groups.asked(cast).group
    change = {"group_id": group.pk, "read_version": group.version, "setting": "formal"}
    assert refused(edit_group, person=cast.member, **change) == "forbidden"

    group_members.join_group(person=cast.coordinator, group_id=groups.founded(cast, name="Other").pk)
    other = Group.objects.get(name="Other")
    group_members.name_convener(person=cast.member, membership_id=membership(other, cast.coordinator).pk)
    turned = edit_group(person=cast.coordinator, group_id=other.pk, read_version=1, setting="formal")
    assert turned.setting == "formal"
    back = {"group_id": other.pk, "read_version": 2, "setting": "open"}
    assert refused(edit_group, person=cast.member, **back) == "forbidden"

    waiting = groups.on_request(cast, name="Third")
    group_members.ask_to_join_group(person=cast.coordinator, group_id=waiting.pk, why="To help")
    group_members.let_in(person=cast.member, membership_id=membership(waiting, cast.coordinator).pk)
    group_members.name_convener(person=cast.member, membership_id=membership(waiting, cast.coordinator).pk)
    group_members.ask_to_join_group(person=cast.colleague, group_id=waiting.pk, why="To learn")
    change = {"group_id": waiting.pk, "read_version": 2, "setting": "formal"}
    assert refused(edit_group, person=cast.coordinator, **change) == "not_ready"


def test_a_goal_is_for_a_year_and_past_ones_stay(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    year = groups.this_year()
    group.goals.create(year=year - 1, words="Five forms")

    for words in ("Ten forms", "Twelve forms"):
        set_group_goal(person=cast.member, group_id=group.pk, year=year, words=words)

    assert refused(set_group_goal, person=cast.member, group_id=group.pk, year=year - 1, words="None") == "invalid"
    assert read(as_person(cast.outsider), group)["goals"] == [
        {"year": year, "words": "Twelve forms"},
        {"year": year - 1, "words": "Five forms"},
    ]
    assert HistoryLine.objects.filter(subject_id=group.pk, step="set_goal").count() == 2


def test_closing_answers_those_who_still_ask_and_tells_everybody_why(cast: Cast) -> None:
    group = groups.asked(cast).group

    close_group(person=cast.member, group_id=group.pk, reason="The law changed.")

    for person in (cast.challenger, cast.colleague):
        assert [data["reason"] for data in heard(person, "group_closed")] == ["The law changed."]
    assert not heard(cast.member, "group_closed")
    assert membership(group, cast.colleague).state == "turned_down"


def test_found_by_name_purpose_and_topic_in_the_readers_language(cast: Cast, as_person: ClientFor) -> None:
    forms = groups.gathered(cast)
    roads = groups.founded(cast, name="Roads 100%", purpose="We mend.", topics=["mobility"], language="nl")
    client = as_person(cast.outsider)

    def found(**query: Any) -> list[str]:
        return [one["name"] for one in client.get("/api/groups/", query).json()["results"]]

    assert found() == [roads.name, forms.name]
    assert found(q="roADS") == found(q="100%") == found(q="MEND") == found(topic="mobility") == [roads.name]
    assert found(language="nl") == [roads.name]
    assert found(q="_") == found(topic="care") == []
    client.patch("/api/me/", {"language": "nl"}, format="json")
    assert found(q="formulieren") == [forms.name]
    close_group(person=cast.member, group_id=roads.pk, reason="Done")
    assert found() == [forms.name]


def test_mine_and_those_that_fit_me(cast: Cast, as_person: ClientFor) -> None:
    forms, roads = groups.gathered(cast), groups.founded(cast, name="Roads", topics=["mobility"])
    Profile.objects.filter(person=cast.challenger).update(topics=["forms", "mobility"])

    def found(who: Person, query: str) -> list[tuple[str, str]]:
        rows = as_person(who).get(f"/api/groups/?{query}=true").json()["results"]
        return [(one["name"], one["my_place"]) for one in rows]

    assert found(cast.challenger, "mine") == [(forms.name, "member")]
    assert found(cast.challenger, "fits") == [(roads.name, "")]
    assert found(cast.member, "mine") == [(roads.name, "convener"), (forms.name, "convener")]
    assert found(cast.outsider, "fits") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("topic", "gossip"), ("language", "xx"), ("mine", "perhaps"), ("fits", "2x"), ("q", "x" * 81), ("q", "\x00")],
)
def test_a_wrong_filter_is_refused_by_name(name: str, value: str, cast: Cast, as_person: ClientFor) -> None:
    response = as_person(cast.outsider).get("/api/groups/", {name: value})

    assert response.status_code == 422
    assert name in response.json()["details"]


def test_two_active_groups_never_share_a_name(cast: Cast, as_person: ClientFor) -> None:
    groups.gathered(cast)
    again = {**groups.WORDS, "name": groups.WORDS["name"].upper()}

    refusal = as_person(cast.outsider).post("/api/groups/", again, format="json")

    assert (refusal.status_code, list(refusal.json()["details"])) == (422, ["name"])
    close_group(person=cast.member, group_id=Group.objects.get().pk, reason="Done")
    assert as_person(cast.outsider).post("/api/groups/", again, format="json").status_code == 201


def test_people_are_counted_once_and_where_they_work_today(cast: Cast) -> None:
    group = groups.gathered(cast)
    colleague = make_person("Wim Water", make_organisation("Second Water"))
    group_members.join_group(person=colleague, group_id=group.pk)
    group_members.leave_group(person=cast.challenger, group_id=group.pk)
    group_members.join_group(person=cast.challenger, group_id=group.pk)
    size = queries.get_group(group.pk)
    assert (size.members, size.organisations) == (3, 3)  # type: ignore[attr-defined]

    Employment.objects.filter(person=colleague).update(organisation=cast.member.employments.get().organisation)
    Person.objects.filter(pk=cast.challenger.pk).update(is_active=False)

    size = queries.get_group(group.pk)
    assert (size.members, size.organisations) == (2, 1)  # type: ignore[attr-defined]
    assert queries.organisations_of(size) == ["Water Board"]


def test_the_database_refuses_what_must_never_be(cast: Cast) -> None:
    group = groups.gathered(cast)
    with pytest.raises(IntegrityError, match="one_place_in_a_group"), transaction.atomic():
        GroupMembership.objects.create(group=group, person=cast.challenger, state="asked")
    with pytest.raises(IntegrityError, match="conveners_are_members"), transaction.atomic():
        GroupMembership.objects.create(group=group, person=cast.third, state="left", convenes=True)
    with pytest.raises(IntegrityError, match="endorsement_is_formal"), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(needs_endorsement=True)


def test_who_works_nowhere_comes_in_nowhere(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    Employment.objects.filter(person=cast.outsider).delete()

    assert not any(read(as_person(cast.outsider), group)["abilities"].values())
    assert refused(group_members.join_group, person=cast.outsider, group_id=group.pk) == "no_employer"
    founding = as_person(cast.outsider).post("/api/groups/", {**groups.WORDS, "name": "N"}, format="json")
    assert founding.status_code == 403
