"""Who should sign off is reminded, and what waits too long is carried one step up. All of it stands in the history."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from common.states import note_step
from dotanks.models import DoTank
from experiments.actions.requiring import day_there
from experiments.chain.rights import deciders, open_ones, stand_ins
from experiments.models import RequiredSignOff, SignOffReminder
from experiments.states import SignOffKind
from people.calendars import working_days_later
from people.models import Employment, Person
from people.notices import promise_notices
from people.queries import holding
from people.rules import current
from people.words import RoleKind

# After so many working days of the organisation that answers.
REMIND_AFTER: Final = (3, 7, 10)
ESCALATE_AFTER: Final = 11


def remind_of_sign_offs(now: datetime | None = None) -> int:
    """Remind of every sign-off whose day has come, each once and in its own transaction; says how many were told."""
    waiting = list(open_ones().order_by("turn_at").values_list("pk", flat=True))
    return sum(remind_of(required_id=required_id, now=now) for required_id in waiting)


@transaction.atomic
def remind_of(*, required_id: UUID, now: datetime | None = None) -> bool:
    """Tell of one sign-off what is due today; what was missed while no worker ran is told once, not three times."""
    rows = open_ones().select_for_update(of=("self",), skip_locked=True)
    required = rows.select_related("organisation", "submission__proposal").filter(pk=required_id).first()
    if required is None:
        return False
    passed = step_reached(required, now or timezone.now())
    if passed == 0 or required.reminders.filter(working_days__gte=passed).exists():
        return False
    dotank = DoTank.objects.select_related("manager", "organisation", "coordinator").get(
        pk=required.submission.proposal.dotank_id
    )
    if passed == ESCALATE_AFTER:
        _escalate(required, dotank)
    else:
        _remind(required, dotank, passed)
    return True


def step_reached(required: RequiredSignOff, now: datetime) -> int:
    """The last of the steps whose day has come where it is answered; 0 before the first."""
    assert required.turn_at is not None
    since, today = day_there(required, required.turn_at), day_there(required, now)
    reached = [days for days in (*REMIND_AFTER, ESCALATE_AFTER) if _day_of(required, since, days) <= today]
    return reached[-1] if reached else 0


def _day_of(required: RequiredSignOff, since: date, days: int) -> date:
    return working_days_later(required.organisation, since, days)


def _remind(required: RequiredSignOff, dotank: DoTank, days: int) -> None:
    SignOffReminder.objects.create(required=required, working_days=days)
    to = [*deciders(required, dotank), *stand_ins(required, dotank, required.submission)]
    if not to:
        _tell_of_nobody(required, dotank, days)
    _tell(required, "sign_off_reminder", to, days)
    _note(required, "remind_of_sign_off", days)


def _escalate(required: RequiredSignOff, dotank: DoTank) -> None:
    """To the manager of whoever should answer; where nobody is named, to whoever keeps the organisation."""
    holders = list(deciders(required, dotank))
    above = managers_above(holders)
    to: list[Person] = above[:1]
    SignOffReminder.objects.create(
        required=required, working_days=ESCALATE_AFTER, escalated_to=above[0] if above else None
    )
    keepers: list[Person] = []
    if not to:
        to, keepers = [dotank.coordinator], _keepers(required)
    _tell(required, "sign_off_escalated", to, ESCALATE_AFTER)
    _tell_keepers(required, [person for person in keepers if person not in to])
    _tell(required, "sign_off_reminder", holders, ESCALATE_AFTER)
    _note(required, "escalate_sign_off", ESCALATE_AFTER, to=[str(person.pk) for person in [*keepers, *to]])


def _tell_keepers(required: RequiredSignOff, keepers: list[Person]) -> None:
    """Who gives roles does not read the proposal: they are led to where they can act."""
    promise_notices(
        key=f"sign_off_overdue:{required.pk}",
        kind="sign_off_overdue",
        to=keepers,
        link="/app/roles",
        needs_you=True,
        proposal=required.submission.title,
        organisation=required.organisation.name,
        days=str(ESCALATE_AFTER),
    )


def managers_above(holders: list[Person]) -> list[Person]:
    """Whom those people named as their own managers where they work today; never one of themselves."""
    jobs = Employment.objects.filter(current(), person__in=holders, manager__is_active=True)
    found = jobs.exclude(manager__in=holders).select_related("manager").order_by("manager__name", "manager_id")
    return [job.manager for job in found if job.manager is not None]


def _tell_of_nobody(required: RequiredSignOff, dotank: DoTank, days: int) -> None:
    """An office that nobody holds is said to those who can give it, never passed over in silence."""
    to = [dotank.coordinator] if required.kind == SignOffKind.MANAGER else _keepers(required)
    promise_notices(
        key=f"nobody:{required.pk}:{days}",
        kind="sign_off_nobody",
        to=to,
        link="/app/roles",
        needs_you=True,
        proposal=required.submission.title,
        organisation=required.organisation.name,
    )


def _keepers(required: RequiredSignOff) -> list[Person]:
    """Who gives roles in the organisation that answers; where it keeps none itself, the network's administrators."""
    own = list(holding(RoleKind.ADMINISTRATOR, required.organisation))
    return own or list(holding(RoleKind.ADMINISTRATOR))


def _tell(required: RequiredSignOff, kind: str, to: list[Person], days: int) -> None:
    promise_notices(
        key=f"{kind}:{required.pk}:{days}",
        kind=kind,
        to=to,
        link=f"/app/proposals/{required.submission.proposal_id}",
        needs_you=True,
        proposal=required.submission.title,
        days=str(days),
    )


def _note(required: RequiredSignOff, step: str, days: int, **told: Any) -> None:
    note_step(
        required.submission.proposal,
        step,
        kind=required.kind,
        organisation=str(required.organisation_id),
        required=str(required.pk),
        working_days=days,
        **told,
    )
