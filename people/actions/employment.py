"""Where people work: moving to another employer keeps the account and ends every right at the old one."""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.push import rights_changed
from common.refusals import Clash, Forbidden, Invalid
from common.states import note_step, take_step
from people.actions.roles import end_now
from people.models import Delegation, EmployerClaim, Employment, Organisation, Person, Role
from people.notices import promise_notices
from people.organisations import queries
from people.queries import lock_persons
from people.rules import current
from people.states import ClaimState
from people.words import ConfirmedBy

HERE = "/app/where-i-work"


@transaction.atomic
def say_job(*, person: Person, job_title: str, manager: UUID | None) -> None:
    """Say what the person does where they work, and who their manager is."""
    job = Employment.objects.select_for_update().filter(current(), person=person).first()
    if job is None:
        raise Forbidden(_("Your account is not tied to an organisation yet."), code="no_employer")
    if manager is not None and not queries.managers_beside(person).filter(pk=manager).exists():
        raise Invalid({"manager": [_("Choose somebody who is a manager in your organisation.")]})
    job.job_title, job.manager_id = job_title, manager
    job.save(update_fields=["job_title", "manager"])


@transaction.atomic
def move_employer(*, person: Person, organisation_id: UUID, job_title: str) -> None:
    """Start at another organisation: at once where an address proves it, else when somebody there confirms it."""
    organisation = queries.organisation_to_name(organisation_id)
    lock_persons(person.pk)
    if Employment.objects.filter(current(), person=person, organisation=organisation).exists():
        raise Invalid({"organisation": [_("You work there already.")]})
    if queries.proves_employment(person, organisation):
        employ(person=person, organisation=organisation, job_title=job_title, how=ConfirmedBy.DOMAIN)
        return
    try:
        with transaction.atomic():
            claim = EmployerClaim.objects.create(person=person, organisation=organisation, job_title=job_title)
    except IntegrityError as twin:
        raise Clash(_("You have asked already. Take that request back first.")) from twin
    note_step(claim, "claim", by=person, to_state=claim.state)
    promise_notices(
        key=f"claim:{claim.pk}",
        kind="employer_claimed",
        to=queries.who_answers_for(organisation, besides=person),
        link=f"/app/organisations/{organisation.pk}",
        needs_you=True,
        person=person,
        organisation=organisation.name,
    )


@transaction.atomic
def confirm_claim(*, by: Person, claim_id: UUID) -> EmployerClaim:
    """Yes, this person works here: from today they do, and nowhere else."""
    claim = queries.get_claim_to_answer(by, claim_id)
    # The person first, as whoever moves does: two moves at once take turns.
    lock_persons(claim.person_id)
    claim = queries.get_claim_to_answer(by, claim_id, lock=True)
    take_step(claim, "confirm", by=by)
    employ(
        person=claim.person,
        organisation=claim.organisation,
        job_title=claim.job_title,
        how=ConfirmedBy.PERSON,
        by=by,
    )
    _tell_claimant(claim, "claim_confirmed")
    return claim


@transaction.atomic
def refuse_claim(*, by: Person, claim_id: UUID, reason: str) -> EmployerClaim:
    """No, this person does not work here; everything stays as it was."""
    claim = queries.get_claim_to_answer(by, claim_id, lock=True)
    take_step(claim, "refuse", by=by, note=reason)
    _tell_claimant(claim, "claim_refused", reason=reason)
    return claim


@transaction.atomic
def take_claim_back(*, person: Person, claim_id: UUID) -> None:
    """The person no longer asks."""
    take_step(queries.get_own_claim(person, claim_id), "take_back", by=person)


@transaction.atomic
def employ(
    *, person: Person, organisation: Organisation, how: ConfirmedBy, job_title: str = "", by: Person | None = None
) -> Employment:
    """The person works for this organisation from today; what they were at another ends with yesterday."""
    lock_persons(person.pk)
    for old in Employment.objects.filter(current(), person=person):
        _leave(person, old, by=by or person)
    for claim in EmployerClaim.objects.select_for_update().filter(person=person, state=ClaimState.OPEN):
        take_step(claim, "take_back", by=person)
    job = Employment.objects.create(
        person=person,
        organisation=organisation,
        job_title=job_title,
        since=timezone.localdate(),
        confirmed_how=how,
        confirmed_by=by,
    )
    note_step(job, "start_employment", by=by or person, how=how, organisation=str(organisation.pk))
    leave_old_addresses(person=person)
    rights_changed(person.pk)
    return job


@transaction.atomic
def leave_old_addresses(*, person: Person) -> None:
    """Old employers read the mail of their addresses: none opens this account once another address does."""
    old = queries.addresses_left(person)
    kept = EmailAddress.objects.filter(user=person, verified=True).exclude(pk__in=[one.pk for one in old])
    newest = kept.order_by("-primary", "-pk").first()
    if newest is None or not old:
        return
    EmailAddress.objects.filter(pk__in=[one.pk for one in old]).delete()
    newest.set_as_primary()
    Person.objects.filter(pk=person.pk).update(email=newest.email.lower())
    person.email = newest.email.lower()
    rights_changed(person.pk)


def _leave(person: Person, old: Employment, *, by: Person) -> None:
    """End the employment with every right that came with it."""
    old.until = timezone.localdate() - timedelta(days=1)
    old.save(update_fields=["until"])
    note_step(old, "end_employment", by=by, organisation=str(old.organisation_id))
    later = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    for role in Role.objects.select_for_update().filter(later, person=person, organisation=old.organisation_id):
        end_now(role, by=by, note="moved")
    for stand_in in Delegation.objects.select_for_update().filter(
        delegate=person, role__organisation=old.organisation_id, ended_at__isnull=True
    ):
        stand_in.ended_at = timezone.now()
        stand_in.save(update_fields=["ended_at"])
        note_step(stand_in, "leave", by=by)


def _tell_claimant(claim: EmployerClaim, kind: str, reason: str = "") -> None:
    where = claim.organisation.name
    promise_notices(
        key=f"{kind}:{claim.pk}", kind=kind, to=[claim.person], link=HERE, organisation=where, reason=reason
    )
