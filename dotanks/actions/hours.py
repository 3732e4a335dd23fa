"""Asking one's own manager for hours, and the manager's answer."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, Invalid, WrongState
from common.states import note_step, take_step
from dotanks import broadcasts
from dotanks.hours import queries
from dotanks.hours.links import link_to
from dotanks.models import HoursRequest
from dotanks.queries import get_dotank_for_team
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def ask_for_hours(*, person: Person, dotank_id: UUID, hours_a_week: int, since: date, until: date) -> HoursRequest:
    """Ask the manager whom the member named where they work; nobody else can be asked."""
    dotank = get_dotank_for_team(person, dotank_id)
    if dotank.state not in queries.OPEN:
        raise WrongState(state=dotank.state)
    _require_days(since, until)
    manager = queries.manager_of(person)
    if manager is None:
        raise Forbidden(_("Say first who your manager is, where you work."), code="no_manager_named")
    try:
        with transaction.atomic():
            asked = HoursRequest.objects.create(
                dotank=dotank, person=person, manager=manager, hours_a_week=hours_a_week, since=since, until=until
            )
    except IntegrityError as twin:
        raise Clash(_("You have asked already. End that first to ask for something else.")) from twin
    note_step(asked, "ask", by=person, to_state=asked.state)
    promise_notices(
        key=f"hours_asked:{asked.pk}",
        kind="hours_asked",
        to=[manager],
        link=link_to(asked),
        needs_you=True,
        person=person,
        problem=dotank.problem.title,
    )
    return asked


@transaction.atomic
def grant_hours(
    *, manager: Person, key: str, hours_a_week: int, since: date, until: date, words: str = ""
) -> HoursRequest:
    """Give hours, as asked or other ones, from one day until another."""
    asked = queries.get_for_manager(manager, key, lock=True)
    _require_own(asked)
    _require_days(since, until)
    asked.hours_a_week, asked.since, asked.until = hours_a_week, since, until
    return _answer(asked, "grant", words, "hours_a_week", "since", "until")


@transaction.atomic
def refuse_hours(*, manager: Person, key: str, words: str = "") -> HoursRequest:
    """Give no hours; only the member learns of it."""
    asked = queries.get_for_manager(manager, key, lock=True)
    _require_own(asked)
    return _answer(asked, "refuse", words)


@transaction.atomic
def revoke_hours(*, manager: Person, key: str, words: str = "") -> HoursRequest:
    """Take given hours back, from today."""
    return _answer(queries.get_for_manager(manager, key, lock=True), "revoke", words)


@transaction.atomic
def end_hours(*, person: Person, asked_id: UUID) -> HoursRequest:
    """The member asks no more, or needs the hours no more."""
    asked = queries.get_own(person, asked_id)
    take_step(asked, "end", by=person)
    broadcasts.dotank_changed(asked.dotank)
    return asked


@transaction.atomic
def end_what_is_over() -> None:
    """End the hours whose last day has passed, or whose Do Tank has."""
    for asked in queries.over().select_related("dotank__problem").select_for_update(of=("self",), skip_locked=True):
        take_step(asked, "end")
        broadcasts.dotank_changed(asked.dotank)


def _answer(asked: HoursRequest, step: str, words: str, *changed: str) -> HoursRequest:
    line = take_step(asked, step, by=asked.manager, hours=asked.hours_a_week, until=str(asked.until))
    asked.answered_at, asked.words = timezone.now(), words
    asked.save(update_fields=["answered_at", "words", *changed])
    promise_notices(
        key=f"hours:{line.pk}",
        kind=f"hours_{asked.state}",
        to=[asked.person],
        link=f"/app/dotanks/{asked.dotank_id}",
        problem=asked.dotank.problem.title,
    )
    broadcasts.dotank_changed(asked.dotank)
    return asked


def _require_own(asked: HoursRequest) -> None:
    """Refuse a manager whom the member does not name any more, and an answer to a Do Tank that is over."""
    if asked.dotank.state not in queries.OPEN:
        raise WrongState(_("This Do Tank has ended."), state=asked.state)
    if queries.manager_of(asked.person) != asked.manager:
        raise WrongState(_("Your colleague names another manager by now. You have nothing to do."), state=asked.state)


def _require_days(since: date, until: date) -> None:
    today = timezone.localdate()
    if until < today:
        raise Invalid({"until": [_("Choose a day that is still to come.")]})
    if until < since:
        raise Invalid({"until": [_("The last day comes after the first.")]})
