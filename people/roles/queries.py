"""Reads about roles and delegations; fetches for one purpose."""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import HistoryLine
from common.refusals import Invalid, Unknown
from people import rules
from people.models import Delegation, Employment, Erasure, Person, Role
from people.queries import with_organisation
from people.rules import current
from people.words import DECIDING, RoleKind


def roles_for(person: Person, *, kind: str = "", organisation: UUID | None = None, q: str = "") -> QuerySet[Role]:
    """Roles, newest first, of today and before, with who granted them: those this person keeps, and their own."""
    granted = HistoryLine.objects.filter(subject_id=OuterRef("pk"), step="give_role").order_by("id")
    rows = Role.objects.filter(rules.administered(person) | Q(person_id=person.pk))
    if kind:
        rows = rows.filter(kind=kind)
    if organisation:
        rows = rows.filter(organisation_id=organisation)
    if words := q.strip():
        rows = rows.filter(person__name__icontains=words)
    return (
        rows.select_related("organisation")
        .prefetch_related(Prefetch("person", queryset=with_organisation(Person.objects.all())))
        .annotate(granted_by=Subquery(granted.values("actor__name")[:1]))
        .order_by("-created_at", "-id")
    )


def get_role(person: Person, role_id: UUID) -> Role:
    """One role, for whoever keeps it or holds it."""
    found = roles_for(person).filter(pk=role_id).first()
    if found is None:
        raise Unknown
    return found


def person_to_grant(email: str, organisation_id: UUID | None) -> Person:
    """Who is to be given a role: known by their work address, and for an organisation's role working there."""
    if organisation_id is not None:
        found = colleague_at(organisation_id, email)
        if found is None:
            raise Invalid({"email": [_("Nobody who works for that organisation today has this address here.")]})
        return found
    found = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise Invalid({"email": [_("Nobody has signed up with this address.")]})
    return found


def history_of(subject_id: UUID) -> QuerySet[HistoryLine]:
    """What happened to something, in order, with who did it."""
    return HistoryLine.objects.filter(subject_id=subject_id).select_related("actor").order_by("id")


def lasting_administrators() -> QuerySet[Role]:
    """Roles of administrators of the network that hold today, have no end, and whose holder means to stay."""
    leaving = Erasure.objects.filter(revoked_at__isnull=True).values("person")
    return Role.objects.filter(
        kind=RoleKind.ADMINISTRATOR,
        organisation__isnull=True,
        until__isnull=True,
        since__lte=timezone.localdate(),
        person__is_active=True,
    ).exclude(person__in=leaving)


def get_role_to_hand_over(person: Person, role_id: UUID, *, lock: bool = False) -> Role:
    """A role in which this person decides today."""
    rows = Role.objects.filter(current(), person_id=person.pk, kind__in=DECIDING)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=role_id).first()
    if found is None:
        raise Invalid({"role": [_("Choose one of your own roles in which you decide.")]})
    return found


def roles_to_hand_over(person: Person) -> QuerySet[Role]:
    """The roles in which this person decides today."""
    rows = Role.objects.filter(current(), person_id=person.pk, kind__in=DECIDING)
    return rows.select_related("organisation").order_by("kind", "pk")


def colleague_at(organisation_id: UUID, email: str) -> Person | None:
    """Who works for this organisation today under this address."""
    jobs = Employment.objects.filter(current(), organisation_id=organisation_id).values("person_id")
    return Person.objects.filter(pk__in=jobs, email__iexact=email.strip(), is_active=True).first()


def open_delegations(since: date, until: date) -> QuerySet[Delegation]:
    """Delegations that hold on any of these days, unless their role ends first."""
    return Delegation.objects.filter(ended_at__isnull=True, since__lte=until, until__gte=since)


def delegations_of(person: Person) -> QuerySet[Delegation]:
    """What this person handed over or received, newest first."""
    return (
        Delegation.objects.filter(Q(person_id=person.pk) | Q(delegate_id=person.pk))
        .select_related("role__organisation", "person", "delegate")
        .order_by("-created_at", "-id")
    )


def get_delegation(person: Person, delegation_id: UUID) -> Delegation:
    """One delegation, for both whom it is about."""
    found = delegations_of(person).filter(pk=delegation_id).first()
    if found is None:
        raise Unknown
    return found


def stands_in_for(person: Person) -> QuerySet[Delegation]:
    """In whose role this person may decide today; ask anew at each decision, never keep the answer."""
    received = Delegation.objects.filter(rules.in_force(), delegate_id=person.pk)
    return received.exclude(role__kind__in=rules.asleep(person)).select_related("role__organisation", "person")
