"""Reads of open calls and of who asks to join; fetches for one purpose."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from common.refusals import Forbidden, Unknown
from dotanks import queries
from dotanks.calls.states import JoinState
from dotanks.models import Invitation, JoinRequest, OpenCall
from dotanks.models.calls import CallRows
from ideas.models import Problem
from ideas.poster import problems_posted_by
from ideas.queries import along
from people.models import Employment, Person, Profile
from people.queries import with_organisation
from people.rules import current, is_coordinator


def calls_that_fit(person: Person) -> QuerySet[OpenCall]:
    """Open calls this person could answer: in a language they speak, with hours they have, from another house."""
    profile = Profile.objects.filter(person_id=person.pk, paused=False).first()
    if profile is None:
        return OpenCall.objects.none()
    houses = Employment.objects.filter(current(), person_id=person.pk).values("organisation")
    asked = Invitation.objects.filter(person_id=person.pk).values("dotank")
    rows = (
        _seen_by(person)
        .open()
        .filter(dotank__language__in=profile.languages, dotank__hours_a_week__lte=profile.hours_a_week)
    )
    return (
        rows.exclude(dotank__problem__organisation__in=houses)
        .exclude(dotank__in=asked)
        .exclude(dotank__manager_id=person.pk)
        .exclude(dotank__problem__in=problems_posted_by(person).values("pk"))
    )


def get_call(person: Person, call_id: UUID) -> OpenCall:
    """An open call of a problem this person may read; a coordinator also reads one that is over."""
    rows = _seen_by(person)
    try:
        return (rows if is_coordinator(person) else rows.open()).get(pk=call_id)
    except OpenCall.DoesNotExist as missing:
        raise Unknown from missing


def get_call_for_coordinator(coordinator: Person, call_id: UUID) -> OpenCall:
    """The call for a change by a coordinator, its Do Tank locked first."""
    call = get_call(coordinator, call_id)
    dotank = queries.get_dotank_for_coordinator(coordinator, call.dotank_id)
    call = OpenCall.objects.select_for_update(of=("self",)).get(pk=call_id)
    call.dotank = dotank
    return call


def calls_of(coordinator: Person, dotank_id: UUID) -> QuerySet[OpenCall]:
    """The calls of one Do Tank, for coordinators."""
    return _seen_by(coordinator).filter(dotank=queries.get_dotank_to_ask(coordinator, dotank_id))


def requests_to(coordinator: Person, dotank_id: UUID) -> QuerySet[JoinRequest]:
    """Who asked to join this Do Tank, for coordinators."""
    dotank = queries.get_dotank_to_ask(coordinator, dotank_id)
    people = with_organisation(Person.objects.all())
    rows = JoinRequest.objects.filter(call__dotank=dotank).exclude(state=JoinState.WITHDRAWN)
    return rows.prefetch_related(Prefetch("person", people))


def get_request_for_coordinator(coordinator: Person, request_id: UUID) -> JoinRequest:
    """Somebody's question to join, locked with its Do Tank for a coordinator's answer."""
    if not is_coordinator(coordinator):
        if JoinRequest.objects.filter(pk=request_id, person_id=coordinator.pk).exists():
            raise Forbidden
        raise Unknown
    return _locked(JoinRequest.objects.filter(pk=request_id))


def get_own_request(person: Person, request_id: UUID) -> JoinRequest:
    """My own question to join, locked."""
    return _locked(JoinRequest.objects.filter(pk=request_id, person_id=person.pk))


def lock_request(request_id: UUID) -> JoinRequest:
    """The question to join, locked with its Do Tank."""
    return _locked(JoinRequest.objects.filter(pk=request_id))


def _locked(rows: QuerySet[JoinRequest]) -> JoinRequest:
    """The one row, locked after its Do Tank, as every other change of a team locks."""
    found = rows.values_list("pk", "call__dotank_id").first()
    if found is None:
        raise Unknown
    dotank = queries.lock_dotank(found[1])
    locked = JoinRequest.objects.select_for_update(of=("self",)).select_related("call__coordinator", "person")
    request = locked.get(pk=found[0])
    request.call.dotank = dotank
    return request


def _seen_by(person: Person) -> CallRows:
    mine = JoinRequest.objects.filter(person_id=person.pk)
    rows = OpenCall.objects.filter(dotank__problem__in=Problem.objects.visible_to(person).values("pk"))
    return rows.select_related("dotank", *along("dotank__problem__")).prefetch_related(
        Prefetch("requests", mine, to_attr="my_requests")
    )
