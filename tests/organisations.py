"""Organisations, claims, roles and delegations at a stage, made by real actions."""

from datetime import date, timedelta

from django.utils import timezone

from people.actions import delegations, employment, organisations, roles
from people.models import Delegation, EmployerClaim, Organisation, Role
from tests.cast import Cast
from tests.factories import make_organisation, make_person

PROOF = {"proof": "register", "evidence": "Register of public bodies, entry 4711"}
REASON = {"reason": "It says something else now."}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def home(cast: Cast) -> Organisation:
    """The poster's organisation, not checked yet."""
    return cast.home


def checked(cast: Cast) -> Organisation:
    """The same, checked by an entry in a register."""
    organisations.verify(administrator=cast.administrator, organisation_id=cast.home.pk, **PROOF)
    return Organisation.objects.get(pk=cast.home.pk)


def claimed(cast: Cast) -> EmployerClaim:
    """The outsider says that they work in the poster's organisation."""
    employment.move_employer(person=cast.outsider, organisation_id=cast.home.pk, job_title="Adviser")
    return EmployerClaim.objects.get(person=cast.outsider)


def claim_confirmed(cast: Cast) -> EmployerClaim:
    return employment.confirm_claim(by=cast.administrator, claim_id=claimed(cast).pk)


def claim_refused(cast: Cast) -> EmployerClaim:
    return employment.refuse_claim(by=cast.administrator, claim_id=claimed(cast).pk, **REASON)


def claim_taken_back(cast: Cast) -> EmployerClaim:
    claim = claimed(cast)
    employment.take_claim_back(person=cast.outsider, claim_id=claim.pk)
    return claim


def manager_role(cast: Cast) -> Role:
    """The manager's role in the poster's organisation."""
    return Role.objects.get(person=cast.manager, kind="manager")


def second_administrator(cast: Cast) -> Role:
    """Another administrator of the network, given by the first."""
    return roles.give_role(by=cast.administrator, person=cast.third, kind="administrator")


def handed_over(cast: Cast, since: int = 0, until: int = 7) -> Delegation:
    """The colleague decides in the manager's place for a week."""
    return delegations.hand_over(
        person=cast.manager,
        role_id=manager_role(cast).pk,
        email=cast.colleague.email,
        since=in_days(since),
        until=in_days(until),
    )


def grow(cast: Cast) -> None:
    """One more of everything: an organisation that is checked, a claim, a manager's absence."""
    number = Organisation.objects.count()
    another = make_organisation(f"School {number}", kind="education")
    organisations.verify(administrator=cast.administrator, organisation_id=another.pk, **PROOF)
    claimant = make_person(f"Clara Claimant {number}", another, hours_a_week=0)
    employment.move_employer(person=claimant, organisation_id=cast.home.pk, job_title="")
    handed_over(cast, since=number * 10, until=number * 10 + 5)
