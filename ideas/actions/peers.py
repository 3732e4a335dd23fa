"""Bringing a poster together with two colleagues elsewhere: both sides say yes, or nobody learns of the other."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.push import ask_again
from common.refusals import Clash, Forbidden, WrongState
from common.sealing import seal
from common.states import note_step, take_step
from ideas import queries
from ideas.broadcasts import peers_changed
from ideas.models import PeerAsk, PeerMessage, PeerSearch, Problem
from ideas.peers import queries as peers
from ideas.peers.matching import peers_for
from ideas.peers.states import OPEN_ASKS, AskState, SearchState
from ideas.poster import tell_poster
from people.models import Person
from people.notices import promise_notices
from people.queries import holding, organisation_of
from people.words import RoleKind

ASKED_AT_ONCE = 4


@transaction.atomic
def look_for_peers(*, poster: Person, problem_id: UUID) -> PeerSearch:
    """Ask colleagues elsewhere who know the subject whether they would talk; until a day, and under the pseudonym."""
    problem = queries.get_own_problem(poster, problem_id)
    if not Problem.objects.posted().filter(pk=problem.pk).exists():
        raise WrongState(_("Others cannot read your problem yet. Look for colleagues once they can."), code="not_shown")
    home = organisation_of(poster)
    if home is None:
        raise Forbidden(code="no_employer")
    search = peers.search_around(problem)
    if not peers.may_look(search):
        raise Clash(_("A search for colleagues around this problem runs already, or has found two."))
    found = peers_for(problem, home.pk)
    if not found:
        raise WrongState(
            _("At the moment nobody elsewhere has said to be open to this on your topics. Try again in some weeks."),
            code="nobody_open",
        )
    search = _begin(problem, search)
    PeerAsk.objects.bulk_create(PeerAsk(search=search, person_id=one, place=place) for place, one in enumerate(found))
    _ask_next(search, ASKED_AT_ONCE)
    return search


@transaction.atomic
def say_yes_to_peer(*, person: Person, ask_id: UUID) -> PeerAsk:
    """Be ready to talk; the poster hears that a colleague is, not who."""
    ask = peers.get_ask(person, ask_id, lock=True)
    take_step(ask, "say_yes", by=person)
    peers_changed(ask.search)
    tell_poster(ask.search.problem, key=f"peer_willing:{ask.pk}", kind="peer_willing", needs_you=True, page="/peers")
    return ask


@transaction.atomic
def say_no_to_peer(*, person: Person, ask_id: UUID) -> PeerAsk:
    """Say no; it costs nothing and needs no reason, and the next colleague is asked."""
    ask = peers.get_ask(person, ask_id, lock=True)
    take_step(ask, "say_no", by=person)
    _ask_next(ask.search, 1)
    return ask


@transaction.atomic
def meet_peer(*, poster: Person, ask_id: UUID) -> PeerAsk:
    """Say yes as the poster: from now on the two read each other; with the second one the search is over."""
    ask = peers.get_ask_of_poster(poster, ask_id)
    take_step(ask, "meet", by_day=True)
    peers_changed(ask.search)
    _tell_peers([ask], "peer_met")
    if PeerAsk.objects.filter(search=ask.search, state=AskState.MET).count() >= peers.WANTED:
        take_step(ask.search, "match", by_day=True)
        _lapse(ask.search)
    return ask


@transaction.atomic
def turn_down_peer(*, poster: Person, ask_id: UUID) -> PeerAsk:
    """Say no as the poster; the colleague hears only that they are no longer needed, and the next one is asked."""
    ask = peers.get_ask_of_poster(poster, ask_id)
    take_step(ask, "turn_down", by_day=True)
    _tell_peers([ask], "peer_not_needed", link="/app/")
    _ask_next(ask.search, 1)
    return ask


@transaction.atomic
def leave_peers(*, person: Person, ask_id: UUID) -> PeerAsk:
    """Take my yes back: I read and write no more; what I wrote stays with those it was written to."""
    ask = peers.get_ask(person, ask_id, lock=True)
    take_step(ask, "leave", by=person)
    tell_poster(ask.search.problem, key=f"peer_left:{ask.pk}", kind="peer_left", page="/peers")
    if ask.search.state == SearchState.OPEN:
        _ask_next(ask.search, 1)
    peers_changed(ask.search)
    ask_again(person.pk)
    return ask


@transaction.atomic
def stop_looking(*, poster: Person, problem_id: UUID) -> PeerSearch:
    """End the search; whoever was already met stays."""
    search = peers.get_search_of_poster(poster, problem_id)
    take_step(search, "stop", by_day=True)
    _lapse(search)
    return search


@transaction.atomic
def show_name_to_peers(*, poster: Person, problem_id: UUID) -> PeerSearch:
    """Show one's own name to the colleagues one talks with, and to nobody else."""
    side = peers.side_of(poster, problem_id)
    if side.ask is not None:
        raise Forbidden
    search = peers.lock_search(side.search.pk)
    search.shown = seal(peers.SHOWN, poster.pk.bytes, search.pk.bytes)
    search.save(update_fields=["shown"])
    peers_changed(search)
    return search


