"""How long things are kept: one list of rules, which the clock acts on and the page "What we store" shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise

AT_ONCE = 1000


@dataclass(frozen=True)
class Rule:
    """What goes by itself, after how long, and the function that removes some of it and says how much."""

    name: str
    what: Promise
    after: Promise
    act: Callable[[], int]


_rules: dict[str, Rule] = {}


def keep_until(rule: Rule) -> None:
    """Have the clock act on this rule from now on."""
    _rules[rule.name] = rule


def rules() -> list[Rule]:
    """Every rule, in the order in which the apps gave them."""
    return list(_rules.values())


def remove(rows: models.QuerySet[models.Model]) -> int:
    """Remove some of these rows, so that no clock holds a lock for long; the next hour takes the rest."""
    some = rows.model._default_manager.filter(pk__in=rows.values("pk")[:AT_ONCE])
    return some.delete()[0]
