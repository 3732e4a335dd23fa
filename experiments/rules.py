"""May this person? What is missing? Is it in force?"""

from datetime import datetime

from django.utils.translation import gettext as _

from common.refusals import Missing
from common.states import may_step
from dotanks.models import Proposal
from dotanks.rules import has_seat
from dotanks.states import ProposalState
from experiments.chain.rights import current_submission, rights
from experiments.kinds import ValueKind
from experiments.models import Exemption, Pilot, RequiredSignOff, SignOff, Value, ValueEntry
from experiments.states import OPENED, Decision, PilotState
from people.models import Person
from people.rules import manages


def stands(sign_off: SignOff) -> bool:
    """Whether every yes that this sign-off's submission needs was given and still holds."""
    return all(is_given(required) for required in sign_off.required.submission.required.all())


def is_given(required: RequiredSignOff) -> bool:
    """Whether this yes was given and not taken back."""
    answer: SignOff | None = getattr(required, "answer", None)
    return answer is not None and answer.decision == Decision.SIGNED_OFF and not hasattr(answer, "withdrawal")


def exemption_of(pilot: Pilot) -> Exemption | None:
    """The exemption the pilot rests on, if it has one."""
    return getattr(pilot, "exemption", None)


def holds(exemption: Exemption, at: datetime) -> bool:
    """Whether the leave it gives stands at this moment."""
    return exemption.revoked_at is None and exemption.valid_from <= at < exemption.valid_until


def value_of(pilot: Pilot) -> Value | None:
    """What the pilot was worth, once that is recorded."""
    return getattr(pilot, "value", None)


def promise_of(pilot: Pilot) -> str:
    """The effect that was promised for the money asked; empty where no money was asked."""
    return pilot.sign_off.required.submission.promised_effect


def value_entries_of(pilot: Pilot) -> list[ValueEntry]:
    """What it was worth by kind, in the order of the kinds."""
    return sorted(pilot.value_entries.all(), key=lambda entry: ValueKind.values.index(entry.kind))


def conditions_of(pilot: Pilot) -> list[SignOff]:
    """The yeses that this pilot rests on which set a condition, in the order of the chain."""
    answers = [getattr(one, "answer", None) for one in pilot.sign_off.required.submission.required.all()]
    return [answer for answer in answers if answer and answer.decision == Decision.SIGNED_OFF and answer.conditions]


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
    at = at or moment_of(pilot)
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


def moment_of(pilot: Pilot) -> datetime:
    """When the pilot was read, by the database's clock; it is asked now where the reader did not note it."""
    noted: datetime | None = getattr(pilot, "read_at", None)
    return noted or Pilot.objects.timed().get(pk=pilot.pk).read_at


def is_of(person: Person, pilot: Pilot) -> bool:
    """Whether this person answers for the pilot: one of its team, or the manager who decided and still is one there."""
    decided = pilot.dotank.manager_id == person.pk and manages(person, pilot.dotank.organisation_id)
    return decided or has_seat(person, pilot.dotank)


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
        "correct_reading": seated
        and (pilot.state == PilotState.STOPPED or ((running or paused) and not not_held(pilot))),
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
    submission = current_submission(proposal)
    if submission is None:
        return dict.fromkeys(("decide", "withdraw", "prepare_pilot"), False)
    chain = list(submission.required.select_related("answer__withdrawal"))
    held = {right.required.pk for right in rights(person, proposal.dotank, submission)}
    standing = all(is_given(one) for one in chain)
    waits = proposal.state == ProposalState.SUBMITTED
    seated = has_seat(person, proposal.dotank)
    return {
        "decide": waits
        and any(one.pk in held and one.turn_at is not None and not hasattr(one, "answer") for one in chain),
        "withdraw": proposal.state in {ProposalState.SUBMITTED, ProposalState.SIGNED_OFF}
        and any(is_given(one) and (one.pk in held or _gave(person, one.answer)) for one in chain),
        "prepare_pilot": standing
        and seated
        and proposal.state == ProposalState.SIGNED_OFF
        and not Pilot.objects.filter(dotank_id=proposal.dotank_id).exists(),
    }


def _gave(person: Person, answer: SignOff) -> bool:
    """Whether the person gave it themselves or had it given for them."""
    return answer.on_behalf_of_id == person.pk or (answer.manager_id == person.pk and answer.delegation_id is None)
