"""What is stored of searches for peers."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.states import take_step
from ideas import poster
from ideas.models import PeerAsk, PeerMessage, PeerSearch
from ideas.peers.states import TALKED, AskState
from people.models import Person
from people.privacy.registry import Fate, Ground, Store, Table, store


def begun_by(person: Person) -> Any:
    """The searches this person began as a poster; only ever called for the person who asks."""
    return PeerSearch.objects.filter(problem__persona__in=poster.personas_of(person)).select_related("problem")


def written_by(person: Person) -> Any:
    """What this person wrote on either side; only ever called for the person who asks."""
    on_a_side = Q(ask__person=person) | Q(ask=None, search__in=begun_by(person))
    return PeerMessage.objects.filter(on_a_side).select_related("search__problem")


def leave_all(person: Person) -> None:
    """Whoever was only asked was never asked; whoever talked is gone from the conversation, and their words stay."""
    mine = PeerAsk.objects.select_for_update().filter(person=person)
    mine.exclude(state__in=TALKED).delete()
    for ask in mine.filter(state=AskState.MET):
        take_step(ask, "leave", by_day=True)


def cover(person: Person) -> None:
    """What was said stays with those it was said to; the name that was shown to them goes."""
    begun_by(person).update(shown=None)


store(
    Store(
        name="peers",
        title=_("Standing alone no longer"),
        what=_(
            "That you were asked to talk with a colleague who stands alone, what you answered, and what you wrote "
            "to each other. Who looked for colleagues is not in these tables; a name they show is sealed."
        ),
        why=_("So that nobody has to fight alone, and nobody is named before both sides said yes."),
        ground=Ground.PUBLIC_TASK,
        kept=_("As long as the problem. Erase yourself, and what you wrote stays without your name."),
        seen_by=_("Those who talk with each other. Coordinators hear only how many were found."),
        tables=(
            Table(
                PeerSearch,
                _("Searches you began"),
                Fate.UNNAMED,
                mine=begun_by,
                columns={_("Problem"): "problem.title", _("State"): "state", _("Day"): "day"},
                erase=cover,
            ),
            Table(
                PeerAsk,
                _("Where you were asked to talk"),
                Fate.UNNAMED,
                mine=lambda person: PeerAsk.objects.filter(person=person).select_related("search__problem"),
                columns={_("Problem"): "search.problem.title", _("State"): "state", _("Day"): "day"},
                erase=leave_all,
            ),
            Table(
                PeerMessage,
                _("What you wrote to each other"),
                Fate.UNNAMED,
                mine=written_by,
                columns={_("Problem"): "search.problem.title", _("What you wrote"): "text", _("Day"): "day"},
            ),
        ),
    )
)
