"""Asking somebody beside a team for a while, their answer, and the end."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, WrongState
from common.states import note_step, take_step
from dotanks import broadcasts
from dotanks.beside import queries
from dotanks.beside.states import BesideKind, BesideState
from dotanks.live import access
from dotanks.models import DoTank, SeatBeside
from ideas.poster import is_poster
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def ask_beside(
    *,
    person: Person,
    dotank_id: UUID,
    email: str,
    kind: str,
    why: str,
    until: date | None = None,
    skill: str = "",
    weeks: int | None = None,
) -> SeatBeside:
    """Ask a colleague to coach, advise, look on or lend a skill until a day; the driver and coordinators may."""
    dotank = queries.get_dotank_to_arrange(person, dotank_id)
    if dotank.state not in queries.OPEN:
        raise WrongState(state=dotank.state)
    last = _last_day(kind, until, skill, weeks)
    asked = queries.who_can_be_asked(email)
    said_no = asked and SeatBeside.objects.filter(dotank=dotank, person=asked, state=BesideState.DECLINED).exists()
    # The poster under a pseudonym is asked like anybody: a refusal would tell. They are refused when they accept.
    if asked is None or asked == person or said_no or queries.in_team(asked, dotank):
        raise Invalid({"email": [_("This colleague cannot be asked here. Choose another.")]})
    try:
        with transaction.atomic():
            beside = SeatBeside.objects.create(
                dotank=dotank,
                person=asked,
                asked_by=person,
                kind=kind,
                skill=skill,
                weeks=weeks if kind == BesideKind.BORROWED else None,
                until=last,
                why=why,
            )
    except IntegrityError as twin:
        raise Clash(_("This colleague was already asked.")) from twin
    note_step(beside, "ask", by=person, to_state=beside.state)
    promise_notices(
        key=f"beside:{beside.pk}",
        kind="beside_asked",
        to=[asked],
        link=f"/app/beside/{beside.pk}",
        needs_you=True,
        problem=dotank.problem.title,
    )
    broadcasts.dotank_changed(dotank)
    return beside


@transaction.atomic
def accept_beside(*, person: Person, beside_id: UUID) -> SeatBeside:
    """Help until that day; a borrowed skill is lent for its weeks from today."""
    beside = queries.get_own_to_answer(person, beside_id)
    _require_open(beside)
    if is_poster(person, beside.dotank.problem):
        # Only the poster ever reads this. To the others it looks as if they have not answered yet.
        raise Forbidden(
            _("You posted this problem, so others work on it. Say no; nobody learns why."), code="own_problem"
        )
    if queries.in_team(person, beside.dotank):
        raise WrongState(_("You are in this team already."), state=beside.state)
    if beside.weeks is not None:
        beside.until = timezone.localdate() + timedelta(weeks=beside.weeks)
    take_step(beside, "accept", by=person, until=str(beside.until))
    beside.save(update_fields=["until"])
    _tell_asker(beside, "beside_accepted")
    return beside


@transaction.atomic
def decline_beside(*, person: Person, beside_id: UUID) -> SeatBeside:
    """Say no; it costs nothing."""
    beside = queries.get_own_to_answer(person, beside_id)
    take_step(beside, "decline", by=person)
    _tell_asker(beside, "beside_declined")
    return beside


@transaction.atomic
def end_beside(*, person: Person, beside_id: UUID) -> DoTank:
    """End it before its day: the person themselves, the driver or a coordinator."""
    beside = queries.get_to_end(person, beside_id)
    was_in = beside.state == BesideState.IN
    take_step(beside, "end", by=person)
    _close_room(beside, tell=was_in and beside.person_id != person.pk)
    return beside.dotank


@transaction.atomic
def end_what_is_over() -> None:
    """End the seats beside a team whose last day has passed, or whose Do Tank has."""
    rows = queries.over().select_related("dotank__problem", "person")
    for beside in rows.select_for_update(of=("self",), skip_locked=True):
        was_in = beside.state == BesideState.IN
        take_step(beside, "end")
        _close_room(beside, tell=was_in)


def _close_room(beside: SeatBeside, *, tell: bool) -> None:
    access.ended(beside.person_id, beside.dotank.room_id)
    if tell:
        promise_notices(
            key=f"beside_ended:{beside.pk}",
            kind="beside_ended",
            to=[beside.person],
            link="/app/",
            problem=beside.dotank.problem.title,
        )
    broadcasts.dotank_changed(beside.dotank)


def _tell_asker(beside: SeatBeside, kind: str) -> None:
    promise_notices(
        key=f"{kind}:{beside.pk}",
        kind=kind,
        to=[beside.asked_by],
        link=f"/app/dotanks/{beside.dotank_id}",
        person=beside.person,
        problem=beside.dotank.problem.title,
    )
    broadcasts.dotank_changed(beside.dotank)


def _require_open(beside: SeatBeside) -> None:
    over = beside.until < timezone.localdate() or beside.dotank.state not in queries.OPEN
    if over:
        raise WrongState(_("The time for this has passed."), state=beside.state)


def _last_day(kind: str, until: date | None, skill: str, weeks: int | None) -> date:
    """The last day, which everybody beside a team has."""
    today = timezone.localdate()
    if kind == BesideKind.BORROWED:
        if not skill:
            raise Invalid({"skill": [_("Say which skill you borrow.")]})
        if weeks is None:
            raise Invalid({"weeks": [_("Say for how many weeks.")]})
        return today + timedelta(weeks=weeks)
    if until is None:
        raise Invalid({"until": [_("Say until when.")]})
    if until < today:
        raise Invalid({"until": [_("Choose a day that is still to come.")]})
    if skill:
        raise Invalid({"skill": [_("Only a borrowed skill names one.")]})
    return until
