"""Who may do what by the roles they hold today."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Missing
from people.models import Employment, Person, Profile, Role
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


def missing_before_asked(profile: Profile) -> list[Missing]:
    """What must still happen before a coordinator can be shown this person for a team."""
    missing: list[Missing] = []
    if not Employment.objects.filter(current(), person_id=profile.person_id).exists():
        missing.append(Missing(code="no_employer", words=_("Your account is not tied to an organisation yet.")))
    if not profile.hours_a_week:
        words = _("Say how many hours a week you can give: with none, nobody asks you.")
        missing.append(Missing(code="no_hours", words=words, field="hours_a_week"))
    if profile.paused:
        words = _("You asked for a pause: nobody asks you until you end it.")
        missing.append(Missing(code="paused", words=words, field="paused"))
    return missing
