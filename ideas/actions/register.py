"""Every change to the register of rules in the way. Coordinators keep it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, Outdated, Unknown, WrongState
from common.states import note_step
from ideas.broadcasts import problem_changed
from ideas.models import Fate, Problem, Rule
from ideas.queries import get_problem_for_coordinator
from ideas.register import broadcasts, queries
from ideas.register.states import RuleFate
from people.models import Organisation, Person


@transaction.atomic
def add_rule(*, coordinator: Person, owner: str = "", **words: Any) -> Rule:
    """Enter a law, rule, habit or myth, so that problems can name it."""
    queries.only_keepers(coordinator)
    rule = Rule(**words, **_owned_by(owner))
    _save(rule)
    note_step(rule, "add", by=coordinator)
    broadcasts.rule_changed(rule)
    return rule


@transaction.atomic
def edit_rule(*, coordinator: Person, rule_id: UUID, read_version: int, **words: Any) -> Rule:
    """Put an entry right; refuse if somebody changed it since it was read."""
    (rule,) = queries.lock_rules(coordinator, rule_id)
    if rule.version != read_version:
        raise Outdated(version=rule.version)
    if "owner" in words:
        words |= _owned_by(words.pop("owner"))
    for field, value in words.items():
        setattr(rule, field, value)
    rule.version += 1
    _save(rule, *words, "version")
    note_step(rule, "edit", by=coordinator, fields=sorted(words))
    broadcasts.rule_changed(rule)
    return rule


@transaction.atomic
def record_fate(*, coordinator: Person, rule_id: UUID, fate: str, on: date, reason: str, source: str = "") -> Fate:
    """Add what became of a rule, and when; what was recorded before stays."""
    (rule,) = queries.lock_rules(coordinator, rule_id)
    _must_be_an_entry(rule)
    if on > timezone.localdate():
        raise Invalid({"on": [_("This day is still to come.")]})
    return _add_fate(rule, by=coordinator, fate=fate, on=on, reason=reason, source=source)


@transaction.atomic
def note_exempted(*, rule: Rule, by: Person, on: date, reason: str) -> Fate:
    """Add that a pilot has set the rule aside; called where that pilot starts."""
    return _add_fate(rule, by=by, fate=RuleFate.EXEMPTED, on=on, reason=reason)


@transaction.atomic
def merge_rule(*, coordinator: Person, rule_id: UUID, into: UUID) -> Rule:
    """Make an entry another spelling of this one. What names it stays where it is, so it can be separated again."""
    queries.only_keepers(coordinator)
    if rule_id == into:
        raise Invalid({"into": [_("Choose another entry than this one.")]})
    try:
        twin, rule = queries.lock_rules(coordinator, rule_id, into)
    except Unknown as missing:
        if not Rule.objects.filter(pk=rule_id).exists():
            raise
        raise Invalid({"into": [_("There is no such entry in the register.")]}) from missing
    _must_be_an_entry(twin)
    if rule.merged_into_id is not None:
        raise WrongState(_("The entry you chose is itself another spelling by now."), state="merged")
    spellings = list(Rule.objects.select_for_update().filter(merged_into=twin).order_by("pk"))
    for spelling in [twin, *spellings]:
        spelling.merged_into = rule
        spelling.save(update_fields=["merged_into"])
        broadcasts.rule_changed(spelling)
    note_step(twin, "merge", by=coordinator, into=str(rule.pk))
    broadcasts.rule_changed(rule)
    return rule


@transaction.atomic
def separate_rule(*, coordinator: Person, rule_id: UUID) -> Rule:
    """Make another spelling an entry of its own again, with the problems that name it."""
    (rule,) = queries.lock_rules(coordinator, rule_id)
    if rule.merged_into_id is None:
        raise WrongState(_("This is an entry of its own already."), state="listed")
    before = Rule.objects.get(pk=rule.merged_into_id)
    rule.merged_into = None
    rule.save(update_fields=["merged_into"])
    note_step(rule, "separate", by=coordinator, out_of=str(before.pk))
    for changed in (rule, before):
        broadcasts.rule_changed(changed)
    return rule


@transaction.atomic
def name_rule(*, coordinator: Person, problem_id: UUID, rule: Rule | None) -> Problem:
    """Say which entry of the register the problem's rule is; without one, that it is none of them."""
    problem = get_problem_for_coordinator(coordinator, problem_id)
    problem.names_rule = rule
    problem.save(update_fields=["names_rule"])
    note_step(problem, "name_rule", by=coordinator, rule=str(rule.pk) if rule else "")
    problem_changed(problem)
    return problem


def _owned_by(words: str) -> dict[str, Any]:
    """The organisation of the network that has this name; else the words themselves."""
    named = Organisation.objects.filter(name__iexact=words).order_by("pk").first() if words else None
    return {"owner": named, "owner_name": "" if named else words}


def _must_be_an_entry(rule: Rule) -> None:
    if rule.merged_into_id is not None:
        raise WrongState(_("This is another spelling of an entry; choose the entry itself."), state="merged")


def _add_fate(rule: Rule, *, by: Person, **facts: Any) -> Fate:
    fate = Fate.objects.create(rule=rule, **facts)
    note_step(rule, "record_fate", by=by, fate=fate.fate)
    broadcasts.rule_changed(rule)
    return fate


def _save(rule: Rule, *fields: str) -> None:
    rule.name = " ".join(rule.name.split())
    try:
        with transaction.atomic():
            rule.save(update_fields=fields or None)
    except IntegrityError as twin:
        raise Clash(_("The register has an entry of this name already."), code="name_taken") from twin
