"""Who may do what by the roles they hold today."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Missing
from people.models import Delegation, Employment, FreePeriod, Organisation, Person, Profile, Role
from people.sign_in.factors import has_second_factor
from people.states import DelegationState, OrganisationState
from people.words import DECIDING, RoleKind


def current() -> Q:
    """Filter on periods: those that hold today."""
    today = timezone.localdate()
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))


def rights_held(person: Person) -> frozenset[tuple[str, UUID | None]]:
    """The roles the person holds today, each with its organisation or none for the network; asked once per request."""
    if not person.is_authenticated:
        return frozenset()
    if not hasattr(person, "_rights_today"):
        rows = Role.objects.filter(current(), person_id=person.pk).values_list("kind", "organisation_id")
        person._rights_today = frozenset(rows)  # type: ignore[attr-defined]
    return person._rights_today  # type: ignore[attr-defined,no-any-return]


def rights_of(person: Person) -> frozenset[tuple[str, UUID | None]]:
    """Those of them that the person may use: some sleep until a password alone no longer lets anybody in."""
    held = rights_held(person)
    sleeping = asleep(person)
    return frozenset(right for right in held if right[0] not in sleeping)


def roles_of(person: Person) -> frozenset[str]:
    """The kinds of role the person may use today, wherever."""
    return frozenset(kind for kind, _organisation in rights_of(person))


def asleep(person: Person) -> frozenset[str]:
    """The kinds of role this person may not use yet for want of a second factor; asked once per request.

    Their own, and those of whoever they stand in for: a decision needs the same proof whoever gives it.
    """
    if not settings.SECOND_FACTOR_ROLES:
        return frozenset()
    held = frozenset(kind for kind, _organisation in rights_held(person)) | _kinds_stood_in_for(person)
    demanded = held & settings.SECOND_FACTOR_ROLES
    if not demanded:
        return frozenset()
    if not hasattr(person, "_has_second_factor"):
        person._has_second_factor = has_second_factor(person)  # type: ignore[attr-defined]
    return frozenset() if person._has_second_factor else demanded  # type: ignore[attr-defined]


def _kinds_stood_in_for(person: Person) -> frozenset[str]:
    if not person.is_authenticated:
        return frozenset()
    if not hasattr(person, "_stood_in_for"):
        rows = Delegation.objects.filter(in_force(), delegate_id=person.pk).values_list("role__kind", flat=True)
        person._stood_in_for = frozenset(rows)  # type: ignore[attr-defined]
    return person._stood_in_for  # type: ignore[attr-defined,no-any-return]


def is_coordinator(person: Person) -> bool:
    """Whether the person forms teams, which always cross organisations: a role for the network."""
    return (RoleKind.COORDINATOR, None) in rights_of(person)


def manages(person: Person, organisation_id: UUID | None) -> bool:
    """Whether the person decides as manager for this very organisation: a role at another one grants nothing here."""
    return organisation_id is not None and (RoleKind.MANAGER, organisation_id) in rights_of(person)


def is_administrator(person: Person) -> bool:
    """Whether the person keeps the organisations and roles of the whole network."""
    return (RoleKind.ADMINISTRATOR, None) in rights_of(person)


def administers(person: Person, organisation_id: UUID | None) -> bool:
    """Whether the person keeps this organisation and its roles; without one, those of the network."""
    return is_administrator(person) or (RoleKind.ADMINISTRATOR, organisation_id) in rights_of(person)


def administered(person: Person) -> Q:
    """Filter on what belongs to an organisation or the network: what this person keeps."""
    if is_administrator(person):
        return Q(pk__isnull=False)  # an empty filter joined by "or" would vanish
    kept = [home for kind, home in rights_of(person) if kind == RoleKind.ADMINISTRATOR]
    return Q(organisation_id__in=kept)


def answers_for(person: Person, organisation_id: UUID) -> bool:
    """Whether the person may say who works for this organisation: its administrators and its own coordinators."""
    return administers(person, organisation_id) or (RoleKind.COORDINATOR, organisation_id) in rights_of(person)


def abilities(person: Person) -> dict[str, bool]:
    """Which rooms of the house beyond everybody's are open to this person today."""
    kinds = roles_of(person)
    return {
        "keep_organisations": RoleKind.ADMINISTRATOR in kinds,
        "add_organisation": is_administrator(person),
        "keep_roles": RoleKind.ADMINISTRATOR in kinds,
        "form_teams": is_coordinator(person),
        "sign_off": not kinds.isdisjoint(DECIDING) or stands_in(person),
        "hand_over": not kinds.isdisjoint(DECIDING),
    }


