"""Answers to a proposal. Each names the version that was read, and is given once."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, Outdated, WrongState, refused_by_database
from common.states import note_step, take_step
from dotanks.actions import proposals
from dotanks.models import Proposal, Submission
from dotanks.queries import get_proposal_to_answer, team_of
from dotanks.states import ProposalState
from dotanks.submission_queries import answers_changed, submission_of, submissions_of
from experiments import broadcasts, queries
from experiments.actions.pausing import must_rest, rest
from experiments.actions.preparing import rest_on_newest
from experiments.actions.requiring import ask_whose_turn_it_is, day_there
from experiments.chain.rights import Right, lacking, rights
from experiments.models import RequiredSignOff, SignOff, SignOffWithdrawal
from experiments.models.entitled import NOT_ENTITLED
from experiments.states import Decision, PauseCause, PilotState, SignOffKind
from ideas.broadcasts import tell_of_step
from ideas.poster import is_poster, poster_among
from people.models import Delegation, Person
from people.notices import promise_notices
from people.rules import in_force

STEPS = {Decision.SIGNED_OFF: "sign_off", Decision.SENT_BACK: "send_back", Decision.DECLINED: "decline"}


def not_entitled() -> Forbidden:
    """This answer is not this person's to give, or not any more."""
    return Forbidden(
        _("This answer is not yours to give now. If you stand in for somebody, look whether it still holds."),
        code="not_entitled",
    )


# The database looks once more, by its own clock, when the answer is committed.
refused_by_database(NOT_ENTITLED, not_entitled)


@transaction.atomic
def sign_off(*, manager: Person, proposal_id: UUID, read_version: int, reason: str, **words: Any) -> SignOff:
    """Approve exactly the version that was read, with the help promised; refuse if there is a newer one."""
    return _answer(manager, proposal_id, read_version, Decision.SIGNED_OFF, reason=reason, **words)


@transaction.atomic
def send_back(*, manager: Person, proposal_id: UUID, read_version: int, reason: str, **words: Any) -> SignOff:
    """Ask the team for changes to the version that was read."""
    return _answer(manager, proposal_id, read_version, Decision.SENT_BACK, reason=reason, **words)


@transaction.atomic
def decline(*, manager: Person, proposal_id: UUID, read_version: int, reason: str, **words: Any) -> SignOff:
    """Decline the version that was read, with the reason."""
    return _answer(manager, proposal_id, read_version, Decision.DECLINED, reason=reason, **words)


@transaction.atomic
def withdraw_sign_off(*, manager: Person, proposal_id: UUID, reason: str) -> SignOffWithdrawal:
    """Take a sign-off back: by who gave it, for whom it was given, or who holds the office by now.

    Whatever rests on it is no longer in force from this moment; where no pilot has started the proposal goes back.
    """
    proposal = get_proposal_to_answer(manager, proposal_id)
    given = _to_withdraw(manager, proposal)
    withdrawal = SignOffWithdrawal.objects.create(sign_off=given, manager=manager, reason=reason)
    dotank = proposal.dotank
    if proposal.state == ProposalState.SUBMITTED:
        note_step(proposal, "withdraw_sign_off", by=manager, note=reason, **_as_told(given))
        proposals.answered(manager=manager, proposal=proposal, step="send_back", note=reason)
        return withdrawal
    pilot = queries.lock_pilot_of(dotank)
    started = pilot is not None and pilot.state != PilotState.PREPARING
    line = (note_step if started else take_step)(
        proposal, "withdraw_sign_off", by=manager, note=reason, **_as_told(given)
    )
    promise_notices(
        key=f"withdrawn:{line.pk}",
        kind="sign_off_withdrawn",
        to=team_of(dotank),
        link=f"/app/proposals/{proposal.pk}",
        pilot=proposal.title,
    )
    tell_of_step(dotank.problem, key=f"withdrawn:{line.pk}", kind="poster_sign_off_withdrawn")
    proposals.told_of_answer(proposal)
    if pilot is not None:
        if must_rest(pilot, PauseCause.SIGN_OFF):
            rest(pilot, PauseCause.SIGN_OFF, by=manager, reason=reason)
        broadcasts.pilot_changed(pilot)
    return withdrawal


