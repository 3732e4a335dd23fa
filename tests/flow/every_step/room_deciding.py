"""Every state of a poll and of a decision, and every step tried from it."""

from typing import Any

from dotanks.room.deciding import actions, decisions
from dotanks.room.deciding.states import DecisionState, PollState
from dotanks.room.models import Decision, Poll
from tests import rooms
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, by


def closed(cast: Cast) -> Poll:
    return actions.close_poll(person=cast.member, poll_id=rooms.poll(cast).pk)


def withdrawn(cast: Cast) -> Poll:
    return actions.withdraw_poll(person=cast.member, poll_id=rooms.poll(cast).pk)


def ended(cast: Cast) -> Decision:
    return decisions.end_decision(person=cast.member, decision_id=rooms.decision(cast).pk)


STATES: dict[type[Any], dict[str, Make]] = {
    Poll: {
        PollState.DRAFT: rooms.draft,
        PollState.OPEN: rooms.poll,
        PollState.CLOSED: closed,
        PollState.WITHDRAWN: withdrawn,
    },
    Decision: {DecisionState.STANDS: rooms.decision, DecisionState.ENDED: ended},
}
TRIES: dict[type[Any], dict[str, Try]] = {
    Poll: {
        "open": by("member", "polls/{id}/open/"),
        "close": by("member", "polls/{id}/close/", {}),
        "withdraw": by("member", "polls/{id}/withdraw/"),
    },
    Decision: {
        "keep": by("member", "decisions/{id}/keep/", {"words": "It still holds."}),
        "end": by("member", "decisions/{id}/end/", {"words": "It is law now."}),
    },
}
