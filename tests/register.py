"""A register with a rule in it, through the real actions."""

from datetime import date
from typing import Any

from rest_framework.test import APIClient

from ideas.actions import problems
from ideas.actions import register as actions
from ideas.models import Problem, Rule
from tests import stages
from tests.cast import Cast

RULE = {"name": "Travel rules, article 12", "kind": "own_rule", "language": "en"}
FATE: dict[str, Any] = {"fate": "explained", "on": "2025-03-01", "reason": "It only asks for one signature."}


def rule(cast: Cast, **words: Any) -> Rule:
    return actions.add_rule(coordinator=cast.coordinator, **{**RULE, **words})


def twin(cast: Cast) -> Rule:
    """Another spelling of the rule, merged into it."""
    spelling = rule(cast, name="Art. 12 of the travel rules")
    actions.merge_rule(coordinator=cast.coordinator, rule_id=spelling.pk, into=rule(cast).pk)
    return Rule.objects.get(pk=spelling.pk)


def naming(cast: Cast, named: Rule, *, public: bool = True, **words: Any) -> Problem:
    """A posted problem that names it; public once a coordinator has opened it."""
    problem = stages.posted(cast, names_rule=named, **words)
    return problems.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk) if public else problem


def grow(cast: Cast) -> None:
    """One entry more, and more of everything about the first: spellings, fates, problems that name it."""
    number = Rule.objects.count()
    entry = rule(cast, name=f"Rule {number}")
    first = Rule.objects.order_by("created_at")[0]
    if number:
        actions.merge_rule(
            coordinator=cast.coordinator, rule_id=rule(cast, name=f"Spelling {number}").pk, into=first.pk
        )
    for named in {entry, first}:
        naming(cast, named)
        actions.record_fate(coordinator=cast.coordinator, rule_id=named.pk, **{**FATE, "on": date(2025, 3, 1 + number)})


def send(client: APIClient, address: str, body: Any, method: str = "post") -> Any:
    return getattr(client, method)(f"/api/{address}", body, format="json")


def listed(client: APIClient, query: str = "") -> list[tuple[str, int]]:
    rows = client.get(f"/api/rules/{query}").json()["results"]
    return [(row["name"], row["naming"]) for row in rows]
