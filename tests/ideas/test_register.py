"""The register of rules in the way: what is entered, how problems name it, and what becomes of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import HistoryLine
from ideas.actions import problems
from ideas.models import Problem, Rule
from tests import register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once
from tests.register import listed, send

pytestmark = pytest.mark.django_db


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
