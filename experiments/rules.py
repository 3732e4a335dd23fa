"""May this person? What is missing? Is it in force?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Missing
from common.states import may_step
from dotanks.models import Proposal
from dotanks.rules import has_seat
from dotanks.states import ProposalState
from experiments.models import Exemption, Pilot, SignOff, Value
from experiments.states import OPENED, Decision, MeasureKind, PilotState
from people.models import Person
from people.rules import is_manager


def can_decide(person: Person, proposal: Proposal) -> bool:
    """The named manager decides while the role lasts, never one of the team."""
    return (
        proposal.state == ProposalState.SUBMITTED
        and proposal.dotank.manager_id == person.pk
        and is_manager(person)
        and not has_seat(person, proposal.dotank)
    )


def stands(sign_off: SignOff) -> bool:
    """Whether the manager's yes still holds."""
    return sign_off.decision == Decision.SIGNED_OFF and not hasattr(sign_off, "withdrawal")


def exemption_of(pilot: Pilot) -> Exemption | None:
    """The exemption the pilot rests on, if it has one."""
    return getattr(pilot, "exemption", None)


def holds(exemption: Exemption, at: datetime) -> bool:
    """Whether the leave it gives stands at this moment."""
    return exemption.revoked_at is None and exemption.valid_from <= at < exemption.valid_until


def value_of(pilot: Pilot) -> Value | None:
    """What the pilot was worth, once that is recorded."""
    return getattr(pilot, "value", None)


def zone_of(pilot: Pilot) -> ZoneInfo:
    """The clock where the manager decides and the pilot runs."""
    return ZoneInfo(pilot.dotank.organisation.time_zone)


def missing_before_innovation(pilot: Pilot) -> list[Missing]:
    """Why this is not called an innovation; empty once it was used and its value is recorded in both scores."""
    value = value_of(pilot)
    if value is None:
        words = _("No value is recorded yet: close the pilot and give both scores, performance and quality of work.")
        return [Missing(code="no_value", words=words, field="value")]
    scores = (value.performance, value.quality_of_work)
    if min(scores) < 0 or max(scores) == 0:
        words = _("Its recorded value is no gain: one score must be better than before, and none worse.")
        return [Missing(code="no_gain", words=words, field="value")]
    return []


def is_innovation(pilot: Pilot) -> bool:
    """Whether this may be called an innovation; computed from the recorded value, never stored."""
    return not missing_before_innovation(pilot)


def not_in_force(pilot: Pilot, at: datetime | None = None) -> list[Missing]:
    """Why the pilot may not act at this moment; an empty list means that it is in force."""
    held = not_held(pilot, at)
    if pilot.state == PilotState.RUNNING:
        return held
    if pilot.state == PilotState.PAUSED:
        return [Missing(code="paused", words=_("The pilot is paused.")), *held]
    return [Missing(code="not_running", words=_("The pilot is not running.")), *held]


def not_held(pilot: Pilot, at: datetime | None = None) -> list[Missing]:
    """Which of sign-off, end date and exemption do not hold at this moment, whatever state the pilot is in."""
    at = at or timezone.now()
    why: list[Missing] = []
    if not stands(pilot.sign_off):
        why.append(Missing(code="no_sign_off", words=_("The sign-off was withdrawn.")))
    if pilot.ends_at is None or pilot.ends_at <= at:
        why.append(Missing(code="past_end", words=_("The end date has passed.")))
    if pilot.needs_exemption is not False:
        exemption = exemption_of(pilot)
        if exemption is None or not holds(exemption, at):
            why.append(Missing(code="no_exemption", words=_("No exemption holds today.")))
    return why