def _to_withdraw(person: Person, proposal: Proposal) -> SignOff:
    """The sign-off that this person may take back."""
    submission = submission_of(proposal)
    held = [right.required.pk for right in rights(person, proposal.dotank, submission)]
    given = list(
        SignOff.objects.filter(required__submission=submission, decision=Decision.SIGNED_OFF)
        .select_related("required", "version", "delegation", "withdrawal")
        .order_by("-at")
    )
    mine = [
        one
        for one in given
        if one.required_id in held
        or one.on_behalf_of_id == person.pk
        or (one.manager_id == person.pk and one.delegation_id is None)
    ]
    if not mine:
        if held:
            raise WrongState(_("There is no sign-off to withdraw."), state=proposal.state)
        raise not_entitled()
    standing = [one for one in mine if not hasattr(one, "withdrawal")]
    if not standing:
        raise Clash(_("This sign-off was already withdrawn."))
    if proposal.state not in {ProposalState.SUBMITTED, ProposalState.SIGNED_OFF}:
        raise WrongState(_("There is no sign-off to withdraw."), state=proposal.state)
    return standing[0]


def _answer(
    person: Person,
    proposal_id: UUID,
    read_version: int,
    decision: Decision,
    *,
    required: UUID | None = None,
    **words: Any,
) -> SignOff:
    proposal = get_proposal_to_answer(person, proposal_id)
    submission = submission_of(proposal)
    held = _without_the_posters(rights(person, proposal.dotank, submission), proposal)
    if before := _given_before(person, submission, read_version, decision, required):
        if required is None and any(right.required.pk in _waiting(proposal, submission) for right in held):
            raise _which()
        return before
    if not held:
        raise not_entitled()
    if is_poster(person, proposal.dotank.problem):
        # Only the poster ever reads this. To the others it looks as if nobody has answered yet.
        raise Forbidden(
            _("You posted this problem, so somebody else must decide. Say to the coordinator that you cannot do it."),
            code="own_problem",
        )
    if submission.version.number != read_version:
        raise _outdated(proposal, submission, read_version)
    right = _chosen(held, proposal, required)
    promises = decision == Decision.SIGNED_OFF and right.required.kind == SignOffKind.MANAGER
    if promises and not words.get("help_promised", "").strip():
        raise Invalid({"help_promised": [_("Say what help you promise: a yes without help helps nobody.")]})
    until = words.get("help_until")
    if until is not None and until < day_there(right.required, timezone.now()):
        raise Invalid({"help_until": [_("This day has passed.")]})
    if right.delegation is not None:
        # Whoever takes the delegation back at this moment waits; whoever did so before is seen here.
        kept = Delegation.objects.select_for_update(of=("self",)).filter(in_force(), pk=right.delegation.pk)
        if not kept.exists():
            raise not_entitled()
    answer = SignOff.objects.create(
        proposal=proposal,
        version=submission.version,
        required=right.required,
        manager=person,
        on_behalf_of=right.on_behalf_of,
        delegation=right.delegation,
        decision=decision,
        at=timezone.now(),
        **words,
    )
    _go_on(answer, proposal, submission)
    return answer


def _go_on(answer: SignOff, proposal: Proposal, submission: Submission) -> None:
    """A no moves the proposal at once; a yes once every sign-off that it needs stands."""
    told = _as_told(answer)
    note = answer.help_promised or answer.reason
    if answer.decision != Decision.SIGNED_OFF or not lacking(submission).exists():
        step = STEPS[Decision(answer.decision)]
        if answer.decision == Decision.SIGNED_OFF:
            # Before the notices lock whoever hears of it: one that opens meanwhile locks the pilot first, too.
            rest_on_newest(proposal)
        proposals.answered(manager=answer.manager, proposal=proposal, step=step, note=note, **told)
        return
    line = note_step(proposal, "sign_off_part", by=answer.manager, note=note, **told)
    promise_notices(
        key=f"part:{line.pk}",
        kind="proposal_sign_off_part",
        to=team_of(proposal.dotank),
        link=f"/app/proposals/{proposal.pk}",
        proposal=proposal.title,
    )
    ask_whose_turn_it_is(submission, proposal.dotank)
    proposals.told_of_answer(proposal)


