"""Which sign-offs somebody may give, for themselves or for whom they stand in. Asked anew at each answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from dotanks.models import DoTank, Proposal, Submission
from dotanks.states import ProposalState
from experiments.chain.conflicts import in_conflict, in_conflict_at
from experiments.models import RequiredSignOff, SignOff, SignOffReminder
from experiments.states import Decision, SignOffKind
from people.models import Delegation, Person
from people.queries import holding
from people.roles.queries import stands_in_for
from people.rules import in_force, rights_of
from people.words import DECIDING, RoleKind


@dataclass(frozen=True)
class Right:
    """One sign-off that somebody may give, and the delegation by which, where they stand in."""

    required: RequiredSignOff
    delegation: Delegation | None = None

    @property
    def on_behalf_of(self) -> Person | None:
        return self.delegation.person if self.delegation else None


def current_submission(proposal: Proposal) -> Submission | None:
    """What lies before whoever decides: the submission of the proposal's version."""
    return Submission.objects.filter(version_id=proposal.version_id).first()


def rights(person: Person, dotank: DoTank, submission: Submission) -> list[Right]:
    """The sign-offs of this submission that the person may give or take back today, answered or not."""
    barred = in_conflict(dotank)
    if person.pk in barred:
        return []
    rows = (
        RequiredSignOff.objects.filter(submission=submission).select_related("organisation").order_by("place", "kind")
    )
    found: list[Right] = []
    standing_in: list[Delegation] | None = None
    for required in rows:
        if _holds(person, dotank, required):
            found.append(Right(required))
            continue
        if standing_in is None:
            standing_in = list(stands_in_for(person))
        found += [Right(required, one) for one in standing_in if _covers(one, dotank, submission, required, barred)][:1]
    return found


def _holds(person: Person, dotank: DoTank, required: RequiredSignOff) -> bool:
    named = required.kind != SignOffKind.MANAGER or dotank.manager_id == person.pk
    return named and (required.kind, required.organisation_id) in rights_of(person)


def _covers(
    delegation: Delegation, dotank: DoTank, submission: Submission, required: RequiredSignOff, barred: Iterable[object]
) -> bool:
    """No wider than what the one they stand in for may do at this moment: office, organisation, money, conflicts."""
    return (
        delegation.role.kind == required.kind
        and delegation.role.organisation_id == required.organisation_id
        and (required.kind != SignOffKind.MANAGER or delegation.person_id == dotank.manager_id)
        and delegation.person_id not in barred
        and (delegation.money_limit is None or delegation.money_limit >= submission.money)
    )


def deciders(required: RequiredSignOff, dotank: DoTank) -> QuerySet[Person]:
    """Who holds this office there today, the manager by name; whoever has a conflict is not among them."""
    holders = holding(RoleKind(required.kind), required.organisation).exclude(pk__in=in_conflict(dotank))
    return holders.filter(pk=dotank.manager_id) if required.kind == SignOffKind.MANAGER else holders


def stand_ins(required: RequiredSignOff, dotank: DoTank, submission: Submission) -> list[Person]:
    """Who may give this sign-off today because somebody is away."""
    barred = in_conflict(dotank)
    kind = RoleKind(required.kind)
    rows = Delegation.objects.filter(in_force(), role__kind=kind, delegate__is_active=True)
    return [
        one.delegate
        for one in rows.select_related("role", "person", "delegate")
        if one.delegate_id not in barred and _covers(one, dotank, submission, required, barred)
    ]


def open_ones() -> QuerySet[RequiredSignOff]:
    """Sign-offs whose turn has come and that nobody has answered, of what is submitted now."""
    return current_ones().filter(
        answer__isnull=True, turn_at__isnull=False, submission__proposal__state=ProposalState.SUBMITTED
    )


def current_ones() -> QuerySet[RequiredSignOff]:
    """Sign-offs of the versions that their proposals name today."""
    now = Proposal.objects.filter(pk=OuterRef("submission__proposal_id"), version_id=OuterRef("submission__version_id"))
    return RequiredSignOff.objects.filter(Exists(now))


def own(person: Person) -> Q:
    """Filter on required sign-offs: those that this person's own roles let them give."""
    mine = Q(pk__in=[])
    for kind, home in rights_of(person):
        if kind in DECIDING and home is not None:
            mine |= _office(kind, home, person.pk)
    return mine


def handed_to(person: Person) -> Q:
    """Filter on required sign-offs: those that this person may give because they stand in for somebody."""
    theirs = Q(pk__in=[])
    for one in stands_in_for(person):
        covered = _office(one.role.kind, one.role.organisation_id, one.person_id)
        if one.money_limit is not None:
            covered &= Q(submission__money__lte=one.money_limit)
        covered &= ~Q(submission__proposal__dotank__in=in_conflict_at(one.person_id))
        theirs |= covered
    return theirs


def _office(kind: str, home: UUID | None, holder: UUID) -> Q:
    """Those of this office in this organisation; of a manager only those for which they are named."""
    of_it = Q(kind=kind, organisation_id=home)
    return of_it & Q(submission__proposal__dotank__manager_id=holder) if kind == RoleKind.MANAGER else of_it


def reads(person: Person, proposal: Proposal) -> bool:
    """Whether this person reads the proposal because it needs, or got, their answer or was carried up to them."""
    if not person.is_authenticated:
        return False
    of_it = RequiredSignOff.objects.filter(submission__proposal=proposal)
    return (
        of_it.filter(own(person) | handed_to(person)).exists()
        or SignOff.objects.filter(Q(manager=person) | Q(on_behalf_of=person), proposal=proposal).exists()
        or SignOffReminder.objects.filter(required__in=of_it, escalated_to=person).exists()
    )


def is_answered(proposal: Proposal) -> bool:
    """Whether somebody has answered the version that the proposal names today, whatever became of the answer."""
    return SignOff.objects.filter(required__submission__version_id=proposal.version_id).exists()


def lacking(submission: Submission) -> QuerySet[RequiredSignOff]:
    """The sign-offs of this submission that are not given, or were taken back."""
    return submission.required.exclude(answer__decision=Decision.SIGNED_OFF, answer__withdrawal__isnull=True)
