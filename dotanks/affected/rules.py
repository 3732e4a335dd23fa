"""Which affected groups have no voice in the team: a warning, never a block."""

from collections.abc import Container, Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from common.refusals import Missing
from dotanks.models import AffectedGroup, DoTank, SeatBeside
from dotanks.rules import has_seat
from dotanks.states import DoTankState
from people.models import Person
from people.rules import is_coordinator


def may_map(person: Person, dotank: DoTank) -> bool:
    """The team and coordinators name the groups, until the work is done."""
    open_for_it = dotank.state in {DoTankState.FORMING, DoTankState.WORKING}
    return open_for_it and (has_seat(person, dotank) or is_coordinator(person))


def voices(dotank: DoTank) -> list[Person]:
    """Who can speak for a group today: the team, and who stands beside it."""
    beside = SeatBeside.objects.today().filter(dotank=dotank).select_related("person").order_by("created_at")
    team = [seat.person for seat in dotank.seats.all()]
    return [*team, *(one.person for one in beside if one.person not in team)]


def warnings(groups: Sequence[AffectedGroup], heard: Container[UUID | None]) -> list[Missing]:
    """What the team should look at: no group named yet, or one for which nobody in the team speaks today."""
    if not groups:
        words = _("Nobody has said yet which groups this affects. Who is missing at the table?")
        return [Missing(code="no_group_named", words=words)]
    silent = [group.name for group in groups if group.voice_id not in heard]
    if not silent:
        return []
    words = _("Nobody in the team speaks for: %s. Ask somebody who can, or talk with them before you decide.")
    return [Missing(code="group_without_voice", words=words % ", ".join(silent))]


def suggestions(dotank: DoTank) -> list[str]:
    """Groups that are often affected, in the language of the team."""
    with translation.override(dotank.language):
        return [
            _("Residents"),
            _("People who find forms hard"),
            _("Businesses"),
            _("Associations and volunteers"),
            _("Colleagues at the desk"),
            _("Colleagues who check afterwards"),
            _("Other public bodies"),
            _("Elected representatives"),
        ]
