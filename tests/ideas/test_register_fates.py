"""What becomes of a rule in the way, entries that are one rule under two names, and where the register is read."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ideas.actions import register as actions
from ideas.models import Fate, Rule
from learning.search.indexer import rebuild
from tests import register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once
from tests.register import listed, send

pytestmark = pytest.mark.django_db


def test_each_fate_is_added_and_the_latest_day_counts(cast: Cast, as_person: ClientFor) -> None:
    rule = register.rule(cast)
    client = as_person(cast.coordinator)

    send(client, f"rules/{rule.pk}/fates/", {**register.FATE, "fate": "changed", "on": "2025-06-01"})
    answer = send(client, f"rules/{rule.pk}/fates/", register.FATE)

    assert answer.status_code == 201
    assert [(one["fate"], one["on"]) for one in answer.json()["fates"]] == [
        ("changed", "2025-06-01"),
        ("explained", "2025-03-01"),
    ]
    assert answer.json()["last_fate_words"] == "Changed"
    assert [name for name, _ in listed(client, "?fate=changed")] == [rule.name]
    assert listed(client, "?fate=explained") == []


def test_a_fate_is_never_edited_or_taken_away(cast: Cast) -> None:
    rule = register.rule(cast)
    actions.record_fate(coordinator=cast.coordinator, rule_id=rule.pk, **{**register.FATE, "on": timezone.localdate()})

    for change in (lambda: Fate.objects.update(reason="No"), lambda: Fate.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("on", str(timezone.localdate() + timedelta(days=2))),
        ("on", "1999-12-31"),
        ("on", "yesterday"),
        ("reason", ""),
        ("reason", "x" * 2001),
        ("fate", "forgotten"),
        ("source", "javascript:alert(1)"),
        ("rule", "x"),
    ],
)
def test_what_no_fate_can_be_is_refused(cast: Cast, as_person: ClientFor, field: str, value: str) -> None:
    rule = register.rule(cast)

    response = send(as_person(cast.coordinator), f"rules/{rule.pk}/fates/", {**register.FATE, field: value})

    assert (response.status_code, list(response.json()["details"])) == (422, [field])
    assert not Fate.objects.exists()


def test_sent_twice_with_one_key_a_fate_is_recorded_once(cast: Cast, as_person: ClientFor) -> None:
    rule = register.rule(cast)
    client = as_person(cast.coordinator)

    for _ in range(2):
        answer = client.post(
            f"/api/rules/{rule.pk}/fates/", register.FATE, format="json", headers={"Idempotency-Key": "one"}
        )
        assert answer.status_code == 201
    assert Fate.objects.count() == 1


def test_a_pilot_that_sets_it_aside_is_part_of_what_became_of_it(cast: Cast, as_person: ClientFor) -> None:
    from experiments.actions import preparing

    rule = register.rule(cast)
    pilot = stages.preparing(cast)
    prepared = stages.preparation(rule=rule)
    preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **prepared)
    assert not rule.fates.exists()

    preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)

    fate = rule.fates.get()
    assert (fate.fate, fate.reason) == ("exempted", prepared["exemption"]["legal_basis"])
    answer = as_person(cast.outsider).get(f"/api/pilots/{pilot.pk}/").json()
    assert answer["exemption"]["names_rule"]["name"] == rule.name


# --- Spellings -----------------------------------------------------------------------------------------------------


def test_a_twin_counts_for_its_entry_and_can_be_separated_again(cast: Cast, as_person: ClientFor) -> None:
    rule, twin = register.rule(cast), register.rule(cast, name="Art. 12")
    register.naming(cast, rule)
    register.naming(cast, twin)
    client = as_person(cast.coordinator)
    send(client, f"rules/{twin.pk}/fates/", register.FATE)

    answer = send(client, f"rules/{twin.pk}/merge/", {"into": str(rule.pk)}).json()

    assert (answer["id"], answer["naming"]) == (str(rule.pk), 2)
    assert [one["name"] for one in answer["spellings"]] == ["Art. 12"]
    assert [one["fate"] for one in answer["fates"]] == ["explained"]
    assert listed(client) == [(rule.name, 2)]
    # The old address leads to the entry.
    assert client.get(f"/api/rules/{twin.pk}/").json()["id"] == str(rule.pk)

    assert send(client, f"rules/{twin.pk}/separate/", {}).json()["naming"] == 1
    assert sorted(listed(client)) == [("Art. 12", 1), (rule.name, 1)]
    assert client.get(f"/api/rules/{rule.pk}/").json()["last_fate"] is None


def test_merging_on_and_in_a_circle(cast: Cast, as_person: ClientFor) -> None:
    one, two, three = (register.rule(cast, name=name) for name in ("One", "Two", "Three"))
    client = as_person(cast.coordinator)

    def merge(rule: Rule, into: Any) -> tuple[int, str]:
        response = send(client, f"rules/{rule.pk}/merge/", {"into": str(into)})
        return response.status_code, response.json().get("code", "")

    assert merge(one, one.pk) == (422, "invalid")
    assert merge(one, uuid4()) == (422, "invalid")
    assert merge(one, two.pk) == (200, "")
    assert merge(one, three.pk) == (409, "wrong_state")
    assert merge(two, one.pk) == (409, "wrong_state")
    # What was merged into the twin goes along with it.
    assert merge(two, three.pk) == (200, "")
    assert set(Rule.objects.filter(merged_into=three)) == {one, two}
    assert send(client, f"rules/{three.pk}/separate/", {}).status_code == 409
    assert send(client, f"rules/{one.pk}/fates/", register.FATE).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_each_other_at_once_never_make_a_circle(cast: Cast, as_person: ClientFor) -> None:
    one, two = register.rule(cast, name="One"), register.rule(cast, name="Two")
    client, other = as_person(cast.coordinator), as_person(cast.coordinator)

    answers = at_once(
        lambda: send(client, f"rules/{one.pk}/merge/", {"into": str(two.pk)}),
        lambda: send(other, f"rules/{two.pk}/merge/", {"into": str(one.pk)}),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert Rule.objects.listed().count() == 1


# --- Search and pages ----------------------------------------------------------------------------------------------


def test_search_finds_a_rule_under_every_spelling(
    cast: Cast, as_person: ClientFor, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    twin = register.twin(cast)
    rebuild()

    for asked in ("travel", "article", "art"):
        found = as_person(None).get(f"/api/search/?kind=rule&q={asked}").json()["results"]
        assert [(one["kind"], one["id"], one["link"]) for one in found] == [
            ("rule", str(twin.merged_into_id), f"/rules/{twin.merged_into_id}/")
        ], asked


def test_pages_show_the_register_to_anybody(cast: Cast, as_person: ClientFor) -> None:
    twin = register.twin(cast)
    rule = twin.merged_into
    assert rule is not None
    problem = register.naming(cast, twin, title="Three signatures")
    actions.record_fate(coordinator=cast.coordinator, rule_id=rule.pk, **{**register.FATE, "on": timezone.localdate()})
    client = as_person(None)

    list_page = client.get("/en/rules/").content.decode()
    assert rule.name in list_page
    assert "1 problem names it" in list_page
    assert "Explained" in list_page
    assert "Add a rule" not in list_page
    page = client.get(f"/en/rules/{rule.pk}/").content.decode()
    for words in ("Three signatures", twin.name, register.FATE["reason"], f"/en/problems/{problem.pk}/"):
        assert words in page
    assert client.get(f"/en/rules/{twin.pk}/").headers["Location"] == f"/en/rules/{rule.pk}/"
    assert client.get(f"/en/rules/{uuid4()}/").status_code == 404
    assert f"/en/rules/{twin.pk}/" in client.get(f"/en/problems/{problem.pk}/").content.decode()
    assert "Add a rule" in as_person(cast.coordinator).get("/en/rules/").content.decode()


@pytest.mark.parametrize(
    "asked", ["q=%00", "q=" + "w" * 5_000, "kind=%00", "kind=circus", "page=0", "page=x", "page=99999"]
)
def test_rubbish_in_the_address_breaks_nothing(asked: str, cast: Cast, as_person: ClientFor) -> None:
    register.rule(cast)

    assert as_person(None).get(f"/en/rules/?{asked}").status_code == 200
