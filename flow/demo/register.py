"""The register of rules in the way: entered before the stories name it, with what became of each afterwards."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from flow.demo import files
from ideas.actions import register
from ideas.models import Rule
from people.models import Person

if TYPE_CHECKING:
    from flow.demo.walking import Day, Told

KEEPER = "hanneke"
ENTRY = ("name", "kind", "language", "about", "owner")


def rule_id(slug: str) -> UUID:
    """By this a second load knows that the rule is there."""
    return files.fixed_id("rule", slug)


def is_kept(told: "Told") -> bool:
    """Whether the register has it already."""
    return Rule.objects.filter(pk=rule_id(told["slug"])).exists()


def keep(told: "Told", cast: Mapping[str, Person], day: "Day") -> Iterator[datetime]:
    """Yield the moment of each next step; going on after it takes the step."""
    keeper = cast[KEEPER]
    yield day.ago(told["entered"])
    words = {name: told[name] for name in ENTRY if name in told}
    rule = register.add_rule(coordinator=keeper, id=rule_id(told["slug"]), **words)
    for spelling in told.get("spellings", ()):
        yield day.ago(told["entered"])
        twin = register.add_rule(
            coordinator=keeper,
            id=rule_id(spelling["slug"]),
            name=spelling["name"],
            kind=told["kind"],
            language=spelling["language"],
        )
        register.merge_rule(coordinator=keeper, rule_id=twin.pk, into=rule.pk)
    for fate in told.get("fates", ()):
        yield day.ago(fate["day"])
        register.record_fate(
            coordinator=keeper, rule_id=rule.pk, fate=fate["fate"], on=timezone.localdate(), reason=fate["reason"]
        )


def named_by(story: str) -> dict[str, Any]:
    """The entry that a story's problem names, if it names one."""
    return {"names_rule": Rule.objects.get(pk=named)} if (named := _naming().get(story)) else {}


def set_aside_by(story: str) -> dict[str, Any]:
    """The entry that a story's pilot sets aside, if it sets one aside."""
    found = [rule["slug"] for rule in files.rules() if rule.get("set_aside_by") == story]
    return {"names_rule": Rule.objects.get(pk=rule_id(found[0]))} if found else {}


@cache
def _naming() -> dict[str, UUID]:
    entries = [entry for rule in files.rules() for entry in (rule, *rule.get("spellings", ()))]
    return {story: rule_id(entry["slug"]) for entry in entries for story in entry["named_by"]}