def organisation_abilities(person: Person, organisation: Organisation) -> dict[str, bool]:
    """What this person may do with this organisation now; proof is looked at by the network."""
    network = is_administrator(person)
    return {
        "edit": administers(person, organisation.pk),
        "edit_identity": network,
        "verify": network and organisation.state == OrganisationState.UNVERIFIED,
        "withdraw_verification": network and organisation.state == OrganisationState.VERIFIED,
        "answer_claims": answers_for(person, organisation.pk),
        "give_role": administers(person, organisation.pk),
    }


def role_abilities(person: Person, role: Role) -> dict[str, bool]:
    """What this person may do with this role now: nobody grants themselves more, anybody may lay down their own."""
    keeps = administers(person, role.organisation_id)
    over = role.until is not None and role.until < timezone.localdate()
    return {
        "change": keeps and not over and role.person_id != person.pk,
        "end": not over and (keeps or role.person_id == person.pk),
    }


def holds_today(role: Role) -> bool:
    """Whether the role holds today."""
    today = timezone.localdate()
    return role.since <= today and (role.until is None or role.until >= today)


def forget_rights(person: Person) -> None:
    """What was asked once per request has just changed: ask again."""
    for kept in ("_rights_today", "_stood_in_for", "_organisation_today"):
        if hasattr(person, kept):
            delattr(person, kept)


def delegation_state(delegation: Delegation) -> DelegationState:
    """Where a delegation stands today; it ends with the role that it is about."""
    now = timezone.now()
    if delegation.ended_at is not None:
        return DelegationState.ENDED
    if now >= delegation.holds_until or (delegation.role.until or date.max) < timezone.localdate():
        return DelegationState.OVER
    return DelegationState.IN_FORCE if delegation.holds_from <= now else DelegationState.AHEAD


def in_force() -> Q:
    """Filter on delegations: those with which somebody may decide now, by the database's clock, whatever ours says."""
    today = TruncDate(Now())
    role = Q(role__since__lte=today) & (Q(role__until__isnull=True) | Q(role__until__gte=today))
    return role & Q(ended_at__isnull=True, holds_from__lte=Now(), holds_until__gt=Now(), person__is_active=True)


def stands_in(person: Person) -> bool:
    """Whether the person may decide for somebody who is away."""
    received = Delegation.objects.filter(in_force(), delegate_id=person.pk)
    return person.is_authenticated and received.exclude(role__kind__in=asleep(person)).exists()


def missing_before_asked(profile: Profile) -> list[Missing]:
    """What must still happen before a coordinator can be shown this person for a team."""
    missing: list[Missing] = []
    if not Employment.objects.filter(current(), person_id=profile.person_id).exists():
        missing.append(Missing(code="no_employer", words=_("Your account is not tied to an organisation yet.")))
    ahead = FreePeriod.objects.filter(person_id=profile.person_id, hours_a_week__gt=0, until__gte=timezone.localdate())
    if not profile.hours_a_week and not ahead.exists():
        words = _("Say how many hours a week you can give: with none, nobody asks you.")
        missing.append(Missing(code="no_hours", words=words, field="hours_a_week"))
    if profile.paused:
        words = _("You asked for a pause: nobody asks you until you end it.")
        missing.append(Missing(code="paused", words=words, field="paused"))
    return missing
