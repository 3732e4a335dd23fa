"""Roles: for a period, by somebody, never to oneself; the last administrator stays; losing one is felt at once."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Clash, Forbidden, Invalid, NotReady, Refusal
from common.sockets import ACCESS_ENDED
from people import rules
from people.actions import roles
from people.actions.privacy import ask_for_erasure
from people.models import Employment, Notice, Person, Role
from tests import organisations, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.organisations import in_days
from tests.racing import at_once
from tests.watching import watcher


def fresh(person: Person) -> Person:
    """The person as the next request finds them."""
    return Person.objects.get(pk=person.pk)


def grant(cast: Cast, person: Person, kind: str = "coordinator", **more: Any) -> Role:
    return roles.give_role(by=fresh(cast.administrator), person=person, kind=kind, **more)


@pytest.mark.django_db
def test_a_role_holds_from_its_first_day_until_its_last(cast: Cast) -> None:
    role = grant(cast, cast.outsider, since=in_days(1), until=in_days(3))
    held = {}
    for days in (0, 1, 3, 4):
        Role.objects.filter(pk=role.pk).update(since=in_days(1 - days), until=in_days(3 - days))
        held[days] = rules.is_coordinator(fresh(cast.outsider))

    assert held == {0: False, 1: True, 3: True, 4: False}


@pytest.mark.django_db
def test_every_grant_change_and_end_is_in_the_history_with_who_did_it(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.administrator)
    given = client.post(
        "/api/roles/",
        {
            "email": cast.colleague.email.upper(),
            "kind": "manager",
            "organisation": str(cast.home.pk),
            "since": str(in_days(0)),
            "until": None,
        },
        format="json",
    ).json()
    client.patch(f"/api/roles/{given['id']}/", {"until": str(in_days(30))}, format="json")
    ended = client.post(f"/api/roles/{given['id']}/end/", {"reason": "Changed jobs"}, format="json").json()

    told = [(line["step"], line["by"], line["until"], line["note"]) for line in ended["history"]]
    yesterday = str(in_days(-1))
    assert told == [
        ("give_role", "Ada Administrator", None, ""),
        ("change_role", "Ada Administrator", str(in_days(30)), ""),
        ("end_role", "Ada Administrator", yesterday, "Changed jobs"),
    ]
    assert (ended["granted_by"], ended["holds"], ended["abilities"]) == (
        "Ada Administrator",
        False,
        {"change": False, "end": False},
    )
    assert Notice.objects.filter(person=cast.colleague).count() == 3
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        HistoryLine.objects.filter(subject_id=given["id"]).update(actor=None)


@pytest.mark.django_db
def test_nobody_gives_themselves_a_role_or_makes_their_own_last_longer(cast: Cast) -> None:
    me = fresh(cast.administrator)
    own = Role.objects.get(person=me)
    organisations.second_administrator(cast)

    with pytest.raises(Forbidden, match="themselves"):
        roles.give_role(by=me, person=me, kind="coordinator")
    with pytest.raises(Forbidden, match="own role"):
        roles.change_role(by=me, role_id=own.pk, until=in_days(400))

    assert list(Role.objects.filter(person=me)) == [own]


@pytest.mark.django_db
def test_a_manager_decides_for_an_organisation_and_works_there(cast: Cast) -> None:
    with pytest.raises(Invalid) as nowhere:
        grant(cast, cast.outsider, "manager")
    with pytest.raises(Invalid) as elsewhere:
        grant(cast, cast.outsider, "manager", organisation=cast.home)

    assert (set(nowhere.value.extra["details"]), set(elsewhere.value.extra["details"])) == (
        {"organisation"},
        {"email"},
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=cast.outsider, kind="manager", since=in_days(0))


@pytest.mark.django_db
def test_an_administrator_of_one_organisation_keeps_its_roles_and_no_others(cast: Cast, as_person: ClientFor) -> None:
    grant(cast, cast.colleague, "administrator", organisation=cast.home)
    client = as_person(cast.colleague)
    body = {"kind": "manager", "since": str(in_days(0)), "until": None}

    def give(email: str, organisation: Any, kind: str = "manager") -> int:
        sent = {**body, "kind": kind, "email": email, "organisation": organisation and str(organisation)}
        return client.post("/api/roles/", sent, format="json").status_code

    other = cast.outsider.employments.get().organisation_id
    assert give(cast.poster.email, cast.home.pk) == 201
    assert give(cast.outsider.email, other) == 403
    assert give(cast.poster.email, None, "coordinator") == 403
    # Not even whether an address is known elsewhere in the network is told here.
    assert give(cast.outsider.email, cast.home.pk) == 422
    seen = {one["organisation"]["id"] for one in client.get("/api/roles/").json()["results"]}
    assert seen == {str(cast.home.pk)}


@pytest.mark.django_db
def test_a_coordinator_of_one_organisation_does_not_form_teams_of_the_network(cast: Cast) -> None:
    grant(cast, cast.colleague, "coordinator", organisation=cast.home)
    person = fresh(cast.colleague)

    assert not rules.is_coordinator(person)
    assert rules.answers_for(person, cast.home.pk)
    assert not rules.answers_for(person, cast.member.employments.get().organisation_id)


@pytest.mark.django_db
def test_a_role_is_given_for_days_to_come(cast: Cast) -> None:
    wrongs: list[dict[str, Any]] = [
        {"until": in_days(-1)},
        {"since": in_days(-1)},
        {"since": in_days(2), "until": in_days(1)},
    ]
    for wrong in wrongs:
        with pytest.raises(Invalid):
            grant(cast, cast.outsider, **wrong)

    grant(cast, cast.outsider, until=in_days(0))


@pytest.mark.django_db
def test_the_same_role_is_held_once_at_a_time(cast: Cast) -> None:
    grant(cast, cast.outsider, until=in_days(10))

    with pytest.raises(Clash):
        grant(cast, cast.outsider, since=in_days(10))
    later = grant(cast, cast.outsider, since=in_days(11))
    roles.end_role(by=fresh(cast.administrator), role_id=later.pk, reason="Not needed")
    grant(cast, cast.outsider, since=in_days(11))


@pytest.mark.django_db
def test_the_last_administrator_cannot_be_taken_away(cast: Cast) -> None:
    own = Role.objects.get(person=cast.administrator)
    temporary = grant(cast, cast.outsider, "administrator", until=in_days(30))

    for by, call in (
        (cast.administrator, lambda by: roles.end_role(by=by, role_id=own.pk, reason="Leaving")),
        (cast.outsider, lambda by: roles.end_role(by=by, role_id=own.pk, reason="A quarrel")),
        (cast.outsider, lambda by: roles.change_role(by=by, role_id=own.pk, until=in_days(30))),
    ):
        with pytest.raises(NotReady) as last:
            call(fresh(by))
        assert last.value.extra["missing"][0]["code"] == "last_administrator"
    roles.end_role(by=fresh(cast.administrator), role_id=temporary.pk, reason="Over")
    assert rules.is_administrator(fresh(cast.administrator))


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_want_to_be_erased_at_once_one_stays(cast: Cast) -> None:
    organisations.second_administrator(cast)

    def ask(person: Person) -> str:
        try:
            ask_for_erasure(person=fresh(person))
        except NotReady as refusal:
            return refusal.code
        return "asked"

    assert sorted(at_once(lambda: ask(cast.administrator), lambda: ask(cast.third))) == ["asked", "not_ready"]


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_at_once_leave_one(cast: Cast) -> None:
    other = organisations.second_administrator(cast)
    own = Role.objects.get(person=cast.administrator)

    def end(by: Person, role: Role) -> str:
        try:
            roles.end_role(by=fresh(by), role_id=role.pk, reason="A quarrel")
        except Refusal as refusal:
            return refusal.code
        return "ended"

    ended = at_once(lambda: end(cast.administrator, other), lambda: end(cast.third, own))

    assert sorted(ended) in (["ended", "not_ready"], ["ended", "unknown"])
    assert Role.objects.filter(rules.current(), kind="administrator").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_give_the_same_role_at_once_give_it_once(cast: Cast) -> None:
    second = organisations.second_administrator(cast).person

    def give(by: Person) -> str:
        try:
            roles.give_role(by=fresh(by), person=cast.outsider, kind="coordinator")
        except Clash:
            return "clash"
        return "given"

    given = at_once(lambda: give(cast.administrator), lambda: give(second))

    assert sorted(given) == ["clash", "given"]
    assert Role.objects.filter(person=cast.outsider).count() == 1


@pytest.mark.django_db
def test_a_manager_who_decides_no_more_is_nobodys_manager(cast: Cast) -> None:
    Employment.objects.filter(person=cast.colleague).update(manager=cast.manager)

    roles.end_role(by=fresh(cast.administrator), role_id=organisations.manager_role(cast).pk, reason="Changed jobs")

    assert Employment.objects.get(person=cast.colleague).manager is None


@pytest.mark.django_db
def test_whoever_loses_a_role_is_asked_again_at_every_open_screen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(roles, "rights_changed", asked.append)

    roles.end_role(by=fresh(cast.administrator), role_id=Role.objects.get(person=cast.coordinator).pk, reason="Over")

    assert asked == [cast.coordinator.pk]


@pytest.mark.django_db
def test_roles_of_others_are_seen_by_who_keeps_them_alone(cast: Cast, as_person: ClientFor) -> None:
    own = [one["person"]["name"] for one in as_person(cast.manager).get("/api/roles/").json()["results"]]
    kept = {one["person"]["name"] for one in as_person(cast.administrator).get("/api/roles/").json()["results"]}

    assert own == ["Max Manager"]
    assert kept == {"Max Manager", "Cora Coordinator", "Ada Administrator"}
    make_person("Zoe Second", cast.home, roles=["manager"])
    found = as_person(cast.administrator).get("/api/roles/?q=zoe&kind=manager").json()["results"]
    assert [one["person"]["name"] for one in found] == ["Zoe Second"]


@pytest.mark.django_db
def test_a_role_that_ended_is_over(cast: Cast) -> None:
    role = grant(cast, cast.outsider)
    roles.end_role(by=fresh(cast.administrator), role_id=role.pk, reason="Over")

    with pytest.raises(Refusal) as over:
        roles.end_role(by=fresh(cast.administrator), role_id=role.pk, reason="Again")
    assert over.value.code == "wrong_state"
    assert Role.objects.get(pk=role.pk).until == timezone.localdate() - timedelta(days=1)


@pytest.mark.django_db(transaction=True)
async def test_whoever_loses_the_role_that_let_them_watch_hears_no_more(cast: Cast) -> None:
    dotank = await sync_to_async(stages.forming)(cast)
    socket = await watcher(cast.coordinator, f"dotank.{dotank.pk}")
    assert await socket.connect()

    await sync_to_async(end_the_role_of)(cast.coordinator, cast.administrator)

    said = await socket.receive_output(timeout=5)
    while said["type"] != "websocket.close":
        said = await socket.receive_output(timeout=5)
    assert said["code"] == ACCESS_ENDED


def end_the_role_of(person: Person, by: Person) -> None:
    roles.end_role(by=fresh(by), role_id=Role.objects.get(person=person).pk, reason="Over")


@pytest.mark.django_db
def test_giving_a_role_asks_anew_who_sits_there(
    cast: Cast, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_person(cast.administrator)
    later = timezone.now().timestamp() + settings.STEP_UP_MINUTES * 60 + 1
    monkeypatch.setattr("people.step_up.time.time", lambda: later)
    body = {
        "email": cast.colleague.email,
        "kind": "manager",
        "organisation": str(cast.home.pk),
        "since": str(in_days(0)),
        "until": None,
    }

    refused = client.post("/api/roles/", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")
    assert not Role.objects.filter(person=cast.colleague).exists()
