"""Every state of the question to a decision maker, and every step tried from it."""

from typing import Any

from ideas.actions.backing import miss_answer
from ideas.backing.states import BackingState
from ideas.models import Backing
from tests import backing
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.every_step.trying import Make, Try, act, by

STATES: dict[type[Any], dict[str, Make]] = {
    Backing: {
        BackingState.REACHED: backing.reached,
        BackingState.NAMED: backing.named,
        BackingState.MISSED: backing.missed,
        BackingState.ANSWERED: backing.answered,
    }
}


def name(cast: Cast, found: Backing, as_person: ClientFor) -> tuple[int, str]:
    address = "problems/{r.problem_id}/backing/name/"
    return by("coordinator", address, {"manager": str(cast.manager.pk)})(cast, found, as_person)


TRIES: dict[type[Any], dict[str, Try]] = {
    Backing: {
        "name": name,
        "miss": act(lambda _, found: miss_answer(backing_id=found.pk)),
        "answer": by("manager", "problems/{r.problem_id}/backing/answer/", backing.ANSWER),
    }
}
