"""Reads of hours: of a team, of one member, of the manager who is asked."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from common.refusals import Forbidden, Unknown
from dotanks.hours.links import id_in
from dotanks.hours.states import STANDING, HoursState
from dotanks.models import DoTank, HoursRequest
from dotanks.queries import get_dotank
from dotanks.rules import is_inside
from dotanks.states import DoTankState
from people.models import Employment, Person
from people.queries import with_organisation
from people.rules import current

OPEN = (DoTankState.FORMING, DoTankState.WORKING)


def manager_of(person: Person) -> Person | None:
    """Whom the person named as their own manager where they work today."""
    job = Employment.objects.filter(current(), person_id=person.pk).select_related("manager").first()
    return job.manager if job and job.manager and job.manager.is_active else None


def hours_inside(person: Person, dotank_id: UUID) -> tuple[DoTank, list[HoursRequest]]:
    """The hours given in this team, and one's own question; for the team and coordinators."""
    dotank = get_dotank(person, dotank_id)
    if not is_inside(person, dotank):
        raise Forbidden
    rows = HoursRequest.objects.filter(dotank=dotank).filter(Q(state=HoursState.GRANTED) | Q(person=person))
    people = with_organisation(Person.objects.all())
    found = rows.prefetch_related(Prefetch("person", people), "manager")
    return dotank, list(found.order_by("created_at", "pk"))


def get_for_manager(manager: Person, key: str, *, lock: bool = False) -> HoursRequest:
    """The question behind a signed link, for the manager it was sent to."""
    return _one(HoursRequest.objects.filter(pk=id_in(key, manager.pk), manager=manager), lock=lock)


def get_own(person: Person, asked_id: UUID) -> HoursRequest:
    """My own question, locked."""
    return _one(HoursRequest.objects.filter(pk=asked_id, person=person), lock=True)


def waiting_for(manager: Person) -> QuerySet[HoursRequest]:
    """What this manager has been asked and has not answered, the oldest first."""
    rows = HoursRequest.objects.filter(manager=manager, state=HoursState.ASKED, dotank__state__in=OPEN)
    return rows.select_related("dotank__problem").order_by("created_at")


def over(today: date | None = None) -> QuerySet[HoursRequest]:
    """Those whose last day has passed, or whose Do Tank has ended."""
    gone = Q(until__lt=today or timezone.localdate()) | ~Q(dotank__state__in=OPEN)
    return HoursRequest.objects.filter(gone, state__in=STANDING)


def _one(rows: QuerySet[HoursRequest], *, lock: bool) -> HoursRequest:
    rows = rows.select_related("dotank__problem", "person", "manager")
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise Unknown
    return found
