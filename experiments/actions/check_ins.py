"""How it goes, said in a rhythm; a late one is asked for once."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Invalid, WrongState
from dotanks.queries import team_of
from experiments import broadcasts, queries
from experiments.actions.telling import tell_owners
from experiments.days import today_at
from experiments.models import CheckIn
from experiments.running.queries import last_check_in
from experiments.running.rules import check_in_due, why_not_on
from experiments.states import OPENED, PilotState
from people.models import Person


@transaction.atomic
def check_in(
    *, person: Person, pilot_id: UUID, on_day: date, going: str, helps: str = "", hinders: str = "", watched: str = ""
) -> CheckIn:
    """Add how it goes: what helps, what hinders, and what was seen of the things to watch."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state not in OPENED:
        raise WrongState(_("The pilot is not running."), state=pilot.state)
    if why := why_not_on(pilot, on_day):
        raise Invalid({"on_day": [why]})
    said = CheckIn.objects.create(
        pilot=pilot, on_day=on_day, going=going, helps=helps, hinders=hinders, watched=watched, by=person
    )
    broadcasts.pilot_changed(pilot)
    return said


@transaction.atomic
def remind_of_check_in(*, pilot_id: UUID) -> bool:
    """Ask the team for a check-in that is late, once for each day it was due; says whether it is late."""
    pilot = queries.lock_pilot(pilot_id)
    today = today_at(pilot)
    due = check_in_due(pilot, last_check_in(pilot), today)
    if pilot.state != PilotState.RUNNING or due is None or due >= today:
        return False
    tell_owners(pilot, "check_in_late", time=due.isoformat(), to=team_of(pilot.dotank), day=due)
    return True
