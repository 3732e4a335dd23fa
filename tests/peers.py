"""A search for peers brought to a stage through the real actions: Petra stands alone, Mia and Chris are asked."""

from typing import Any

from ideas.actions import peers
from ideas.models import PeerAsk, PeerSearch, Problem
from people.models import Person, Profile
from tests import stages
from tests.cast import Cast

MESSAGE = {"text": "How did you find a manager who helped?"}


def open_to_it(*people: Person, topics: tuple[str, ...] = ("internal-rules",)) -> None:
    Profile.objects.filter(person__in=people).update(open_to_peers=True, topics=list(topics))


def posted(cast: Cast) -> Problem:
    """Both would talk about such things; Petra has posted."""
    open_to_it(cast.member, cast.challenger)
    return stages.published_problem(cast)


def searching(cast: Cast, problem: Problem | None = None) -> PeerSearch:
    """Mia and Chris were asked."""
    open_to_it(cast.member, cast.challenger)
    problem = problem or stages.published_problem(cast)
    return peers.look_for_peers(poster=cast.poster, problem_id=problem.pk)


def ask_of(search: PeerSearch, person: Person) -> PeerAsk:
    return PeerAsk.objects.get(search=search, person=person)


def asked(cast: Cast, problem: Problem | None = None) -> PeerAsk:
    """Mia thinks about it."""
    return ask_of(searching(cast, problem), cast.member)


def willing(cast: Cast, problem: Problem | None = None) -> PeerAsk:
    """Mia said yes."""
    return peers.say_yes_to_peer(person=cast.member, ask_id=asked(cast, problem).pk)


def met(cast: Cast, problem: Problem | None = None) -> PeerAsk:
    """Petra said yes too."""
    return peers.meet_peer(poster=cast.poster, ask_id=willing(cast, problem).pk)


def matched(cast: Cast) -> PeerSearch:
    """Chris as well: the search is over."""
    search = met(cast).search
    chris = ask_of(search, cast.challenger)
    peers.say_yes_to_peer(person=cast.challenger, ask_id=chris.pk)
    return peers.meet_peer(poster=cast.poster, ask_id=chris.pk).search


def talking(cast: Cast, problem: Problem | None = None) -> PeerAsk:
    """Each has said something."""
    ask = met(cast, problem)
    for person in (cast.poster, cast.member):
        peers.write_to_peers(person=person, problem_id=ask.search.problem_id, **MESSAGE)
    return ask


def declined(cast: Cast) -> PeerAsk:
    return peers.say_no_to_peer(person=cast.member, ask_id=asked(cast).pk)


def turned_down(cast: Cast) -> PeerAsk:
    return peers.turn_down_peer(poster=cast.poster, ask_id=willing(cast).pk)


def left(cast: Cast) -> PeerAsk:
    """Mia talked, and has had enough."""
    return peers.leave_peers(person=cast.member, ask_id=met(cast).pk)


def lapsed(cast: Cast) -> PeerAsk:
    ask = asked(cast)
    peers.stop_looking(poster=cast.poster, problem_id=ask.search.problem_id)
    return ask


def waiting(cast: Cast) -> PeerAsk:
    """In reserve, as nobody else is needed yet."""
    search = searching(cast)
    return PeerAsk.objects.create(search=search, person=cast.third, place=9)


def stopped(cast: Cast) -> PeerSearch:
    return lapsed(cast).search


def ended(cast: Cast) -> PeerSearch:
    return peers.run_out(search_id=searching(cast).pk)


def grow(cast: Cast) -> None:
    """In the oldest search, more who said yes, are met and wrote."""
    from tests.factories import make_organisation, make_person

    number = Person.objects.count()
    search = PeerSearch.objects.order_by("day", "until").first() or talking(cast).search
    for place, state in ((number, "willing"), (number + 1, "met")):
        guest = make_person(f"Peer {place}", make_organisation(f"Peer House {place}"))
        ask = PeerAsk.objects.create(search=search, person=guest, place=place, state=state)
        if state == "met":
            peers.write_to_peers(person=guest, problem_id=search.problem_id, text="Me too")
            assert ask.messages.count() == 1


def first_of(person: Person) -> Any:
    return PeerAsk.objects.filter(person=person).order_by("day").first()
