"""Reads of seats beside a team."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from common.refusals import Forbidden, Unknown
from dotanks.beside.states import STANDING, BesideState
from dotanks.models import DoTank, SeatBeside
from dotanks.queries import get_dotank, lock_dotank
from dotanks.rules import has_seat, is_inside
from dotanks.states import DoTankState, SeatRole
from ideas.queries import along
from people.models import Employment, Person
from people.queries import with_organisation
from people.rules import current, is_coordinator

OPEN = (DoTankState.FORMING, DoTankState.WORKING)


def arranges(person: Person, dotank: DoTank) -> bool:
    """Whether this person may ask somebody beside the team and end it: its driver and coordinators."""
    drives = any(seat.person_id == person.pk and seat.role == SeatRole.DRIVER for seat in dotank.seats.all())
    return dotank.state in OPEN and (drives or is_coordinator(person))


def beside_team(person: Person, dotank_id: UUID) -> tuple[DoTank, list[SeatBeside]]:
    """Who stands beside the team today, and for whoever arranges it who was asked; for all who are in its room."""
    dotank = get_dotank(person, dotank_id)
    if not is_inside(person, dotank) and not SeatBeside.objects.today().filter(dotank=dotank, person=person).exists():
        raise Forbidden
    rows = SeatBeside.objects.filter(dotank=dotank, until__gte=timezone.localdate())
    # Who came into the team itself since stands there, and nowhere else.
    rows = rows.exclude(person_id__in=[seat.person_id for seat in dotank.seats.all()])
    shown = rows.filter(state__in=STANDING if arranges(person, dotank) else [BesideState.IN])
    people = with_organisation(Person.objects.all())
    return dotank, list(shown.prefetch_related(Prefetch("person", people)).order_by("created_at", "pk"))


def get_dotank_to_arrange(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank, locked, for whoever may ask somebody beside its team."""
    seen = get_dotank(person, dotank_id)
    if not is_inside(person, seen) or not (is_coordinator(person) or arranges(person, seen)):
        raise Forbidden
    return lock_dotank(dotank_id)


def get_asked_beside(person: Person, beside_id: UUID) -> SeatBeside:
    """My own seat beside a team."""
    return _one(SeatBeside.objects.filter(pk=beside_id, person=person))


def get_own_to_answer(person: Person, beside_id: UUID) -> SeatBeside:
    """My own, locked after its Do Tank."""
    lock_dotank(get_asked_beside(person, beside_id).dotank_id)
    return _one(SeatBeside.objects.filter(pk=beside_id, person=person), lock=True)


def get_to_end(person: Person, beside_id: UUID) -> SeatBeside:
    """A seat beside a team for the person, the driver or a coordinator, locked after its Do Tank."""
    beside = _one(SeatBeside.objects.filter(pk=beside_id))
    if beside.person_id != person.pk:
        dotank = beside.dotank
        if not is_inside(person, dotank):
            raise Unknown
        if not arranges(person, dotank):
            raise Forbidden
    lock_dotank(beside.dotank_id)
    return _one(SeatBeside.objects.filter(pk=beside_id), lock=True)


def who_can_be_asked(email: str) -> Person | None:
    """The person with this address, unless they work nowhere today or asked for a pause."""
    works = Employment.objects.filter(current()).values("person_id")
    rows = Person.objects.filter(email__iexact=email.strip(), is_active=True, pk__in=works)
    return rows.exclude(profile__paused=True).first()


def asked_beside(person: Person) -> QuerySet[SeatBeside]:
    """What this person was asked and has not answered, the oldest first."""
    rows = SeatBeside.objects.filter(
        person=person, state=BesideState.ASKED, until__gte=timezone.localdate(), dotank__state__in=OPEN
    )
    return rows.select_related("dotank__problem").order_by("created_at")


def over() -> QuerySet[SeatBeside]:
    """Those whose last day has passed, or whose Do Tank has ended."""
    gone = Q(until__lt=timezone.localdate()) | ~Q(dotank__state__in=OPEN)
    return SeatBeside.objects.filter(gone, state__in=STANDING)


def in_team(person: Person, dotank: DoTank) -> bool:
    """Whether the person is in the team itself or decides about its proposal: then no seat beside it fits."""
    return has_seat(person, dotank) or person.pk == dotank.manager_id


def _one(rows: QuerySet[SeatBeside], *, lock: bool = False) -> SeatBeside:
    rows = rows.select_related(*along("dotank__problem__"), "person", "asked_by")
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise Unknown
    return found
