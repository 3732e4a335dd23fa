"""The register of exemptions: open to everybody signed in, with what was asked of their teams."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from common.refusals import Forbidden, Unknown
from dotanks.models import Seat
from dotanks.rules import has_seat
from experiments.gate.states import CopyState
from experiments.models import CopyRequest, Exemption
from people.models import Person
from people.queries import with_organisation


def exemptions_for(
    person: Person, *, rule: UUID | None = None, organisation: UUID | None = None, state: str = "", q: str = ""
) -> QuerySet[Exemption]:
    """Every exemption that a pilot was opened with, newest first, as this person may ask for it."""
    own = Seat.objects.filter(dotank=OuterRef("pilot__dotank"), person=person)
    asked = CopyRequest.objects.filter(exemption=OuterRef("pk"), asked_by=person).exclude(state=CopyState.DECLINED)
    rows = Exemption.objects.registered().with_state().annotate(own=Exists(own), asked=Exists(asked))
    if rule:
        rows = rows.filter(Q(names_rule=rule) | Q(names_rule__merged_into=rule))
    if organisation:
        rows = rows.filter(pilot__dotank__organisation=organisation)
    if state:
        rows = rows.filter(Q(("state", state)))
    for word in q.split():
        rows = rows.filter(Q(rule__icontains=word) | Q(names_rule__name__icontains=word))
    return rows.select_related("names_rule", "pilot__dotank__organisation").order_by("-created_at", "-id")


def get_exemption(exemption_id: UUID) -> Exemption:
    """One exemption of the register."""
    rows = Exemption.objects.registered().select_related("names_rule", "pilot__dotank")
    found = rows.filter(pk=exemption_id).first()
    if found is None:
        raise Unknown
    return found


def copy_requests_for(person: Person) -> QuerySet[CopyRequest]:
    """What this person asked, and what their own teams are or were asked; newest first."""
    own = Seat.objects.filter(person=person).values("dotank")
    rows = CopyRequest.objects.filter(Q(asked_by=person) | Q(exemption__pilot__dotank__in=own))
    people = with_organisation(Person.objects.all())
    return (
        rows.select_related("exemption__pilot__dotank")
        .prefetch_related(
            Prefetch("asked_by", people), Prefetch("answered_by", people), "exemption__pilot__dotank__seats"
        )
        .order_by("-created_at", "-id")
    )


def open_copy_requests(person: Person) -> QuerySet[CopyRequest]:
    """What this person's teams are asked and nobody has answered yet."""
    own = Seat.objects.filter(person=person).values("dotank")
    rows = CopyRequest.objects.filter(exemption__pilot__dotank__in=own, state=CopyState.ASKED)
    return rows.select_related("exemption").order_by("created_at", "id")


def get_copy_request(person: Person, request_id: UUID) -> CopyRequest:
    """One question about copying, for whoever asked it and for the team that was asked."""
    found = copy_requests_for(person).filter(pk=request_id).first()
    if found is None:
        raise Unknown
    return found


def get_copy_request_for_team(person: Person, request_id: UUID) -> CopyRequest:
    """The question, locked, for an answer by the team that holds the exemption."""
    if not has_seat(person, get_copy_request(person, request_id).exemption.pilot.dotank):
        raise Forbidden
    rows = CopyRequest.objects.select_for_update(of=("self",)).select_related("exemption", "asked_by")
    return rows.get(pk=request_id)


def agreed_for(person_ids: list[UUID]) -> QuerySet[Exemption]:
    """Exemptions that one of these people may take over."""
    agreed = CopyRequest.objects.agreed().filter(asked_by__in=person_ids).values("exemption")
    return Exemption.objects.registered().filter(pk__in=agreed).select_related("pilot__dotank__organisation")
