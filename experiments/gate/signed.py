"""What was signed off, held against the pilot that is being prepared: nothing more than was asked for may start."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from common.figures import money_words
from dotanks.models import Submission
from dotanks.states import ProposalState, Risk
from experiments.gate.gaps import Gaps
from experiments.gate.questions import Code
from experiments.gate.states import Part, YesNo
from experiments.models import Exemption, HinderingRule, Pilot
from experiments.states import SignOffKind
from ideas.models import Rule

LONGEST_NAME = 300
# Whose sign-off means that the organisation lets go of its own rule.
OF_THE_RULE = (SignOffKind.RULE_OWNER, SignOffKind.MANAGER)


def missing_of_sign_off(pilot: Pilot) -> Gaps:
    """Where the pilot goes beyond what officers and manager read and signed off, and whether that is still asked."""
    gaps = Gaps()
    submission = pilot.sign_off.required.submission
    _newest(gaps, pilot)
    _exemption(gaps, pilot, submission)
    uses_data = any(
        answer.question == Code.PERSONAL_DATA and answer.answer == YesNo.YES for answer in pilot.answers.all()
    )
    gaps.need(
        not uses_data or Risk.PERSONAL_DATA in submission.risks,
        "data_not_signed_off",
        _(
            "No data about people were signed off. Submit a newer version of the proposal that says yes to them, "
            "or do without them."
        ),
        Part.DATA,
    )
    gaps.need(
        (pilot.money_limit or 0) <= submission.money,
        "money_not_signed_off",
        _(
            "It may cost %(money)s at most: that is what was signed off. "
            "Submit a newer version of the proposal that asks for more, or lower the limit."
        )
        % {"money": money_words(submission.money, pilot.dotank.organisation.country)},
        "money_limit",
    )
    return gaps


def rule_signed_off(submission: Submission) -> tuple[str, Rule | None] | None:
    """The rule that may be set aside by what was signed off: its name, and its entry where the register has it."""
    if Risk.LEGAL_EXEMPTION not in submission.risks:
        return None
    entry: Rule | None = submission.names_rule
    name = entry.name if entry else submission.rule_set_aside
    return name.strip()[:LONGEST_NAME].strip(), entry


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same rule; small and capital letters are the same here."""
    return one.strip()[:LONGEST_NAME].strip().casefold() == other.strip()[:LONGEST_NAME].strip().casefold()


def in_the_way(rules: Iterable[HinderingRule], name: str) -> HinderingRule | None:
    """The one among these rules that has this name."""
    return next((rule for rule in rules if same_name(rule.name, name)), None)


def _newest(gaps: Gaps, pilot: Pilot) -> None:
    proposal = pilot.sign_off.proposal
    declined = proposal.state == ProposalState.DECLINED
    gaps.need(not declined, "sign_off_declined", _("The newest version of the proposal was declined."), "sign_off")
    awaited = proposal.state == ProposalState.SUBMITTED or proposal.version_id != pilot.sign_off.version_id
    gaps.need(
        declined or not awaited,
        "sign_off_awaited",
        _("A newer version of the proposal was submitted. The pilot can start once that one is signed off."),
        "sign_off",
    )


def _exemption(gaps: Gaps, pilot: Pilot, submission: Submission) -> None:
    if not pilot.needs_exemption:
        return
    gaps.need(
        Risk.LEGAL_EXEMPTION in submission.risks,
        "exemption_not_signed_off",
        _(
            "No rule to set aside was signed off. Submit a newer version of the proposal that says yes to it, "
            "or stay within the rules."
        ),
        "needs_exemption",
    )
    exemption: Exemption | None = getattr(pilot, "exemption", None)
    signed = rule_signed_off(submission)
    if exemption is None or signed is None:
        return
    gaps.need(
        _is_of(exemption, submission),
        "rule_not_signed_off",
        _(
            "The rule that was signed off to be set aside is “%(rule)s”. "
            "Name that one, or submit a newer version of the proposal that names this one."
        )
        % {"rule": signed[0]},
        "exemption",
    )
    gaps.need(
        _owner_was_asked(exemption, submission),
        "owner_not_asked",
        _(
            "Whoever owns this rule was not asked. "
            "Submit a newer version of the proposal that chooses the rule from the register."
        ),
        "exemption",
    )


def _is_of(exemption: Exemption, submission: Submission) -> bool:
    """Two entries of the register decide; where one has none, the names do."""
    asked, set_aside = submission.names_rule, exemption.names_rule
    if asked is not None and set_aside is not None:
        return _standing(asked) == _standing(set_aside)
    names = [submission.rule_set_aside, *([asked.name] if asked else [])]
    return any(same_name(exemption.rule, name) for name in names)


def _owner_was_asked(exemption: Exemption, submission: Submission) -> bool:
    """Whether the organisation that owns the rule was asked for its sign-off, where one of the network does.

    Of a rule that the team only typed, its own house's manager answers for the house.
    """
    entry, asked = exemption.names_rule, submission.names_rule
    if entry is None or (asked is not None and _standing(asked) == _standing(entry)):
        return True
    owner = (entry.merged_into or entry).owner_id
    asked_for = {one.organisation_id for one in submission.required.all() if one.kind in OF_THE_RULE}
    return owner is None or owner in asked_for


def _standing(entry: Rule) -> UUID:
    """The entry that a spelling is a spelling of."""
    return entry.merged_into_id or entry.pk
