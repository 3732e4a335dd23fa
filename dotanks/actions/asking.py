"""Asking colleagues, and their answers."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import repeat
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, WrongState
from common.states import take_step
from dotanks import assembly, broadcasts, candidates, queries
from dotanks.inviting.waves import is_stopped, latest_wave
from dotanks.models import DoTank, Invitation, Seat
from dotanks.states import DeclineReason, DoTankState, InvitationState, SeatRole
from ideas.broadcasts import tell_of_step
from ideas.poster import is_poster
from people.actions.profile import pause
from people.models import Person
from people.notices import promise_notices

# Whoever asks takes hold of everybody's free slots: one at a time, so that two cannot take the same last one.
SLOTS_LOCK = 7_301_985
AT_ONCE = 500
STILL_IN = {InvitationState.SENT, InvitationState.ACCEPTED}


def hold_free_slots() -> None:
    """Until this transaction ends, nobody else asks colleagues to join."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOTS_LOCK])


def ask(
    *,
    dotank: DoTank,
    person: Person,
    role: str,
    reasons: Sequence[assembly.Reason],
    reply_by: date,
    wave: int = 1,
) -> Invitation:
    """Promise one colleague the question, with the reasons why they are asked."""
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                dotank=dotank,
                person=person,
                role=role,
                reasons=[{"code": reason.code, "data": dict(reason.data)} for reason in reasons],
                reply_by=reply_by,
                wave=wave,
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
        invitation=str(invitation.pk),
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
    invitations = list(dotank.invitations.all())
    beside = [one for one in invitations if one.state in STILL_IN]
    seat = None if person == dotank.manager_id else seat_beside([one.person_id for one in beside], person, dotank)
    if seat is None:
        raise Invalid({"person": [_("This colleague cannot take the seat. Choose another.")]})
    invitation = ask(
        dotank=dotank,
        person=Person.objects.get(pk=person),
        role=next(free_roles(invitations)),
        reasons=seat.reasons,
        reply_by=reply_by,
        wave=latest_wave(invitations),
    )
    broadcasts.dotank_changed(dotank)
    return invitation


def free_roles(invitations: Iterable[Invitation]) -> Iterator[SeatRole]:
    """The roles that whoever is asked next takes, one after the other: what nobody has, then simply member."""
    taken = {one.role for one in invitations if one.state in STILL_IN}
    yield from (role for role in (SeatRole.DRIVER, SeatRole.CHALLENGER) if role not in taken)
    yield from repeat(SeatRole.MEMBER)


def seat_beside(others: Sequence[UUID], person: UUID, dotank: DoTank) -> assembly.Seat | None:
    """The seat this person would take beside the others, with its reasons; None where they break a rule by joining."""
    need = candidates.assembly_need(dotank.problem.need, by_hand=True)
    if any(person in pair and set(pair) & set(others) for pair in need.blocked_pairs):
        return None
    known = candidates.columns_of([*others, person], dotank.problem.need.weeks)
    chosen = [*(one for one in others if str(one) in known.row_of), person]
    try:
        team, broken = assembly.team_of(known, need, chosen, language=dotank.language)
    except assembly.InvalidNeed:
        return None
    for rule in broken:
        # The others are in, whatever became of them; and a team that still gathers may be small.
        of_another = rule.data.get("member_id", str(person)) != str(person)
        too_small = rule.code == "too_few_organisations" or (rule.code == "size" and len(chosen) < need.size_min)
        if not of_another and not too_small:
            return None
    return next(seat for seat in team.seats if seat.member_id == str(person))


@transaction.atomic
def accept(*, person: Person, invitation_id: UUID) -> Seat:
    """Take the seat."""
    invitation = _answerable(person, invitation_id)
    if is_poster(person, invitation.dotank.problem):
        # Only the poster ever reads this. To the others it looks as if they have not answered yet.
        raise Forbidden(
            _("You posted this problem, so others work on it. Say no to the invitation; nobody learns why."),
            code="own_problem",
        )
    take_step(invitation, "accept", by=person)
    invitation.nonce = ""
    invitation.save(update_fields=["nonce"])
    seat = Seat.objects.create(dotank=invitation.dotank, person=person, role=invitation.role)
    _tell_coordinator(invitation, "invitation_accepted")
    return seat


@transaction.atomic
def decline(*, person: Person, invitation_id: UUID, reason: str = "") -> Invitation:
    """Say no; it costs nothing and needs no reason. "Pause me" also keeps further questions away."""
    invitation = _answerable(person, invitation_id)
    take_step(invitation, "decline", by=person)
    invitation.decline_reason, invitation.nonce = reason, ""
    invitation.save(update_fields=["decline_reason", "nonce"])
    if reason == DeclineReason.PAUSE_ME:
        pause(person=person)
    _tell_coordinator(invitation, "invitation_declined")
    return invitation


@transaction.atomic
def expire(*, invitation_id: UUID) -> Invitation:
    """End a question that was not answered by its day; nobody asks what kept the person."""
    dotank_id = Invitation.objects.values_list("dotank_id", flat=True).get(pk=invitation_id)
    queries.lock_dotank(dotank_id)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("dotank__problem", "dotank__coordinator")
    invitation = rows.select_related("person").get(pk=invitation_id)
    if invitation.reply_by >= timezone.localdate():
        raise WrongState(state=invitation.state)
    take_step(invitation, "expire")
    invitation.nonce = ""
    invitation.save(update_fields=["nonce"])
    _tell_coordinator(invitation, "invitation_expired")
    return invitation


def look_after_invitations() -> None:
    """End every question that was not answered by its day; one that is answered just now is left alone."""
    late = Invitation.objects.filter(state=InvitationState.SENT, reply_by__lt=timezone.localdate())
    for invitation_id in late.order_by("reply_by", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        with suppress(WrongState):
            expire(invitation_id=invitation_id)


def _answerable(person: Person, invitation_id: UUID) -> Invitation:
    # The Do Tank first, as dissolving does: two who lock in opposite order wait for each other for ever.
    queries.lock_dotank(queries.get_invitation(person, invitation_id).dotank_id)
    invitation = queries.get_invitation(person, invitation_id, lock=True)
    if invitation.dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(_("This Do Tank has ended."), state=invitation.dotank.state)
    if invitation.state == InvitationState.SENT and invitation.reply_by < timezone.localdate():
        raise WrongState(
            _("The day to answer by has passed. You need not do anything."), code="too_late", state=invitation.state
        )
    return invitation


def _tell_coordinator(invitation: Invitation, kind: str) -> None:
    dotank = invitation.dotank
    promise_notices(
        key=f"{kind}:{invitation.pk}",
        kind=kind,
        to=[dotank.coordinator],
        link=f"/app/dotanks/{dotank.pk}",
        needs_you=kind != "invitation_accepted",
        person=invitation.person,
        problem=dotank.problem.title,
    )
    if is_stopped(dotank):
        _tell_of_stop(dotank)
    broadcasts.dotank_changed(dotank)


def _tell_of_stop(dotank: DoTank) -> None:
    """Two waves were refused: the poster hears it, and the coordinator has to decide what to change."""
    tell_of_step(dotank.problem, key=f"waves stopped:{dotank.pk}", kind="poster_waves_stopped")
    promise_notices(
        key=f"waves stopped:{dotank.pk}:coordinator",
        kind="waves_stopped",
        to=[dotank.coordinator],
        link=f"/app/dotanks/{dotank.pk}",
        needs_you=True,
        problem=dotank.problem.title,
    )
