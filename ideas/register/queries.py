"""Reads of the register; fetches for one purpose. Everybody reads it, coordinators keep it."""

import re
from typing import Any
from uuid import UUID

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Unknown
from ideas.models import Fate, Problem, Rule
from ideas.queries import NEWEST_FIRST, with_poster
from people.models import Person
from people.rules import is_coordinator

MOST_NAMED_FIRST = ("-naming", "-id")
LAST_FATE_FIRST = ("-on", "-created_at")
# Of what is typed about a rule, words that say little are left out, and after so many we know enough.
SHORTEST_WORD, WORDS_READ, LIKE_SHOWN = 4, 12, 5


def rules_in_the_way(*, kind: str = "", fate: str = "", q: str = "") -> QuerySet[Rule]:
    """The register's entries with how many problems name each; `q` looks at the words of every spelling."""
    last = Fate.objects.filter(Q(rule=OuterRef("pk")) | Q(rule__merged_into=OuterRef("pk"))).order_by(*LAST_FATE_FIRST)
    rows = Rule.objects.listed().with_naming().annotate(last_fate=Subquery(last.values("fate")[:1]))
    if kind:
        rows = rows.filter(kind=kind)
    if fate:
        rows = rows.filter(last_fate=fate)
    for word in q.split():
        rows = rows.filter(Q(name__icontains=word) | Q(pk__in=_spelled(word)))
    return rows.select_related("owner").order_by(*MOST_NAMED_FIRST)


def _spelled(word: str) -> QuerySet[Rule, Any]:
    return Rule.objects.filter(name__icontains=word, merged_into__isnull=False).values("merged_into")


def like(typed: str) -> list[Rule]:
    """At most five entries whose names, in any spelling, share words with what somebody types about a rule."""
    long_enough = (word for word in re.findall(r"\w+", typed) if len(word) >= SHORTEST_WORD or word.isdigit())
    words = list(dict.fromkeys(long_enough))[:WORDS_READ]
    if not words:
        return []
    shared: Any = sum((Case(When(name__icontains=word, then=1), default=0) for word in words), Value(0))
    rows = Rule.objects.annotate(shared=shared).filter(shared__gte=min(2, len(words))).order_by("-shared", "-id")
    spelled = rows.values_list("merged_into", "pk")[: 4 * LIKE_SHOWN]
    ids = list(dict.fromkeys(entry or spelling for entry, spelling in spelled))[:LIKE_SHOWN]
    entries = rules_in_the_way().in_bulk(ids)
    return [entries[pk] for pk in ids if pk in entries]


def called(name: str) -> Rule | None:
    """The entry that has exactly this name in one of its spellings; small and capital letters are the same here."""
    found = Rule.objects.select_related("merged_into__owner", "owner").filter(name__iexact=name.strip()).first()
    return found and (found.merged_into or found)


def get_rule(rule_id: UUID) -> Rule:
    """One entry with its spellings and all that became of it, newest first; for another spelling, the entry itself."""
    spellings = Rule.objects.order_by("name")
    try:
        named = Rule.objects.only("merged_into").get(pk=rule_id)
    except Rule.DoesNotExist as missing:
        raise Unknown from missing
    return (
        rules_in_the_way().prefetch_related(Prefetch("spellings", spellings)).get(pk=named.merged_into_id or named.pk)
    )


def fates_of(rule: Rule) -> QuerySet[Fate]:
    """All that became of a rule under any of its spellings, newest first."""
    return Fate.objects.filter(Q(rule=rule) | Q(rule__merged_into=rule)).order_by(*LAST_FATE_FIRST)


def problems_naming(rule: Rule) -> QuerySet[Problem]:
    """The problems that anybody may read and that name this rule under any of its spellings, newest first."""
    named = Q(names_rule=rule) | Q(names_rule__merged_into=rule)
    return with_poster(Problem.objects.public().filter(named)).order_by(*NEWEST_FIRST)


def only_keepers(person: Person) -> None:
    """Refuse whoever may not change the register; everybody may read it."""
    if not is_coordinator(person):
        raise Forbidden(_("Coordinators keep the register."))


def lock_rules(person: Person, *rule_ids: UUID) -> list[Rule]:
    """These entries, locked for a coordinator's change; in one order, so that two never wait for each other."""
    only_keepers(person)
    found = {rule.pk: rule for rule in Rule.objects.select_for_update().filter(pk__in=rule_ids).order_by("pk")}
    if found.keys() != set(rule_ids):
        raise Unknown
    return [found[rule_id] for rule_id in rule_ids]
