"""Hours asked of a manager, and who stands beside a team."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dotanks.actions import beside as standing_beside
from dotanks.actions import hours as asking_hours
from dotanks.models import (
    DoTank,
    HoursRequest,
    SeatBeside,
)
from people.models import Person
from tests.cast import Cast
from tests.factories import make_person
from tests.remembered import remembered
from tests.stages.teams import gathered, working


def named_manager(cast: Cast) -> Person:
    """Whom the member names as her own manager where she works."""
    job = cast.member.employments.get()
    boss = Person.objects.filter(name="Bea Boss").first() or make_person(
        "Bea Boss", job.organisation, roles=["manager"], hours_a_week=0
    )
    cast.member.employments.update(manager=boss)
    return boss


def hours(cast: Cast) -> dict[str, Any]:
    """What is asked of a manager."""
    today = timezone.localdate()
    return {"hours_a_week": 4, "since": today, "until": today + timedelta(weeks=13)}


@remembered
def asked_hours(cast: Cast) -> HoursRequest:
    """The member has asked her manager for hours, in a team that gathers."""
    named_manager(cast)
    return asking_hours.ask_for_hours(person=cast.member, dotank_id=gathered(cast).pk, **hours(cast))


def asked_beside(cast: Cast, dotank: DoTank | None = None, **more: Any) -> SeatBeside:
    """The outsider is asked to look on for a month."""
    until = timezone.localdate() + timedelta(days=30)
    asked: dict[str, Any] = {"kind": "guest", "until": until, "why": "You know the desk.", **more}
    return standing_beside.ask_beside(
        person=cast.coordinator,
        dotank_id=(dotank or working(cast)).pk,
        **{"email": cast.outsider.email, **asked},
    )


@remembered
def guest(cast: Cast) -> SeatBeside:
    """The outsider stands beside a working team."""
    return standing_beside.accept_beside(person=cast.outsider, beside_id=asked_beside(cast).pk)