def _given_before(
    person: Person, submission: Submission, read_version: int, decision: Decision, required: UUID | None
) -> SignOff | None:
    """The same answer to the same version by the same person, if it was given already and nothing is newer."""
    if submission.version.number != read_version:
        return None
    rows = SignOff.objects.filter(
        required__submission=submission, manager=person, decision=decision, withdrawal__isnull=True
    )
    if required is not None:
        rows = rows.filter(required=required)
    return rows.order_by("at").first()


def _chosen(held: list[Right], proposal: Proposal, required: UUID | None) -> Right:
    """The one sign-off that is meant: named, or the only one there is; what was answered is told with who and what."""
    meant = [right for right in held if required in {None, right.required.pk}]
    if not meant:
        raise not_entitled()
    answered = queries.answers_by_required(proposal)
    open_ones = [right for right in meant if right.required.pk not in answered]
    if not open_ones:
        given = answered[meant[0].required.pk]
        raise Clash(
            _("%(person)s has answered already: %(decision)s.")
            % {"person": given.manager.shown_name, "decision": given.get_decision_display()},
            code="answered",
            by=given.manager.shown_name,
            decision=given.decision,
        )
    if proposal.state != ProposalState.SUBMITTED:
        raise _not_waiting(proposal)
    ready = [right for right in open_ones if right.required.turn_at is not None]
    if not ready:
        raise WrongState(_("Others answer before you: you are asked when it is your turn."), state="not_your_turn")
    if len(ready) > 1:
        raise _which()
    return ready[0]


def _which() -> Invalid:
    return Invalid({"required": [_("You hold several offices here. Say for which of them you answer.")]})


def _waiting(proposal: Proposal, submission: Submission) -> set[UUID]:
    """The sign-offs that wait for an answer now."""
    rows = submission.required.filter(answer__isnull=True, turn_at__isnull=False)
    return set(rows.values_list("pk", flat=True)) if proposal.state == ProposalState.SUBMITTED else set()


def _without_the_posters(held: list[Right], proposal: Proposal) -> list[Right]:
    """Nobody decides in the poster's place; whoever tries is told what anybody hears whose answer it is not."""
    away = {right.on_behalf_of.pk for right in held if right.on_behalf_of}
    poster = poster_among(proposal.dotank.problem, away) if away else None
    return [right for right in held if poster is None or right.on_behalf_of is None or right.on_behalf_of.pk != poster]


def _not_waiting(proposal: Proposal) -> WrongState:
    last = queries.answers_to(proposal).first()
    if last is None:
        return WrongState(_("This proposal does not wait for an answer."), state=proposal.state)
    return WrongState(
        _("%(person)s has answered already: %(decision)s.")
        % {"person": last.manager.shown_name, "decision": last.get_decision_display()},
        state=proposal.state,
        by=last.manager.shown_name,
        decision=last.decision,
    )


def _outdated(proposal: Proposal, now: Submission, read_version: int) -> Outdated:
    read = submissions_of(proposal).filter(version__number=read_version).first()
    return Outdated(
        _("The team submitted a newer version while you were reading."),
        version=now.version.number,
        changed=[change.name for change in answers_changed(read, now)] if read else [],
    )


def _as_told(answer: SignOff) -> dict[str, Any]:
    """What the history keeps of an answer: which office, for whom, which version and hash."""
    required: RequiredSignOff = answer.required
    return {
        "kind": required.kind,
        "organisation": str(required.organisation_id),
        "sign_off": str(answer.pk),
        "version": answer.version.number,
        "sha256": answer.version.sha256,
        "on_behalf_of": str(answer.on_behalf_of_id or ""),
        "delegation": str(answer.delegation_id or ""),
    }
