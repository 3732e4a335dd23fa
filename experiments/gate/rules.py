"""What a team still has to do before its pilot may start; nobody may start while anything is missing."""

from datetime import datetime

from django.utils.translation import gettext as _

from common.refusals import Missing
from experiments.days import last_day, zone_of
from experiments.gate.clashes import clashes_of
from experiments.gate.gaps import Gaps
from experiments.gate.questions import QUESTIONS, Code, Question
from experiments.gate.signed import in_the_way, missing_of_sign_off
from experiments.gate.states import CheckResult, YesNo
from experiments.models import GateAnswer, Pilot
from experiments.rules import exemption_of, moment_of, stands
from experiments.states import MeasureKind
from ideas.register.states import RegisterKind


def missing_before_open(pilot: Pilot, at: datetime | None = None) -> list[Missing]:
    """What the team still has to fill in before the pilot may start."""
    at = at or moment_of(pilot)
    gaps = Gaps()
    _card(gaps, pilot, at)
    _questions(gaps, pilot)
    _rules_in_the_way(gaps, pilot)
    _exemption(gaps, pilot, at)
    _checks(gaps, pilot)
    _exit_plan(gaps, pilot)
    _clashes(gaps, pilot)
    gaps.need(stands(pilot.sign_off), "no_sign_off", _("The sign-off was withdrawn."), "sign_off")
    return gaps.found + missing_of_sign_off(pilot).found


def missing_before_exemption(pilot: Pilot) -> list[Missing]:
    """Why no exemption may be asked for yet: first the routes within the rules."""
    gaps = Gaps()
    words = _("Say first which ways within the rules you tried. Only then can an exemption be asked for.")
    gaps.need(pilot.routes.all(), "no_routes", words, "routes")
    return gaps.found


def is_answered(question: Question, answer: GateAnswer | None) -> bool:
    """Whether this question has an answer, with words where they are needed."""
    if answer is None:
        return False
    if question.yes_no and not answer.answer:
        return False
    wanted = answer.answer == question.words_with if question.yes_no else True
    return bool(answer.words.strip()) or not wanted


def _card(gaps: Gaps, pilot: Pilot, at: datetime) -> None:
    gaps.need(pilot.hypothesis.strip(), "no_hypothesis", _("Say what you believe will happen."), "hypothesis")
    gaps.need(pilot.facet, "no_facet", _("Say which of the four questions it asks."), "facet")
    gaps.need(pilot.place.strip(), "no_place", _("Say where it is tried out."), "place")
    gaps.need(pilot.people_limit, "no_people_limit", _("Say for how many people at most."), "people_limit")
    gaps.need(pilot.money_limit is not None, "no_money_limit", _("Say how much it may cost at most."), "money_limit")
    gaps.need(pilot.ends_at, "no_end", _("Choose the last day."), "ends_on")
    gaps.need(
        not pilot.ends_at or pilot.ends_at > at,
        "end_has_passed",
        _("The last day must still be to come."),
        "ends_on",
    )
    measures = list(pilot.measures.all())
    gaps.need(
        any(measure.kind == MeasureKind.GOAL for measure in measures),
        "no_goal",
        _("Add at least one measure that is the goal."),
        "measures",
    )
    today = at.astimezone(zone_of(pilot)).date()
    gaps.need(
        all(measure.baseline_on <= today for measure in measures),
        "baseline_to_come",
        _("Say what was measured before the start: the day of a baseline cannot be still to come."),
        "measures",
    )
    gaps.need(pilot.stop_rule.strip(), "no_stop_rule", _("Say when you would stop at once."), "stop_rule")
    gaps.need(pilot.check_in_every, "no_rhythm", _("Choose how often the team looks at it together."), "check_in_every")


def _questions(gaps: Gaps, pilot: Pilot) -> None:
    given = {answer.question: answer for answer in pilot.answers.all()}
    for code, question in QUESTIONS.items():
        answer = given.get(code)
        if code == Code.IMPACT_ASSESSED and not _uses_data(given):
            continue
        gaps.need(is_answered(question, answer), f"no_{code}", question.open, question.part)
        if answer is not None and question.refused is not None:
            gaps.need(answer.answer != YesNo.YES, f"red_line_{code}", question.refused, question.part)
        if answer is not None and code == Code.IMPACT_ASSESSED:
            gaps.need(answer.answer != YesNo.NO, "data_not_cleared", question.open, question.part)


