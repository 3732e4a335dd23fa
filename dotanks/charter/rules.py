"""Who may write and accept the charter, and who still has to."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.refusals import Missing
from dotanks.models import Charter, DoTank, Seat
from dotanks.states import DoTankState, SeatRole
from people.models import Person


def charter_of(dotank: DoTank) -> Charter | None:
    """The words that hold now: the newest."""
    return dotank.charters.order_by("-number").prefetch_related("acceptances").first()


def accepted_by(charter: Charter | None) -> set[object]:
    """The ids of those who accepted these words."""
    return {one.person_id for one in charter.acceptances.all()} if charter else set()


def still_to_accept(dotank: DoTank, charter: Charter | None) -> list[Seat]:
    """The seats whose people have not accepted these words."""
    accepted = accepted_by(charter)
    return [seat for seat in dotank.seats.all() if seat.person_id not in accepted]


def may_write(person: Person, dotank: DoTank, *, coordinates: bool) -> bool:
    """The coordinator and the driver write it, while the team is forming."""
    drives = any(seat.person_id == person.pk and seat.role == SeatRole.DRIVER for seat in dotank.seats.all())
    return dotank.state == DoTankState.FORMING and (coordinates or drives)


def may_accept(person: Person, dotank: DoTank, charter: Charter | None) -> bool:
    """A member who has not yet; also one who came in after the start."""
    open_for_it = charter is not None and dotank.state in {DoTankState.FORMING, DoTankState.WORKING}
    return open_for_it and any(seat.person_id == person.pk for seat in still_to_accept(dotank, charter))


def missing_in_charter(dotank: DoTank, *, names: bool) -> list[Missing]:
    """What is missing of the charter; who has not accepted it is named to the team and to coordinators."""
    charter = charter_of(dotank)
    if charter is None:
        words = _("The charter: the driver or the coordinator writes it, or takes the text we suggest.")
        return [Missing(code="no_charter", words=words)]
    waiting = still_to_accept(dotank, charter)
    if not waiting:
        return []
    if names:
        words = _("The charter still has to be accepted by %s.") % ", ".join(seat.person.shown_name for seat in waiting)
    else:
        words = ngettext(
            "%(count)s member still has to accept the charter.",
            "%(count)s members still have to accept the charter.",
            len(waiting),
        ) % {"count": len(waiting)}
    return [Missing(code="charter_not_accepted", words=words)]
