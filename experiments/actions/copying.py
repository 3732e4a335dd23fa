"""Asking a team whether its exemption may be copied, its answer, and taking over what it agreed to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden
from common.states import may_step, note_step, take_step
from dotanks.queries import team_of
from dotanks.rules import has_seat
from experiments import broadcasts
from experiments.actions.preparing import find_entry_of_exemption, get_to_prepare
from experiments.gate import register
from experiments.gate.states import CheckResult
from experiments.models import Check, CopiedExemption, CopyRequest, ExitPlan, HinderingRule, Pilot, Route
from people.models import Person
from people.notices import promise_notices

PAGE = "/app/exemptions"
# What a pilot takes over where it says nothing of its own yet.
SAID_ONCE = ("facet", "stop_rule", "services", "population", "check_in_every")


@transaction.atomic
def ask_to_copy(*, person: Person, exemption_id: UUID, words: str) -> CopyRequest:
    """Ask the team that holds an exemption whether it may be copied."""
    exemption = register.get_exemption(exemption_id)
    dotank = exemption.pilot.dotank
    if has_seat(person, dotank):
        raise Forbidden(_("This is your own team's exemption."))
    try:
        with transaction.atomic():
            asked = CopyRequest.objects.create(exemption=exemption, asked_by=person, words=words)
    except IntegrityError as twin:
        raise Clash(_("You have already asked.")) from twin
    note_step(asked, "ask_to_copy", by=person, to_state=asked.state)
    promise_notices(
        key=f"copy-asked:{asked.pk}",
        kind="copy_asked",
        to=team_of(dotank),
        link=PAGE,
        needs_you=True,
        rule=exemption.rule,
    )
    return asked


@transaction.atomic
def answer_copy_request(*, person: Person, request_id: UUID, agreed: bool, words: str) -> CopyRequest:
    """Agree that another team copies the exemption, or decline, with a word about it."""
    asked = register.get_copy_request_for_team(person, request_id)
    step = "agree_to_copy" if agreed else "decline_copy"
    if may_step(asked, step):
        asked.answered_by, asked.answered_at, asked.answer = person, timezone.now(), words
        asked.save(update_fields=["answered_by", "answered_at", "answer"])
    take_step(asked, step, by=person, note=words)
    promise_notices(
        key=f"copy-answered:{asked.pk}",
        kind=f"copy_{asked.state}",
        to=[asked.asked_by],
        link=PAGE,
        rule=asked.exemption.rule,
    )
    return asked


@transaction.atomic
def copy_exemption(*, person: Person, pilot_id: UUID, read_version: int, exemption_id: UUID) -> Pilot:
    """Fill the pilot with what an exemption of another team rests on.

    Never its days nor who granted it: that leave was given to somebody else.
    """
    pilot = get_to_prepare(person, pilot_id, read_version)
    exemption = register.get_exemption(exemption_id)
    team = [seated.pk for seated in team_of(pilot.dotank)]
    if not CopyRequest.objects.agreed().filter(exemption=exemption, asked_by__in=team).exists():
        raise Forbidden(_("Ask the team that holds it first; it has not agreed yet."))
    source = exemption.pilot
    for field in SAID_ONCE:
        if not getattr(pilot, field):
            setattr(pilot, field, getattr(source, field))
    pilot.needs_exemption = True
    pilot.version += 1
    pilot.save(update_fields=[*SAID_ONCE, "needs_exemption", "version"])
    _take_over_rules(pilot, source)
    _take_over_routes(pilot, source)
    _take_over_checks(pilot, source)
    _take_over_exit_plan(pilot, source)
    find_entry_of_exemption(pilot)
    CopiedExemption.objects.update_or_create(pilot=pilot, defaults={"exemption": exemption})
    broadcasts.pilot_changed(pilot)
    return pilot


def _take_over_rules(pilot: Pilot, source: Pilot) -> None:
    own = {rule.name.casefold(): rule for rule in pilot.rules.all()}
    for place, rule in enumerate(source.rules.all(), start=len(own)):
        same = own.get(rule.name.casefold())
        words = _words(rule, "entry", "kind", "owner", "aim", "met_otherwise")
        if same is None:
            HinderingRule.objects.create(pilot=pilot, place=place, name=rule.name, **words)
        else:
            missing = {name: value for name, value in words.items() if not getattr(same, name)}
            HinderingRule.objects.filter(pk=same.pk).update(**missing)


def _take_over_routes(pilot: Pilot, source: Pilot) -> None:
    own = {route.what for route in pilot.routes.all()}
    Route.objects.bulk_create(
        Route(pilot=pilot, place=len(own) + place, **_words(route, "what", "tried_by", "result"))
        for place, route in enumerate(source.routes.all())
        if route.what not in own
    )


def _take_over_checks(pilot: Pilot, source: Pilot) -> None:
    """What was checked, to be checked anew."""
    own = {check.title for check in pilot.checks.all()}
    Check.objects.bulk_create(
        Check(pilot=pilot, place=check.place, result=CheckResult.OPEN, **_words(check, "title", "must_pass"))
        for check in source.checks.all()
        if not check.standard and check.title not in own
    )


def _take_over_exit_plan(pilot: Pilot, source: Pilot) -> None:
    theirs: ExitPlan | None = getattr(source, "exit_plan", None)
    if theirs is None:
        return
    plan, _created = ExitPlan.objects.get_or_create(pilot=pilot)
    for name in ("success", "failure", "unclear"):
        if not getattr(plan, name):
            setattr(plan, name, getattr(theirs, name))
    plan.save(update_fields=["success", "failure", "unclear"])


def _words(row: Any, *names: str) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in names}
