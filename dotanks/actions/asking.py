"""Asking colleagues, and their answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, WrongState
from common.states import take_step
from dotanks import broadcasts, candidates, queries
from dotanks.assembly import team_of
from dotanks.models import DoTank, Invitation, Seat
from dotanks.states import DoTankState, InvitationState, SeatRole
from people.models import Person
from people.notices import promise_notices

# Whoever asks takes hold of everybody's free slots: one at a time, so that two cannot take the same last one.
SLOTS_LOCK = 7_301_985


def hold_free_slots() -> None:
    """Until this transaction ends, nobody else asks colleagues to join."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOTS_LOCK])


def ask(*, dotank: DoTank, person: Person, role: str, reasons: Sequence[dict[str, Any]], reply_by: date) -> Invitation:
    """Promise one colleague the question, with the reasons why they are asked."""
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                dotank=dotank, person=person, role=role, reasons=list(reasons), reply_by=reply_by
            )
    except IntegrityError as twin:
        raise Clash(_("This colleague was already asked.")) from twin
    promise_notices(
        key=f"invited:{invitation.pk}",
        kind="invited",
        to=[person],
        link=f"/app/invitations/{invitation.pk}",
        needs_you=True,
        problem=dotank.problem.title,
    )
    return invitation


@transaction.atomic
def invite(*, coordinator: Person, dotank_id: UUID, person: UUID, reply_by: date) -> Invitation:
    """Ask one more colleague, for a seat that somebody declined; every hard rule holds with those already in."""
    dotank = queries.get_dotank_for_coordinator(coordinator, dotank_id)
    if dotank.state != DoTankState.FORMING:
        raise WrongState(state=dotank.state)
    hold_free_slots()
    if reply_by < timezone.localdate():
        raise Invalid({"reply_by": [_("Choose a day that is still to come.")]})
    need = dotank.problem.need
    asked = candidates.assembly_need(need)
    known = candidates.members()
    team, broken = (
        team_of(known, asked, [person], language=dotank.language)
        if str(person) in {str(member.id) for member in known}
        else (None, ())
    )
    beside = [
        invitation
        for invitation in dotank.invitations.all()
        if invitation.state in {InvitationState.SENT, InvitationState.ACCEPTED}
    ]
    employers = {member.organisation for member in known if member.id in {one.person_id for one in beside}}
    own = next((member.organisation for member in known if str(member.id) == str(person)), None)
    personal = [rule for rule in broken if "member_id" in rule.data]
    if team is None or person == dotank.manager_id or personal or own in employers or len(beside) >= need.size_max:
        raise Invalid({"person": [_("This colleague cannot take the seat. Choose another.")]})
    taken = {invitation.role for invitation in beside}
    free = [role for role in (SeatRole.DRIVER, SeatRole.CHALLENGER) if role not in taken]
    reasons = [{"code": reason.code, "data": dict(reason.data)} for reason in team.seats[0].reasons]
    invitation = ask(
        dotank=dotank,
        person=Person.objects.get(pk=person),
        role=free[0] if free else SeatRole.MEMBER,
        reasons=reasons,
        reply_by=reply_by,
    )
    broadcasts.dotank_changed(dotank)
    return invitation


@transaction.atomic
def accept(*, person: Person, invitation_id: UUID) -> Seat:
    """Take the seat."""
    invitation = _answerable(person, invitation_id)
    take_step(invitation, "accept", by=person)
    seat = Seat.objects.create(dotank=invitation.dotank, person=person, role=invitation.role)
    _tell_coordinator(invitation, "invitation_accepted")
    return seat


@transaction.atomic
def decline(*, person: Person, invitation_id: UUID, reason: str = "") -> Invitation:
    """Say no; it costs nothing and needs no reason."""
    invitation = _answerable(person, invitation_id)
    take_step(invitation, "decline", by=person)
    invitation.decline_reason = reason
    invitation.save(update_fields=["decline_reason"])
    _tell_coordinator(invitation, "invitation_declined")
    return invitation


def _answerable(person: Person, invitation_id: UUID) -> Invitation:
    # The Do Tank first, as dissolving does: two who lock in opposite order wait for each other for ever.
    queries.lock_dotank(queries.get_invitation(person, invitation_id).dotank_id)
    invitation = queries.get_invitation(person, invitation_id, lock=True)
    if invitation.dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(_("This Do Tank has ended."), state=invitation.dotank.state)
    return invitation


def _tell_coordinator(invitation: Invitation, kind: str) -> None:
    dotank = invitation.dotank
    promise_notices(
        key=f"{kind}:{invitation.pk}",
        kind=kind,
        to=[dotank.coordinator],
        link=f"/app/dotanks/{dotank.pk}",
        needs_you=kind == "invitation_declined",
        person=invitation.person,
        problem=dotank.problem.title,
    )
    broadcasts.dotank_changed(dotank)
