"""Every state of a search for peers and of the question to one, and every step tried from it."""

from typing import Any

from common.states import take_step
from ideas.actions.peers import run_out
from ideas.models import PeerAsk, PeerSearch
from ideas.peers.states import AskState, SearchState
from tests import peers
from tests.flow.every_step.trying import Make, Try, act, by

STATES: dict[type[Any], dict[str, Make]] = {
    PeerSearch: {
        SearchState.OPEN: peers.searching,
        SearchState.MATCHED: peers.matched,
        SearchState.ENDED: peers.ended,
        SearchState.STOPPED: peers.stopped,
    },
    PeerAsk: {
        AskState.WAITING: peers.waiting,
        AskState.ASKED: peers.asked,
        AskState.WILLING: peers.willing,
        AskState.DECLINED: peers.declined,
        AskState.MET: peers.met,
        AskState.TURNED_DOWN: peers.turned_down,
        AskState.LAPSED: peers.lapsed,
        AskState.LEFT: peers.left,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    PeerSearch: {
        "match": act(lambda _, search: take_step(search, "match")),
        "run_out": act(lambda _, search: run_out(search_id=search.pk)),
        "stop": by("poster", "problems/{r.problem_id}/peers/stop/"),
        "look_again": act(lambda _, search: take_step(search, "look_again")),
    },
    PeerAsk: {
        "ask": act(lambda _, ask: take_step(ask, "ask")),
        "say_yes": act(lambda _, ask: say_yes(ask)),
        "say_no": act(lambda _, ask: say_no(ask)),
        "meet": act(lambda _, ask: take_step(ask, "meet")),
        "turn_down": act(lambda _, ask: take_step(ask, "turn_down")),
        "leave": act(lambda _, ask: take_step(ask, "leave")),
        "lapse": act(lambda _, ask: take_step(ask, "lapse")),
    },
}


def say_yes(ask: PeerAsk) -> None:
    """In reserve nobody knows of the question: the table is tried itself."""
    take_step(ask, "say_yes", by=ask.person)


def say_no(ask: PeerAsk) -> None:
    take_step(ask, "say_no", by=ask.person)
