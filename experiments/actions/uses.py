"""What the pilot used of its limits. Leaving one alarms its owners."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.figures import number_words
from common.refusals import Clash, Invalid, TooMuch, WrongState
from common.states import note_step
from dotanks.states import SeatRole
from experiments import broadcasts, queries
from experiments.actions.telling import tell_owners
from experiments.models import Pilot, Use
from experiments.running.queries import standing_uses
from experiments.running.rules import in_its_measure, left, used, why_not_on
from experiments.states import OPENED
from people.models import Person

# All of them come in one answer.
MOST_USES: Final = 1_000


@transaction.atomic
def enter_use(
    *, person: Person, pilot_id: UUID, kind: str, used_on: date, corrects: UUID | None = None, **what: Any
) -> Use:
    """Add what was used on one day; a correction is a new row that names the old one. A limit that is left alarms."""
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if pilot.state not in OPENED:
        raise WrongState(_("The pilot is not running."), state=pilot.state)
    if why := why_not_on(pilot, used_on):
        raise Invalid({"used_on": [why]})
    corrected = None
    if corrects is not None:
        corrected = Use.objects.filter(pk=corrects, pilot=pilot, kind=kind).first()
        if corrected is None:
            raise Invalid({"corrects": [_("There is no such entry of this kind.")]})
    standing = list(standing_uses(pilot))
    if corrected is None and len(standing) >= MOST_USES:
        words = _("A pilot keeps at most %(most)s entries of what it used. Add several uses up into one.")
        raise TooMuch(words % {"most": number_words(MOST_USES)})
    before = used(standing)
    try:
        with transaction.atomic():
            use = Use.objects.create(pilot=pilot, kind=kind, used_on=used_on, corrects=corrected, by=person, **what)
    except IntegrityError as twin:
        raise Clash(_("This entry was already corrected.")) from twin
    if gone := left(pilot, before, used(list(standing_uses(pilot)))):
        _alarm(pilot, use, gone, by=person)
    broadcasts.pilot_changed(pilot)
    return use


def _alarm(pilot: Pilot, use: Use, gone: dict[str, Any], *, by: Person) -> None:
    """Say it once for each time a limit is left, to who leads and to who decided."""
    note_step(pilot, "leave_limit", by=by, **gone)
    leads = [seat.person for seat in pilot.dotank.seats.all() if seat.role == SeatRole.DRIVER]
    owners = [*leads, pilot.dotank.manager]
    tell_owners(pilot, f"limit_{gone['kind']}_left", time=str(use.pk), to=owners, **in_its_measure(pilot, gone))
