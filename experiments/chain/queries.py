"""Reads of sign-offs: what waits for somebody, what they decided, and how a proposal's chain stands."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.refusals import Missing
from dotanks.affected.rules import voices, warnings
from dotanks.models import Proposal, Submission
from dotanks.states import ProposalState
from dotanks.submission_queries import submissions_of
from experiments.chain.conflicts import in_conflict_at
from experiments.chain.rights import Right, deciders, handed_to, open_ones, own, rights, stand_ins
from experiments.models import RequiredSignOff, SignOff
from experiments.states import SignOffKind
from people.models import Delegation, Person
from people.queries import with_organisation
from people.words import RoleKind

# What is due within so many days stands under "due".
SOON: Final = timedelta(days=4)


class Box(models.TextChoices):
    """The parts of the inbox of whoever signs off."""

    WAITING = "waiting", gettext_lazy("Waiting for me")
    DUE = "due", gettext_lazy("Due soon")
    DELEGATED = "delegated", gettext_lazy("For somebody else")
    DECIDED = "decided", gettext_lazy("Decided")


def sign_offs_for(person: Person, box: str) -> QuerySet[RequiredSignOff]:
    """One part of this person's inbox."""
    if box == Box.DECIDED:
        mine = Q(answer__manager=person) | Q(answer__on_behalf_of=person)
        return _whole(RequiredSignOff.objects.filter(mine))
    rows = _open_for(person)
    if box == Box.DELEGATED:
        return _whole(rows.filter(handed_to(person)).exclude(own(person)))
    rows = rows.filter(own(person))
    return _whole(rows.filter(due_on__lte=timezone.localdate() + SOON) if box == Box.DUE else rows)


def waiting_for_answer_of(person: Person) -> QuerySet[RequiredSignOff]:
    """What this person can answer today, for themselves or for whom they stand in."""
    rows = _open_for(person)
    return rows.filter(own(person) | handed_to(person)).select_related("submission__proposal").order_by("turn_at")


def _open_for(person: Person) -> QuerySet[RequiredSignOff]:
    """What waits, but for proposals about which this person never answers."""
    return open_ones().exclude(submission__proposal__dotank__in=in_conflict_at(person.pk))


def chain_of(submission: Submission) -> QuerySet[RequiredSignOff]:
    """Every sign-off that this submission needs, in its order, with the answer each got."""
    people = with_organisation(Person.objects.all())
    answers = SignOff.objects.select_related("withdrawal", "delegation").prefetch_related(
        Prefetch("manager", people), Prefetch("on_behalf_of", people)
    )
    rows = RequiredSignOff.objects.filter(submission=submission).select_related("organisation")
    return rows.prefetch_related(Prefetch("answer", answers)).order_by("place", "kind", "pk")


def mine_to_give(person: Person, proposal: Proposal, submission: Submission) -> list[Right]:
    """The sign-offs that wait for this person's answer now."""
    if proposal.state != ProposalState.SUBMITTED:
        return []
    held = rights(person, proposal.dotank, submission)
    answered = set(SignOff.objects.filter(required__submission=submission).values_list("required_id", flat=True))
    return [one for one in held if one.required.turn_at is not None and one.required.pk not in answered]


def missing_in(proposal: Proposal, submission: Submission) -> list[Missing]:
    """What whoever decides should know is not there: an office that nobody holds, a group without a voice."""
    dotank = proposal.dotank
    missing: list[Missing] = []
    if proposal.state == ProposalState.SUBMITTED:
        for required in submission.required.filter(answer__isnull=True).select_related("organisation"):
            if not deciders(required, dotank).exists() and not stand_ins(required, dotank, submission):
                missing.append(_nobody(required))
    if not submission.evaluation.strip():
        missing.append(Missing(code="no_evaluation", words=_("The team has not said how it will know.")))
    heard = {person.pk for person in voices(dotank)}
    return [*missing, *warnings(list(dotank.affected.order_by("place")), heard)]


def seen_before(person: Person, proposal: Proposal) -> int | None:
    """The last earlier version that this person answered; for others the one submitted before."""
    earlier = submissions_of(proposal).filter(version__number__lt=proposal.version.number)
    answered = SignOff.objects.filter(Q(manager=person) | Q(on_behalf_of=person)).values("version")
    found = earlier.filter(version__in=answered).first() or earlier.first()
    return found.version.number if found else None


def for_whom(required: RequiredSignOff, standing_in: list[Delegation]) -> Delegation | None:
    """By which of these delegations somebody may give this sign-off."""
    dotank = required.submission.proposal.dotank
    for one in standing_in:
        if (one.role.kind, one.role.organisation_id) != (required.kind, required.organisation_id):
            continue
        if one.role.kind != RoleKind.MANAGER or one.person_id == dotank.manager_id:
            return one
    return None


def _nobody(required: RequiredSignOff) -> Missing:
    if required.kind == SignOffKind.MANAGER:
        words = _("The manager who was asked cannot decide any more. A coordinator names another one.")
        return Missing(code="no_manager", words=words)
    words = _(
        "Nobody at %(organisation)s can give the sign-off of the %(office)s. "
        "Ask an administrator of that organisation to give somebody this role."
    )
    office = required.get_kind_display().lower()
    return Missing(code="no_officer", words=words % {"organisation": required.organisation.name, "office": office})


def _whole(rows: QuerySet[RequiredSignOff]) -> QuerySet[RequiredSignOff]:
    return rows.select_related(
        "organisation",
        "submission__version",
        "submission__proposal__dotank__problem",
        "answer__manager",
        "answer__on_behalf_of",
        "answer__withdrawal",
    ).defer("submission__version__html", "submission__version__text", "submission__version__state")
