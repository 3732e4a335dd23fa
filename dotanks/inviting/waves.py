"""Whom to ask next, and how many at once: the assembler's advice about a team that gathers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Invalid, WrongState
from dotanks import assembly, candidates
from dotanks.assembly.waves import MOST_REFUSED_WAVES
from dotanks.models import DoTank, Invitation
from dotanks.states import DoTankState, InvitationState


@dataclass(frozen=True)
class NextWave:
    """The advice, the number that the wave would carry, and how the team stands."""

    advised: assembly.Wave
    number: int
    reply_by: date
    accepted: int
    waiting: int
    refused_waves: int


def next_wave(dotank: DoTank, reply_by: date) -> NextWave:
    """Whom to ask now, if those who are asked answer by this day; nobody who accepted moves."""
    if dotank.state != DoTankState.FORMING:
        raise WrongState(state=dotank.state)
    today = timezone.localdate()
    if reply_by < today:
        raise Invalid({"reply_by": [_("Choose a day that is still to come.")]})
    invitations = list(dotank.invitations.all())
    accepted = {one.person_id for one in invitations if one.state == InvitationState.ACCEPTED}
    waiting = {one.person_id for one in invitations if _waits(one, today)}
    gone = {one.person_id for one in invitations} - accepted - waiting
    refused = refused_waves(invitations)
    try:
        advised = assembly.next_wave(
            candidates.columns(dotank.problem.need.weeks),
            candidates.assembly_need(dotank.problem.need),
            language=dotank.language,
            accepted=accepted,
            waiting=waiting,
            refused=gone | ({dotank.manager_id} - accepted - waiting),
            days_left=(reply_by - today).days,
            refused_waves=refused,
        )
    except assembly.InvalidNeed as invalid:
        raise Invalid({str(invalid.details.get("field", "need")): [_("This cannot be worked on.")]}) from invalid
    return NextWave(advised, latest_wave(invitations) + 1, reply_by, len(accepted), len(waiting), refused)


def refused_waves(invitations: Iterable[Invitation]) -> int:
    """How many waves brought nobody in and have nobody left who could still say yes."""
    today = timezone.localdate()
    hope: dict[int, bool] = defaultdict(bool)
    for one in invitations:
        hope[one.wave] |= one.state == InvitationState.ACCEPTED or _waits(one, today)
    return sum(wave > 0 and not left for wave, left in hope.items())


def latest_wave(invitations: Iterable[Invitation]) -> int:
    """The wave that was asked last; who is asked by hand belongs to it."""
    return max((one.wave for one in invitations), default=0)


def is_stopped(dotank: DoTank) -> bool:
    """Whether so many waves were refused that nobody else is proposed, and too few are in."""
    invitations = list(dotank.invitations.all())
    accepted = sum(one.state == InvitationState.ACCEPTED for one in invitations)
    enough = accepted >= dotank.problem.need.size_min
    return dotank.state == DoTankState.FORMING and not enough and refused_waves(invitations) >= MOST_REFUSED_WAVES


def advice_words(advice: str) -> str:
    """What a coordinator does now."""
    return {
        "enough": _("Enough colleagues are in or have been asked. Wait for their answers."),
        "ask": _("Ask these colleagues at once, so that enough of them say yes in time."),
        "nobody_left": _(
            "Nobody else fits the need as it stands. Publish an open call, or end this Do Tank and ask for less."
        ),
        "stop": _(
            "Two waves were refused, so nobody else is proposed, and the poster has been told. Publish an open call, "
            "or end this Do Tank and form one with another need."
        ),
    }[advice]


def advised_person_ids(wave: assembly.Wave) -> set[UUID]:
    """Everybody the advice names."""
    return {UUID(str(one)) for ask in wave.asks for one in (ask.member_id, ask.seat_member_id) if one is not None}


def _waits(invitation: Invitation, today: date) -> bool:
    return invitation.state == InvitationState.SENT and invitation.reply_by >= today
