"""Reads about organisations and who works there; fetches for one purpose."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Unknown
from people import rules
from people.models import EmployerClaim, Employment, Organisation, Person, Role, Verification
from people.queries import organisation_of, with_organisation
from people.rules import current
from people.states import ClaimState
from people.words import RoleKind


def organisations(*, q: str = "", state: str = "") -> QuerySet[Organisation]:
    """Organisations of the network by name, each with the proof it was checked by last."""
    rows = Organisation.objects.all()
    if words := q.strip():
        rows = rows.filter(Q(name__icontains=words) | Q(region__icontains=words) | Q(domain__icontains=words))
    if state:
        rows = rows.filter(state=state)
    last = Prefetch(
        "verifications",
        queryset=Verification.objects.select_related("verified_by").order_by("-created_at"),
        to_attr="checks",
    )
    return rows.prefetch_related(last).order_by("name", "pk")


def get_organisation(organisation_id: UUID) -> Organisation:
    """One organisation as anybody may read of it."""
    found = organisations().filter(pk=organisation_id).first()
    if found is None:
        raise Unknown
    return found


def organisation_to_name(organisation_id: UUID) -> Organisation:
    """An organisation that somebody chose in a form."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise Invalid({"organisation": [_("Choose an organisation of the network.")]})
    return found


def get_organisation_to_keep(person: Person, organisation_id: UUID) -> Organisation:
    """An organisation, locked, for one of its administrators."""
    return _locked(organisation_id, allowed=rules.administers(person, organisation_id))


def get_organisation_to_check(person: Person, organisation_id: UUID) -> Organisation:
    """An organisation, locked, for an administrator of the network."""
    return _locked(organisation_id, allowed=rules.is_administrator(person))


def get_organisation_to_speak_for(person: Person, organisation_id: UUID) -> Organisation:
    """An organisation, locked, for its administrators and its own coordinators."""
    return _locked(organisation_id, allowed=rules.answers_for(person, organisation_id))


def _locked(organisation_id: UUID, *, allowed: bool) -> Organisation:
    found = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if found is None:
        raise Unknown
    if not allowed:
        raise Forbidden
    return found


def employment_of(person: Person) -> Employment | None:
    """Where the person works today, what they do there and who their manager is."""
    rows = Employment.objects.filter(current(), person_id=person.pk)
    return rows.select_related("organisation", "manager", "confirmed_by").first()


def managers_beside(person: Person) -> QuerySet[Person]:
    """Managers of the organisation where this person works, by name: who can be their own manager."""
    home = organisation_of(person)
    roles = Role.objects.filter(current(), kind=RoleKind.MANAGER, organisation=home).values("person_id")
    rows = Person.objects.filter(pk__in=roles, is_active=True) if home else Person.objects.none()
    return rows.exclude(pk=person.pk).order_by("name", "pk")


def left(person: Person) -> QuerySet[Organisation]:
    """Organisations for which the person worked and does not today."""
    today = Employment.objects.filter(current(), person_id=person.pk)
    return Organisation.objects.filter(employments__person_id=person.pk).exclude(employments__in=today).distinct()


def addresses_left(person: Person) -> list[EmailAddress]:
    """The person's addresses at organisations that they left."""
    domains = {domain.lower() for domain in left(person).values_list("domain", flat=True)}
    mine = EmailAddress.objects.filter(user_id=person.pk)
    return [one for one in mine if one.email.rpartition("@")[2].lower() in domains]


def proves_employment(person: Person, organisation: Organisation) -> bool:
    """Whether a verified address of this person is at the organisation's domain.

    An address that is older than leaving proves nothing: whoever left comes back through a person.
    """
    there = EmailAddress.objects.filter(user_id=person.pk, verified=True, email__iendswith=f"@{organisation.domain}")
    return bool(there.exists()) and not left(person).filter(pk=organisation.pk).exists()


def proved_employers(person: Person) -> list[Organisation]:
    """Organisations other than today's at which a verified address of this person is."""
    addresses = EmailAddress.objects.filter(user_id=person.pk, verified=True).values_list("email", flat=True)
    domains = {address.rpartition("@")[2].lower() for address in addresses}
    found = Organisation.objects.filter(domain__in=domains).exclude(pk__in=left(person)).order_by("name")
    return [organisation for organisation in found if organisation != organisation_of(person)]


def who_answers_for(organisation: Organisation, *, besides: Person) -> QuerySet[Person]:
    """Who may confirm that somebody works for this organisation."""
    its_own = Q(organisation=organisation, kind__in=[RoleKind.ADMINISTRATOR, RoleKind.COORDINATOR])
    network = Q(organisation__isnull=True, kind=RoleKind.ADMINISTRATOR)
    ids = Role.objects.filter(current(), its_own | network).values("person_id")
    return Person.objects.filter(pk__in=ids, is_active=True).exclude(pk=besides.pk)


def open_claims(person: Person, organisation_id: UUID) -> QuerySet[EmployerClaim]:
    """Who says that they work for this organisation, for those who answer for it."""
    if not Organisation.objects.filter(pk=organisation_id).exists():
        raise Unknown
    if not rules.answers_for(person, organisation_id):
        raise Forbidden
    rows = EmployerClaim.objects.filter(organisation_id=organisation_id, state=ClaimState.OPEN)
    cards = Prefetch("person", queryset=with_organisation(Person.objects.all()))
    return rows.select_related("organisation").prefetch_related(cards)


def get_claim_to_answer(person: Person, claim_id: UUID, *, lock: bool = False) -> EmployerClaim:
    """Somebody's claim to work here, for whoever answers for the organisation and did not claim it themselves."""
    rows = EmployerClaim.objects.select_related("person", "organisation")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=claim_id).first()
    if found is None or found.person_id == person.pk or not rules.answers_for(person, found.organisation_id):
        raise Unknown
    return found


def get_own_claim(person: Person, claim_id: UUID) -> EmployerClaim:
    """The person's own claim, locked."""
    found = EmployerClaim.objects.select_for_update().filter(pk=claim_id, person_id=person.pk).first()
    if found is None:
        raise Unknown
    return found


def claim_with_person(claim_id: UUID) -> EmployerClaim:
    """A claim that was just answered, with who made it as they are now."""
    cards = Prefetch("person", queryset=with_organisation(Person.objects.all()))
    return EmployerClaim.objects.prefetch_related(cards).get(pk=claim_id)


def open_claim_of(person: Person) -> EmployerClaim | None:
    """What the person said and nobody has answered yet."""
    rows = EmployerClaim.objects.filter(person_id=person.pk, state=ClaimState.OPEN)
    return rows.select_related("organisation").first()
