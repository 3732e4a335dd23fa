"""A pilot before its start: filled in part by part, locked with what it promises when it opens."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, NotReady, Outdated, WrongState
from common.states import note_step, take_step
from dotanks.models import Proposal
from dotanks.states import ProposalState
from experiments import broadcasts, queries, rules
from experiments.actions.cards import first_card
from experiments.actions.telling import tell_of_pilot
from experiments.days import end_of, today_at
from experiments.gate.clashes import OVER, clashes_of
from experiments.gate.rules import missing_before_exemption, missing_before_open
from experiments.gate.signed import LONGEST_NAME, in_the_way, rule_signed_off, same_name
from experiments.gate.standard import CHECKS
from experiments.models import (
    Check,
    ClashLook,
    Exemption,
    ExitPlan,
    GateAnswer,
    HinderingRule,
    Measure,
    Pilot,
    Route,
)
from experiments.states import PilotState
from ideas.actions.register import note_exempted
from ideas.broadcasts import tell_of_step
from ideas.models import Problem, Rule
from ideas.register.queries import called
from people.models import Person

LONGEST = timedelta(days=190)
Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def prepare_pilot(*, person: Person, proposal_id: UUID) -> Pilot:
    """Begin the pilot of a signed-off proposal, filled with what the proposal and its problem say."""
    proposal, sign_off = queries.get_signed_off(person, proposal_id)
    if not rules.stands(sign_off):
        raise WrongState(_("The sign-off was withdrawn."), state="withdrawn")
    if proposal.state != ProposalState.SIGNED_OFF:
        raise WrongState(_("The newest version of the proposal is not signed off."), state=proposal.state)
    try:
        with transaction.atomic():
            pilot = Pilot.objects.create(
                dotank=proposal.dotank,
                sign_off=sign_off,
                title=proposal.title,
                hypothesis=proposal.summary[: Pilot._meta.get_field("hypothesis").max_length],
            )
    except IntegrityError as twin:
        raise Clash(_("A pilot for this proposal is already being prepared.")) from twin
    _put_checks(pilot, ())
    _put_rules(pilot, _rules_named_by(pilot))
    note_step(pilot, "prepare", by=person, to_state=PilotState.PREPARING)
    tell_of_step(pilot.dotank.problem, key=f"prepared:{pilot.pk}", kind="poster_pilot_prepared")
    broadcasts.pilot_changed(pilot)
    return pilot


def wait_for_sign_off(pilot: Pilot | None) -> None:
    """A newer version was submitted: a pilot that is being prepared waits for it; one that has started refuses it."""
    if pilot is None:
        return
    if pilot.state != PilotState.PREPARING:
        raise WrongState(_("The pilot has started: what was signed off for it stays as it is."), state=pilot.state)
    broadcasts.pilot_changed(pilot)


@transaction.atomic
def rest_on_newest(proposal: Proposal) -> None:
    """The newest version is signed off: a pilot that is being prepared rests on that from now on."""
    pilot = queries.lock_pilot_of(proposal.dotank)
    newest = queries.sign_off_of(proposal)
    if pilot is None or pilot.state != PilotState.PREPARING or newest is None:
        return
    before = pilot.sign_off
    pilot.sign_off = newest
    pilot.save(update_fields=["sign_off"])
    note_step(pilot, "rest_on_newest", by=newest.manager, before=str(before.pk), sign_off=str(newest.pk))
    broadcasts.pilot_changed(pilot)


@transaction.atomic
def edit_pilot(
    *,
    person: Person,
    pilot_id: UUID,
    read_version: int,
    measures: Rows | None = None,
    exemption: Mapping[str, Any] | None = None,
    ends_on: date | None = None,
    answers: Rows | None = None,
    rules_in_the_way: Rows | None = None,
    routes: Rows | None = None,
    checks: Rows | None = None,
    exit_plan: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Pilot:
    """Change what is being prepared; once opened, everything it promised stays as it is."""
    pilot = get_to_prepare(person, pilot_id, read_version)
    for field, value in fields.items():
        setattr(pilot, field, value)
    if ends_on is not None:
        pilot.ends_at = end_of(ends_on, pilot)
    pilot.version += 1
    pilot.save(update_fields=[*fields, "ends_at", "version"])
    if measures is not None:
        pilot.measures.all().delete()
        Measure.objects.bulk_create(
            Measure(pilot=pilot, place=place, **measure) for place, measure in enumerate(measures)
        )
    if answers:
        _put_answers(pilot, answers)
    if rules_in_the_way is not None:
        pilot.rules.all().delete()
        _put_rules(pilot, rules_in_the_way)
    if routes is not None:
        pilot.routes.all().delete()
        Route.objects.bulk_create(Route(pilot=pilot, place=place, **route) for place, route in enumerate(routes))
    if checks is not None:
        _put_checks(pilot, checks)
    if exit_plan is not None:
        ExitPlan.objects.update_or_create(pilot=pilot, defaults=exit_plan)
    if exemption is not None:
        _put_exemption(pilot, exemption)
    find_entry_of_exemption(pilot)
    asks = exemption is not None or bool(fields.get("needs_exemption")) or routes is not None
    if pilot.needs_exemption and asks and (missing := missing_before_exemption(pilot)):
        raise NotReady(missing, missing[0]["words"])
    broadcasts.pilot_changed(pilot)
    return pilot


@transaction.atomic
def open_pilot(*, person: Person, pilot_id: UUID) -> Pilot:
    """Start the pilot once nothing is missing; the database keeps what it promised from now on."""
    # The Do Tank first, as submitting does: writing the pilot twice makes the database look at it.
    pilot = queries.get_pilot_for_team(person, pilot_id, with_dotank=True)
    if pilot.state == PilotState.PREPARING and (missing := missing_before_open(pilot)):
        raise NotReady(missing)
    now = rules.moment_of(pilot)
    if pilot.ends_at and pilot.ends_at - now > LONGEST:
        raise Invalid({"ends_on": [_("A pilot lasts six months at most.")]})
    if pilot.state == PilotState.PREPARING:
        pilot.opened_at = now
        pilot.save(update_fields=["opened_at"])
    take_step(pilot, "open", by=person)
    exemption = rules.exemption_of(pilot)
    if pilot.needs_exemption and exemption is not None and exemption.names_rule is not None:
        today = today_at(pilot)
        note_exempted(rule=exemption.names_rule, by=person, on=today, reason=exemption.legal_basis)
    first_card(pilot)
    tell_of_pilot(pilot, "pilot_opened")
    return pilot


@transaction.atomic
def look_at_clashes(*, person: Person, pilot_id: UUID) -> Pilot:
    """Say that the team has seen which other pilots touch the same; one that comes later must be looked at again."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state in OVER:
        raise WrongState(state=pilot.state)
    unseen = [clash.other for clash in clashes_of(pilot) if not clash.looked_at]
    ClashLook.objects.bulk_create(
        (ClashLook(pilot=pilot, other_id=other, by=person) for other in unseen), ignore_conflicts=True
    )
    if unseen:
        broadcasts.pilot_changed(pilot)
    return pilot


