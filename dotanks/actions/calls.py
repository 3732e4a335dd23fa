"""Publishing an open call, asking to join, and the coordinator's answer."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, NotReady, WrongState
from common.states import note_step, take_step
from dotanks import broadcasts, queries
from dotanks.actions.asking import AT_ONCE, free_roles, hold_free_slots, seat_beside
from dotanks.calls import queries as calls
from dotanks.calls.states import JoinState
from dotanks.models import Invitation, JoinRequest, OpenCall, Seat
from dotanks.states import DoTankState, InvitationState
from ideas.poster import is_poster
from people.models import Person, Profile
from people.notices import promise_notices

BY_THEMSELVES = 0


@transaction.atomic
def publish_call(*, coordinator: Person, dotank_id: UUID, words: str, until: date) -> OpenCall:
    """Tell members what a team that gathers still needs; one call at a time."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    if dotank.state != DoTankState.FORMING:
        raise WrongState(state=dotank.state)
    today = timezone.localdate()
    if until < today:
        raise Invalid({"until": [_("Choose a day that is still to come.")]})
    OpenCall.objects.filter(dotank=dotank, closed_at__isnull=True, until__lt=today).update(closed_at=timezone.now())
    try:
        with transaction.atomic():
            call = OpenCall.objects.create(
                dotank=dotank, coordinator=coordinator, words=words, language=coordinator.language, until=until
            )
    except IntegrityError as twin:
        raise Clash(_("This Do Tank has an open call already. Close it first.")) from twin
    note_step(dotank, "publish_call", by=coordinator)
    broadcasts.dotank_changed(dotank)
    return call


@transaction.atomic
def close_call(*, coordinator: Person, call_id: UUID) -> OpenCall:
    """End a call; whoever has asked still gets an answer."""
    call = calls.get_call_for_coordinator(coordinator, call_id)
    if call.closed_at is not None:
        raise WrongState(_("This call is closed already."))
    call.closed_at = timezone.now()
    call.save(update_fields=["closed_at"])
    broadcasts.dotank_changed(call.dotank)
    return call


@transaction.atomic
def ask_to_join(*, person: Person, call_id: UUID, reason: str) -> JoinRequest:
    """Ask to join, with a reason; what stands against it is told to this person alone."""
    call = calls.get_call(person, call_id)
    if not call.is_open:
        raise WrongState(_("This call is closed."))
    _require_free_to_ask(person, call)
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(call=call, person=person, reason=reason)
    except IntegrityError as twin:
        raise Clash(_("You have already asked to join.")) from twin
    promise_notices(
        key=f"join_asked:{request.pk}",
        kind="join_asked",
        to=[call.coordinator],
        link=f"/app/dotanks/{call.dotank_id}",
        needs_you=True,
        person=person,
        problem=call.dotank.problem.title,
    )
    broadcasts.dotank_changed(call.dotank)
    return request


@transaction.atomic
def withdraw_request(*, person: Person, request_id: UUID) -> JoinRequest:
    """Take the question back."""
    request = calls.get_own_request(person, request_id)
    take_step(request, "withdraw", by=person)
    broadcasts.dotank_changed(request.call.dotank)
    return request


@transaction.atomic
def accept_request(*, coordinator: Person, request_id: UUID) -> JoinRequest:
    """Give the member a seat at once, for they have said yes by asking; every hard rule holds beside those in."""
    request = calls.get_request_for_coordinator(coordinator, request_id)
    dotank, person = request.call.dotank, request.person
    if dotank.state != DoTankState.FORMING:
        raise WrongState(state=dotank.state)
    hold_free_slots()
    take_step(request, "accept", by=coordinator)
    invitations = list(dotank.invitations.all())
    beside = [one.person_id for one in invitations if one.state in {InvitationState.SENT, InvitationState.ACCEPTED}]
    seat = None if person.pk == dotank.manager_id else seat_beside(beside, person.pk, dotank)
    if seat is None:
        raise Invalid({"": [_("This colleague cannot take a seat beside those who are in. Say no in your own words.")]})
    role = next(free_roles(invitations))
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                dotank=dotank,
                person=person,
                role=role,
                reasons=[{"code": one.code, "data": dict(one.data)} for one in seat.reasons],
                reply_by=timezone.localdate(),
                wave=BY_THEMSELVES,
                nonce="",
            )
    except IntegrityError as twin:
        raise Clash(_("This colleague was already asked.")) from twin
    take_step(invitation, "accept", by=person)
    Seat.objects.create(dotank=dotank, person=person, role=role)
    _answer(request, "join_accepted", f"/app/dotanks/{dotank.pk}")
    return request


@transaction.atomic
def refuse_request(*, coordinator: Person, request_id: UUID, reason: str) -> JoinRequest:
    """Say no in words the member reads."""
    request = calls.get_request_for_coordinator(coordinator, request_id)
    take_step(request, "refuse", by=coordinator)
    request.answer = reason
    request.save(update_fields=["answer"])
    promise_notices(
        key=f"join_refused:{request.pk}",
        kind="join_refused",
        to=[request.person],
        link="/app/dotanks",
        problem=request.call.dotank.problem.title,
        reason=reason,
    )
    broadcasts.dotank_changed(request.call.dotank)
    return request


@transaction.atomic
def lapse_request(*, request_id: UUID) -> JoinRequest:
    """End a question to a Do Tank that no longer gathers."""
    request = calls.lock_request(request_id)
    if request.call.dotank.state == DoTankState.FORMING:
        raise WrongState(state=request.state)
    take_step(request, "lapse")
    _answer(request, "join_lapsed", "/app/dotanks")
    return request


def look_after_calls() -> None:
    """Tell whoever asked to join a Do Tank that no longer gathers."""
    waiting = JoinRequest.objects.filter(state=JoinState.ASKED).exclude(call__dotank__state=DoTankState.FORMING)
    for request_id in waiting.order_by("created_at", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        with suppress(WrongState):
            lapse_request(request_id=request_id)


def _require_free_to_ask(person: Person, call: OpenCall) -> None:
    dotank = call.dotank
    if is_poster(person, dotank.problem):
        # Only the poster ever reads this, and nothing is written down.
        words = _("You posted this problem, so others work on it. Nobody learns that you asked.")
        raise Forbidden(words, code="own_problem")
    if dotank.manager_id == person.pk:
        raise Forbidden(_("You decide about what this Do Tank proposes, so you cannot be in its team."))
    if dotank.invitations.filter(person=person).exists():
        raise Clash(_("You were asked to join this Do Tank before: your answer is with your invitation."))
    if not Profile.objects.filter(person=person).exists():
        words = _("Say first in your profile what you bring and how many hours you have.")
        raise NotReady([{"code": "no_profile", "words": words}])


def _answer(request: JoinRequest, kind: str, link: str) -> None:
    promise_notices(
        key=f"{kind}:{request.pk}",
        kind=kind,
        to=[request.person],
        link=link,
        problem=request.call.dotank.problem.title,
    )
    broadcasts.dotank_changed(request.call.dotank)