@transaction.atomic
def write_to_peers(*, person: Person, problem_id: UUID, text: str) -> PeerMessage:
    """Say something to those one was brought together with."""
    side = peers.side_of(person, problem_id)
    search = peers.lock_search(side.search.pk)
    met = peers.met_by(search)
    if not met:
        raise WrongState(_("Nobody is left in this conversation. You can look for colleagues again."))
    last = PeerMessage.objects.filter(search=search).aggregate(last=Max("number"))["last"] or 0
    message = PeerMessage.objects.create(search=search, ask=side.ask, number=last + 1, text=text)
    others = [ask for ask in met if side.ask is None or ask.pk != side.ask.pk]
    _tell_peers(others, "peer_message", key=f"peer_message:{message.pk}", quiet_key=f"peers:{search.pk}")
    if side.ask is not None:
        tell_poster(
            search.problem,
            key=f"peer_message:{message.pk}",
            kind="poster_peer_message",
            page="/peers",
            quiet_key=f"peers:{search.pk}",
        )
    peers_changed(search)
    return message


@transaction.atomic
def run_out(*, search_id: UUID) -> PeerSearch:
    """End a search whose time is over and say honestly what came of it; coordinators hear the number only."""
    search = peers.lock_search(search_id)
    line = take_step(search, "run_out", by_day=True)
    _lapse(search)
    found = str(PeerAsk.objects.filter(search=search, state=AskState.MET).count())
    tell_poster(search.problem, key=f"peers_ended:{line.pk}", kind="peers_ended", page="/peers", found=found)
    promise_notices(
        key=f"peers_ended_number:{line.pk}",
        kind="peers_ended_number",
        to=holding(RoleKind.COORDINATOR),
        link="/app/",
        found=found,
    )
    return search


def look_after_searches() -> None:
    """End what has run out or lost its problem, and remind both sides once when half of the time is over."""
    today = timezone.localdate()
    running = PeerSearch.objects.filter(state=SearchState.OPEN)
    for search_id in running.exclude(problem__in=Problem.objects.posted()).values_list("pk", flat=True):
        with suppress(WrongState):  # its poster was faster
            _end_without_problem(search_id)
    for search_id in running.filter(until__lt=today).values_list("pk", flat=True):
        with suppress(WrongState):
            run_out(search_id=search_id)
    half = peers.working_days_from(today, peers.REMIND_AFTER)
    for search in running.filter(until__lte=half).select_related("problem"):
        _remind(search)


@transaction.atomic
def _end_without_problem(search_id: UUID) -> None:
    search = peers.lock_search(search_id)
    take_step(search, "stop", by_day=True)
    _lapse(search)


@transaction.atomic
def _remind(search: PeerSearch) -> None:
    waiting = list(PeerAsk.objects.filter(search=search, state__in=OPEN_ASKS).select_related("person"))
    for ask in waiting:
        ask.search = search
        if ask.state == AskState.WILLING:
            tell_poster(search.problem, key=f"peer_waits:{ask.pk}", kind="peer_waits", needs_you=True, page="/peers")
    _tell_peers((ask for ask in waiting if ask.state == AskState.ASKED), "peer_reminder", needs_you=True)


def _begin(problem: Problem, search: PeerSearch | None) -> PeerSearch:
    until = peers.working_days_from(timezone.localdate(), peers.WORKING_DAYS)
    if search is None:
        search = PeerSearch.objects.create(problem=problem, until=until)
        note_step(search, "look", to_state=SearchState.OPEN, by_day=True)
        return search
    search = peers.lock_search(search.pk)
    take_step(search, "look_again", by_day=True)
    search.until = until
    search.save(update_fields=["until"])
    # Whoever had no time to answer may be asked again.
    PeerAsk.objects.filter(search=search, state=AskState.LAPSED).delete()
    return search


def _ask_next(search: PeerSearch, number: int) -> None:
    reserve = PeerAsk.objects.select_for_update(of=("self",)).select_related("person")
    for ask in reserve.filter(search=search, state=AskState.WAITING).order_by("place")[:number]:
        ask.search = search
        take_step(ask, "ask", by_day=True)
        _tell_peers([ask], "peer_asked", needs_you=True)


def _lapse(search: PeerSearch) -> None:
    left = PeerAsk.objects.select_for_update(of=("self",)).select_related("person")
    for ask in left.filter(search=search, state__in=[AskState.WAITING, *OPEN_ASKS]):
        ask.search = search
        told = ask.state in OPEN_ASKS
        take_step(ask, "lapse", by_day=True)
        if told:
            _tell_peers([ask], "peer_not_needed", link="/app/")


def _tell_peers(
    asks: Iterable[PeerAsk], kind: str, *, link: str = "", key: str = "", needs_you: bool = False, quiet_key: str = ""
) -> None:
    for ask in asks:
        promise_notices(
            key=key or f"{kind}:{ask.pk}",
            kind=kind,
            to=[ask.person],
            link=link or f"/app/peer-asks/{ask.pk}",
            needs_you=needs_you,
            quiet_key=quiet_key,
            problem=ask.search.problem.title,
        )