def _uses_data(given: dict[str, GateAnswer]) -> bool:
    answer = given.get(Code.PERSONAL_DATA)
    return answer is None or answer.answer != YesNo.NO


def _rules_in_the_way(gaps: Gaps, pilot: Pilot) -> None:
    for rule in pilot.rules.all():
        gaps.need(
            rule.kind and rule.owner.strip(),
            "rule_without_owner",
            _("Say of “%(rule)s” what kind of rule it is and whose.") % {"rule": rule.name},
            "rules",
        )
        gaps.need(
            rule.aim.strip() and rule.met_otherwise.strip(),
            "rule_without_aim",
            _("Say of “%(rule)s” what it is for, and how that is reached without it.") % {"rule": rule.name},
            "rules",
        )


def _exemption(gaps: Gaps, pilot: Pilot, at: datetime) -> None:
    gaps.need(
        pilot.needs_exemption is not None,
        "exemption_open",
        _("Say whether a rule must be set aside for the pilot."),
        "needs_exemption",
    )
    if not pilot.needs_exemption:
        return
    gaps.found += missing_before_exemption(pilot)
    exemption = exemption_of(pilot)
    if exemption is None:
        words = _("Name the exemption: rule, legal basis, who granted it, until when.")
        gaps.need(None, "no_exemption", words, "exemption")
        return
    named = in_the_way(pilot.rules.all(), exemption.rule)
    gaps.need(
        named,
        "exemption_of_another_rule",
        _("The exemption must be of a rule that you named as being in the way."),
        "exemption",
    )
    gaps.need(
        named is None or named.kind not in {RegisterKind.HABIT, RegisterKind.MYTH},
        "nothing_to_exempt",
        _("A habit or a myth needs no exemption: say that it stays within the rules, and do otherwise."),
        "exemption",
    )
    gaps.need(
        exemption.revoked_at is None and exemption.valid_from <= at < exemption.valid_until,
        "exemption_not_valid",
        _("The exemption does not hold today."),
        "exemption",
    )
    gaps.need(
        not pilot.ends_at or exemption.valid_until >= pilot.ends_at,
        "exemption_too_short",
        _("The exemption ends before the pilot does."),
        "exemption",
    )


def _checks(gaps: Gaps, pilot: Pilot) -> None:
    for check in pilot.checks.all():
        if not check.must_pass:
            continue
        words = {"check": check.shown_title}
        gaps.need(
            check.result != CheckResult.OPEN, "check_open", _("Still to be checked: %(check)s.") % words, "checks"
        )
        gaps.need(
            check.result != CheckResult.FAILED,
            "check_failed",
            _("Failed, so it cannot start: %(check)s.") % words,
            "checks",
        )


def _exit_plan(gaps: Gaps, pilot: Pilot) -> None:
    plan = getattr(pilot, "exit_plan", None)
    for name, words in (
        ("success", _("Say what happens if it works.")),
        ("failure", _("Say what happens if it does not work.")),
        ("unclear", _("Say what happens if nobody can tell.")),
    ):
        gaps.need(plan is not None and getattr(plan, name).strip(), f"no_plan_for_{name}", words, "exit_plan")
    gaps.need(plan is not None and plan.report_on, "no_report_date", _("Choose the day of the report."), "exit_plan")
    if plan is not None and plan.report_on and pilot.ends_at:
        gaps.need(
            plan.report_on >= last_day(pilot, pilot.ends_at),
            "report_too_early",
            _("The report cannot come before the pilot has ended."),
            "exit_plan",
        )


def _clashes(gaps: Gaps, pilot: Pilot) -> None:
    gaps.need(pilot.services, "no_services", _("Name the service that the pilot touches."), "services")
    gaps.need(pilot.population, "no_population", _("Name the people that the pilot is for."), "population")
    gaps.need(
        all(clash.looked_at for clash in clashes_of(pilot)),
        "clash_not_looked_at",
        _("Another pilot touches the same. Look at it and call them."),
        "clashes",
    )
