"""Reads for one side of a search; fetches for one purpose."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from common.refusals import Forbidden, Unknown
from common.sealing import unseal
from ideas import queries
from ideas.models import PeerAsk, PeerMessage, PeerSearch, Problem
from ideas.peers.states import TALKED, AskState, SearchState
from ideas.poster import is_poster, problems_posted_by
from people.models import Person
from people.queries import with_organisation

WANTED = 2
WORKING_DAYS = 10
REMIND_AFTER = 5
SHOWN = "peer-name"
SATURDAY = 5


def working_days_from(start: date, days: int) -> date:
    """So many days from Monday to Friday later: whose holidays count would tell where the poster works."""
    while days:
        start += timedelta(days=1)
        days -= start.weekday() < SATURDAY
    return start


@dataclass(frozen=True)
class Side:
    """Which end of a conversation a person is at: the poster's, or that of a colleague they met."""

    search: PeerSearch
    ask: PeerAsk | None


def get_problem_of_poster(poster: Person, problem_id: UUID) -> Problem:
    """The poster's own problem, to read."""
    problem = queries.get_problem(poster, problem_id)
    if not is_poster(poster, problem):
        raise Forbidden
    return problem


def search_around(problem: Problem) -> PeerSearch | None:
    """The search around this problem, if its poster ever began one."""
    rows = PeerSearch.objects.filter(problem=problem).select_related(*queries.along("problem__"))
    return rows.prefetch_related(Prefetch("asks", _with_person().order_by("place"))).first()


def get_search_of_poster(poster: Person, problem_id: UUID) -> PeerSearch:
    """The poster's search, locked with its problem."""
    problem = queries.get_own_problem(poster, problem_id)
    search = search_around(problem)
    if search is None:
        raise Unknown
    return lock_search(search.pk)


def get_ask_of_poster(poster: Person, ask_id: UUID) -> PeerAsk:
    """A colleague's yes for the poster's answer, locked; to everybody else it does not exist."""
    ask = PeerAsk.objects.select_related("search__problem").filter(pk=ask_id).first()
    if ask is None or ask.state == AskState.WAITING or not is_poster(poster, ask.search.problem):
        raise Unknown
    return _locked(ask)


def get_ask(person: Person, ask_id: UUID, *, lock: bool = False) -> PeerAsk:
    """My own question to answer, as long as the problem can be read; nobody opens somebody else's."""
    rows = _readable().select_related(*queries.along("search__problem__"))
    ask = rows.filter(pk=ask_id, person_id=person.pk).exclude(state=AskState.WAITING).first()
    if ask is None:
        raise Unknown
    return _locked(ask) if lock else ask


def lock_search(search_id: UUID) -> PeerSearch:
    """The search, locked until the transaction ends: its answers come one after the other."""
    rows = PeerSearch.objects.select_for_update(of=("self",)).select_related(*queries.along("problem__"))
    return rows.get(pk=search_id)


def side_of(person: Person, problem_id: UUID) -> Side:
    """The conversation about this problem that the person is in; to everybody else there is none."""
    talked = PeerAsk.objects.filter(search__problem_id=problem_id, state__in=TALKED)
    rows = PeerSearch.objects.filter(problem_id=problem_id).select_related(*queries.along("problem__"))
    search = rows.first()
    if search is not None and is_poster(person, search.problem) and talked.exists():
        return Side(search, None)
    mine = (
        _readable()
        .filter(search__problem_id=problem_id, state=AskState.MET, person_id=person.pk)
        .select_related(*queries.along("search__problem__"))
        .first()
    )
    if mine is None:
        raise Unknown
    return Side(mine.search, mine)


def messages_of(side: Side) -> QuerySet[PeerMessage]:
    """What was said, newest first."""
    asks = Prefetch("ask", _with_person())
    return PeerMessage.objects.filter(search=side.search).prefetch_related(asks).order_by("-number", "-id")


def met_by(search: PeerSearch) -> list[PeerAsk]:
    """The colleagues who talk with the poster."""
    return list(_with_person().filter(search=search, state=AskState.MET).order_by("place"))


def with_jobs(person: Person) -> Person:
    """The person with where they work today, for a card."""
    return with_organisation(Person.objects.filter(pk=person.pk)).get()


def may_look(search: PeerSearch | None) -> bool:
    """Whether the poster may look, or look again: nothing runs, and there are not two colleagues to talk with."""
    if search is None:
        return True
    met = [ask for ask in search.asks.all() if ask.state == AskState.MET]
    return search.state != SearchState.OPEN and len(met) < WANTED


def may_watch(person: Person, search_id: str) -> bool:
    """Whether this person may hear of news in the search or its conversation: its poster and whom they met."""
    search = PeerSearch.objects.select_related("problem").filter(pk=search_id).first()
    if search is None:
        return False
    met = _readable().filter(search=search, person_id=person.pk, state=AskState.MET)
    return is_poster(person, search.problem) or met.exists()


def shown_poster(search: PeerSearch) -> Person | None:
    """Who the poster is, where they chose to show it to those they talk with; only ever asked for these."""
    if search.shown is None:
        return search.problem.posted_by
    person_id = UUID(bytes=unseal(SHOWN, bytes(search.shown), search.pk.bytes))
    return with_organisation(Person.objects.filter(pk=person_id)).first()


def _locked(ask: PeerAsk) -> PeerAsk:
    # The search first, as its own end does: two who lock in opposite order wait for each other for ever.
    search = lock_search(ask.search_id)
    found = PeerAsk.objects.select_for_update(of=("self",)).select_related("person").get(pk=ask.pk)
    found.search = search
    return found


def asks_waiting_for(person: Person) -> QuerySet[PeerAsk]:
    """The colleagues who stand alone and hope for this person's yes or no, for the desk."""
    return _readable().filter(person=person, state=AskState.ASKED).select_related("search__problem")


def answers_waiting_for(poster: Person) -> QuerySet[PeerAsk]:
    """The colleagues who said yes and wait for this poster's; only ever called for the person who asks."""
    mine = problems_posted_by(poster).values("pk")
    return PeerAsk.objects.filter(search__problem__in=mine, state=AskState.WILLING).select_related("search__problem")


def _readable() -> QuerySet[PeerAsk]:
    # A problem that its poster withdrew is nobody else's any more.
    return PeerAsk.objects.filter(search__problem__in=Problem.objects.posted())


def _with_person() -> QuerySet[PeerAsk]:
    return PeerAsk.objects.prefetch_related(Prefetch("person", with_organisation(Person.objects.all())))
