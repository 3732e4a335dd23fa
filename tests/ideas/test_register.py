"""The register of rules in the way: what is entered, how problems name it, and what becomes of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from common.models import HistoryLine
from ideas.actions import problems
from ideas.actions import register as actions
from ideas.models import Fate, Problem, Rule
from learning.search.indexer import rebuild
from tests import register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def send(client: APIClient, address: str, body: Any, method: str = "post") -> Any:
    return getattr(client, method)(f"/api/{address}", body, format="json")


def listed(client: APIClient, query: str = "") -> list[tuple[str, int]]:
    rows = client.get(f"/api/rules/{query}").json()["results"]
    return [(row["name"], row["naming"]) for row in rows]


# --- Entries -------------------------------------------------------------------------------------------------------


def test_a_coordinator_enters_a_rule_and_everybody_reads_it(cast: Cast, as_person: ClientFor) -> None:
    body = {
        **register.RULE,
        "name": "  Travel   rules, article 12 ",
        "about": "Three signatures.",
        "owner": "municipality of home",
        "source": "https://rules.example/12",
    }

    answer = send(as_person(cast.coordinator), "rules/", body).json()

    read = as_person(None).get(f"/api/rules/{answer['id']}/").json()
    assert (read["name"], read["kind_words"]) == ("Travel rules, article 12", "An organisation's own rule")
    assert (read["owner"]["name"], read["owner_words"]) == ("Municipality of Home", "Municipality of Home")
    assert (read["naming"], read["fates"], read["last_fate"], read["last_fate_words"]) == (0, [], None, "")
    assert read["abilities"] == {"edit": False, "record_fate": False, "merge": False}


def test_an_owner_outside_the_network_is_kept_in_words_until_put_right(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.coordinator)
    rule = register.rule(cast, owner="Ministry of Roads")
    assert client.get(f"/api/rules/{rule.pk}/").json()["owner_words"] == "Ministry of Roads"

    answer = send(client, f"rules/{rule.pk}/", {"read_version": 1, "owner": "Agency"}, "patch").json()
    assert (answer["owner"]["name"], answer["owner_words"], answer["version"]) == ("Agency", "Agency", 2)
    assert send(client, f"rules/{rule.pk}/", {"read_version": 2, "owner": ""}, "patch").json()["owner_words"] == ""
    stale = send(client, f"rules/{rule.pk}/", {"read_version": 1, "about": "Mine"}, "patch")
    assert (stale.status_code, stale.json()["code"]) == (409, "outdated")


WRONG = [
    ("source", "javascript:alert(1)"),
    ("source", "ftp://rules.example/12"),
    ("source", "data:text/html,x"),
    ("source", "//rules.example"),
    ("source", "rules.example/12"),
    ("source", "https://" + "a" * 500 + ".example"),
    ("source", "https://x.example/\njavascript:"),
    ("name", ""),
    ("name", "   "),
    ("name", "x" * 201),
    ("name", "a\x00b"),
    ("kind", "unknown"),
    ("kind", None),
    ("about", "x" * 2001),
    ("owner", "x" * 201),
    ("language", "xx"),
    ("fate", "scrapped"),
    ("owner_id", 1),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_no_rule_can_be_is_refused_at_its_field(cast: Cast, as_person: ClientFor, field: str, value: Any) -> None:
    response = send(as_person(cast.coordinator), "rules/", {**register.RULE, field: value})

    assert (response.status_code, list(response.json()["details"])) == (422, [field])
    assert not Rule.objects.exists()


def test_the_database_itself_takes_no_other_address(cast: Cast) -> None:
    rule = register.rule(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.filter(pk=rule.pk).update(source="javascript:alert(1)")


def test_one_name_stands_there_once(cast: Cast, as_person: ClientFor) -> None:
    register.rule(cast)

    response = send(as_person(cast.coordinator), "rules/", {**register.RULE, "name": "travel RULES, Article 12"})

    assert (response.status_code, response.json()["code"]) == (409, "name_taken")


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_one_rule_at_once_enter_it_once(cast: Cast, as_person: ClientFor) -> None:
    one, other = as_person(cast.coordinator), as_person(cast.coordinator)

    answers = at_once(lambda: send(one, "rules/", register.RULE), lambda: send(other, "rules/", register.RULE))

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Rule.objects.count() == 1


# --- Naming --------------------------------------------------------------------------------------------------------


def test_a_poster_names_a_rule_in_the_draft(cast: Cast, as_person: ClientFor) -> None:
    rule = register.rule(cast)
    client = as_person(cast.poster)

    draft = send(client, "problems/", {**stages.WORDS, "names_rule": str(rule.pk)}).json()
    assert draft["names_rule"] == {"id": str(rule.pk), "name": rule.name, "language": "en"}
    body = {"read_version": draft["version"], "names_rule": None}
    assert send(client, f"problems/{draft['id']}/", body, "patch").json()["names_rule"] is None


@pytest.mark.parametrize("rule", ["rubbish", 7, [], {"id": "x"}, "7d3c0e52-6d0a-4c57-9b4e-0a0a0a0a0a0a"])
def test_what_is_no_entry_cannot_be_named(cast: Cast, as_person: ClientFor, rule: Any) -> None:
    poster = send(as_person(cast.poster), "problems/", {**stages.WORDS, "names_rule": rule})
    assert (poster.status_code, list(poster.json()["details"])) == (422, ["names_rule"])

    problem = stages.posted(cast)
    keeper = send(as_person(cast.coordinator), f"problems/{problem.pk}/rule/", {"rule": rule})
    assert (keeper.status_code, list(keeper.json()["details"])) == (422, ["rule"])


def test_a_coordinator_names_it_after_posting_and_nobody_is_named_for_it(cast: Cast, as_person: ClientFor) -> None:
    rule, problem = register.rule(cast), stages.posted(cast)
    client = as_person(cast.coordinator)

    assert client.get(f"/api/problems/{problem.pk}/").json()["abilities"]["name_rule"] is True
    answer = send(client, f"problems/{problem.pk}/rule/", {"rule": str(rule.pk)}).json()
    assert answer["names_rule"]["id"] == str(rule.pk)
    line = HistoryLine.objects.get(subject_id=problem.pk, step="name_rule")
    assert (line.actor, line.data) == (cast.coordinator, {"rule": str(rule.pk)})
    assert send(client, f"problems/{problem.pk}/rule/", {"rule": None}).json()["names_rule"] is None


def test_a_draft_is_hidden_from_whoever_names_rules(cast: Cast, as_person: ClientFor) -> None:
    rule, draft = register.rule(cast), stages.draft(cast)

    response = send(as_person(cast.coordinator), f"problems/{draft.pk}/rule/", {"rule": str(rule.pk)})

    assert response.status_code == 404


def test_only_what_anybody_may_read_is_counted_and_listed(cast: Cast, as_person: ClientFor) -> None:
    rule = register.rule(cast)
    public = register.naming(cast, rule)
    register.naming(cast, rule, public=False)
    stages.draft(cast, names_rule=rule)
    gone = register.naming(cast, rule)
    problems.withdraw_problem(poster=cast.poster, problem_id=gone.pk)
    later = register.naming(cast, rule)
    Problem.objects.filter(pk=later.pk).update(shown_from=timezone.now() + timedelta(hours=1))

    for person in (None, cast.outsider, cast.poster, cast.coordinator):
        client = as_person(person)
        assert listed(client) == [(rule.name, 1)]
        rows = client.get(f"/api/rules/{rule.pk}/problems/").json()["results"]
        assert [row["id"] for row in rows] == [str(public.pk)]


def test_what_most_problems_name_comes_first_and_every_page_has_its_own(cast: Cast, as_person: ClientFor) -> None:
    rules = [register.rule(cast, name=f"Rule {number}", kind="law" if number % 2 else "myth") for number in range(5)]
    for times, rule in enumerate(rules):
        for _ in range(min(times, 2)):
            register.naming(cast, rule)
    client = as_person(None)

    seen: list[tuple[str, int]] = []
    link = "/api/rules/?page_size=2"
    while link:
        page = client.get(link).json()
        seen += [(row["name"], row["naming"]) for row in page["results"]]
        link = page["next"]

    assert [number for _name, number in seen] == [2, 2, 2, 1, 0]
    assert len({name for name, _number in seen}) == 5
    assert {name for name, _number in listed(client, "?kind=law")} == {"Rule 1", "Rule 3"}


def test_what_is_typed_about_a_rule_finds_entries_that_share_its_words(cast: Cast, as_person: ClientFor) -> None:
    register.twin(cast)
    register.rule(cast, name="Building code, chapter 3", kind="law")
    client = as_person(cast.poster)

    def like(typed: str) -> list[str]:
        return [row["name"] for row in client.get("/api/rules/suggestions/", {"q": typed}).json()]

    assert like("They say article 12 of our travel rules asks for three signatures") == ["Travel rules, article 12"]
    assert like("building") == ["Building code, chapter 3"]
    assert like("the BUILDING code") == ["Building code, chapter 3"]
    for nothing in ("", "of us", "building permits take long", "%%%%", "____", "\\", "w" * 300):
        assert like(nothing) == [], nothing
    for number in range(7):
        register.rule(cast, name=f"Building code, part {number}", kind="law")
    assert len(like("building code")) == 5


def test_a_search_in_the_list_looks_at_every_word_of_every_spelling(cast: Cast, as_person: ClientFor) -> None:
    register.twin(cast)
    register.rule(cast, name="Building code, chapter 3", kind="law")
    client = as_person(cast.poster)

    for asked in ("travel", "ART. 12", "12 rules", "art."):
        assert listed(client, f"?q={asked}&page_size=5") == [("Travel rules, article 12", 0)], asked
    assert listed(client, "?q=chapter 12") == []
    assert listed(client, "?q=%25") == []


# --- Fates ---------------------------------------------------------------------------------------------------------


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
    from experiments.actions import pilots

    rule = register.rule(cast)
    pilot = stages.preparing(cast)
    prepared = stages.preparation()
    exemption = {**prepared["exemption"], "names_rule": rule}
    pilots.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **{**prepared, "exemption": exemption})
    assert not rule.fates.exists()

    pilots.open_pilot(person=cast.member, pilot_id=pilot.pk)

    fate = rule.fates.get()
    assert (fate.fate, fate.reason) == ("exempted", exemption["legal_basis"])
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