def get_to_prepare(person: Person, pilot_id: UUID, read_version: int) -> Pilot:
    """The pilot, locked, for a change by its team to exactly the version it read."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state != PilotState.PREPARING:
        raise WrongState(_("The pilot has started: what it promised stays as it is."), state=pilot.state)
    if pilot.version != read_version:
        raise Outdated(version=pilot.version)
    return pilot


def _put_answers(pilot: Pilot, given: Rows) -> None:
    """Of two answers to one question the last one counts."""
    last = {one["question"]: one for one in given}
    rows = (
        GateAnswer(pilot=pilot, question=code, answer=one.get("answer", ""), words=one.get("words", ""))
        for code, one in last.items()
    )
    GateAnswer.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pilot", "question"], update_fields=["answer", "words"]
    )


def _put_exemption(pilot: Pilot, exemption: Mapping[str, Any]) -> None:
    days = {
        "valid_from": end_of(exemption["valid_from"] - timedelta(days=1), pilot),
        "valid_until": end_of(exemption["valid_until"], pilot),
    }
    Exemption.objects.update_or_create(pilot=pilot, defaults={**exemption, **days})


def find_entry_of_exemption(pilot: Pilot) -> None:
    """The exemption is of the entry that its rule has among those in the way, and of none when that goes."""
    exemption = Exemption.objects.filter(pilot=pilot).first()
    if exemption is None:
        return
    rule = in_the_way(pilot.rules.all(), exemption.rule)
    entry = rule.entry if rule else None
    if exemption.names_rule != entry:
        exemption.names_rule = entry
        exemption.save(update_fields=["names_rule"])


def _put_rules(pilot: Pilot, given: Rows) -> None:
    HinderingRule.objects.bulk_create(
        HinderingRule(pilot=pilot, place=place, **{**rule, **_as_registered(rule.get("entry") or called(rule["name"]))})
        for place, rule in enumerate(given)
    )


def _as_registered(named: Rule | None) -> dict[str, Any]:
    """What the register says of a rule stands, whatever else was typed."""
    if named is None:
        return {}
    entry = named.merged_into or named
    owner = entry.owner.name if entry.owner else entry.owner_name
    return {"entry": named, "kind": entry.kind, **({"owner": owner[:200]} if owner else {})}


def _rules_named_by(pilot: Pilot) -> Rows:
    """The rule that may be set aside, and the one that the problem named."""
    problem: Problem = pilot.dotank.problem
    entry = problem.names_rule
    named = [(entry.name if entry else problem.rule, entry)]
    if signed := rule_signed_off(pilot.sign_off.required.submission):
        named.insert(0, signed)
    if len(named) > 1 and (same_name(named[0][0], named[1][0]) or (entry and named[0][1] == entry)):
        named.pop()
    return [{"name": name.strip()[:LONGEST_NAME], "entry": entry} for name, entry in named if name.strip()]


def _put_checks(pilot: Pilot, given: Rows) -> None:
    """Those that come with every pilot stay, first and in their order; the team's own follow."""
    told = {check.get("standard", ""): check for check in given}
    kept = {check.standard: check for check in pilot.checks.all()}
    standard = []
    for name in CHECKS:
        now, before = told.get(name), kept.get(name)
        source = {"result": before.result, "evidence": before.evidence} if before else {}
        if now:
            source = {"result": now["result"], "evidence": now["evidence"]}
        standard.append({"standard": name, **source})
    own = [check for check in given if not check.get("standard")]
    pilot.checks.all().delete()
    Check.objects.bulk_create(Check(pilot=pilot, place=place, **one) for place, one in enumerate([*standard, *own]))