def missing_before_open(pilot: Pilot, at: datetime | None = None) -> list[Missing]:
    """What the team still has to fill in before the pilot may start."""
    at = at or timezone.now()
    missing: list[Missing] = []

    def need(holds: object, code: str, words: str, field: str) -> None:
        if not holds:
            missing.append(Missing(code=code, words=words, field=field))

    need(pilot.hypothesis.strip(), "no_hypothesis", _("Say what you believe will happen."), "hypothesis")
    need(pilot.place.strip(), "no_place", _("Say where it is tried out."), "place")
    need(pilot.people_limit, "no_people_limit", _("Say for how many people at most."), "people_limit")
    need(pilot.money_limit is not None, "no_money_limit", _("Say how much it may cost at most."), "money_limit")
    need(pilot.stop_rule.strip(), "no_stop_rule", _("Say when you would stop at once."), "stop_rule")
    need(pilot.ends_at, "no_end", _("Choose the last day."), "ends_on")
    need(not pilot.ends_at or pilot.ends_at > at, "end_has_passed", _("The last day must still be to come."), "ends_on")
    goals = [measure for measure in pilot.measures.all() if measure.kind == MeasureKind.GOAL]
    need(goals, "no_goal", _("Add at least one measure that is the goal."), "measures")
    need(
        pilot.needs_exemption is not None,
        "exemption_open",
        _("Say whether a rule must be set aside for the pilot."),
        "needs_exemption",
    )
    if pilot.needs_exemption:
        exemption = exemption_of(pilot)
        need(
            exemption,
            "no_exemption",
            _("Name the exemption: rule, legal basis, who granted it, until when."),
            "exemption",
        )
        if exemption is not None:
            need(
                holds(exemption, at),
                "exemption_not_valid",
                _("The exemption does not hold today."),
                "exemption",
            )
            need(
                not pilot.ends_at or exemption.valid_until >= pilot.ends_at,
                "exemption_too_short",
                _("The exemption ends before the pilot does."),
                "exemption",
            )
    need(stands(pilot.sign_off), "no_sign_off", _("The sign-off was withdrawn."), "sign_off")
    return missing


def is_of(person: Person, pilot: Pilot) -> bool:
    """Whether this person answers for the pilot: one of its team, or the manager who decided."""
    return has_seat(person, pilot.dotank) or pilot.dotank.manager_id == person.pk


def may_revoke(pilot: Pilot) -> bool:
    """Whether it rests on an exemption that can still be taken back."""
    exemption = exemption_of(pilot)
    return pilot.state in OPENED and bool(pilot.needs_exemption) and exemption is not None and not exemption.revoked_at


def abilities(person: Person, pilot: Pilot) -> dict[str, bool]:
    """What this person may do with this pilot now."""
    seated = has_seat(person, pilot.dotank)
    running = pilot.state == PilotState.RUNNING
    paused = pilot.state == PilotState.PAUSED
    return {
        "edit": seated and pilot.state == PilotState.PREPARING,
        "open": seated and pilot.state == PilotState.PREPARING,
        "enter_reading": seated and (running or paused) and not not_held(pilot),
        "enter_use": seated and (running or paused),
        "plan_card": seated and (running or paused),
        "start_card": seated and running and not not_in_force(pilot),
        "check_in": seated and (running or paused),
        "revoke_exemption": is_of(person, pilot) and may_revoke(pilot),
        "pause": seated and running,
        "resume": seated and paused and not not_held(pilot),
        "stop": seated and may_step(pilot, "stop"),
        "conclude": seated and may_step(pilot, "conclude"),
    }


def decision_abilities(person: Person, proposal: Proposal) -> dict[str, bool]:
    """What this person may do with a proposal now."""
    given = SignOff.objects.filter(proposal=proposal, decision=Decision.SIGNED_OFF).select_related("withdrawal").first()
    standing = given is not None and stands(given)
    begun = Pilot.objects.filter(dotank_id=proposal.dotank_id).exists()
    return {
        "decide": can_decide(person, proposal),
        "withdraw": standing and proposal.dotank.manager_id == person.pk,
        "prepare_pilot": standing and not begun and has_seat(person, proposal.dotank),
    }
