"""Who may do what by the roles they hold today."""

from django.db.models import Q
from django.utils import timezone

from people.models import Person, Role
from people.words import RoleKind


def current() -> Q:
    """Filter on periods: those that hold today."""
    today = timezone.localdate()
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))


def holds(person: Person, kind: RoleKind) -> bool:
    """Whether the person holds this role today, for an organisation or the network."""
    return kind in roles_of(person)


def roles_of(person: Person) -> frozenset[str]:
    """The kinds of role the person holds today; asked once per request."""
    if not person.is_authenticated:
        return frozenset()
    if not hasattr(person, "_roles_today"):
        kinds = Role.objects.filter(current(), person_id=person.pk).values_list("kind", flat=True)
        person._roles_today = frozenset(kinds)  # type: ignore[attr-defined]
    return person._roles_today  # type: ignore[attr-defined,no-any-return]


def is_coordinator(person: Person) -> bool:
    return holds(person, RoleKind.COORDINATOR)


def is_manager(person: Person) -> bool:
    return holds(person, RoleKind.MANAGER)


def is_administrator(person: Person) -> bool:
    return holds(person, RoleKind.ADMINISTRATOR)
