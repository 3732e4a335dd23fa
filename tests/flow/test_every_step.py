"""Every step from every state: the table allows it and it happens, or it is refused and leaves no trace."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dotanks.models import DocumentVersion, Proposal
from dotanks.states import ProposalState
from experiments.models import Pilot
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.every_step import (
    backing,
    beside,
    calls,
    conversation,
    copies,
    dotanks,
    experiments,
    groups,
    hours,
    ideas,
    learning,
    organisations,
    peers,
    room_chat,
    room_deciding,
    room_margin,
    room_session,
)
from tests.flow.every_step.trying import Make, Try
from tests.gate import despite_the_lock
from tests.matrix.trace import trace
from tests.remembered import remembered_cast
from tests.shared import taken_back

APPS = (
    organisations,
    groups,
    peers,
    backing,
    ideas,
    conversation,
    dotanks,
    calls,
    hours,
    beside,
    room_chat,
    room_deciding,
    room_margin,
    room_session,
    experiments,
    copies,
    learning,
)
STATES: dict[type[Any], dict[str, Make]] = {model: states for app in APPS for model, states in app.STATES.items()}
TRIES: dict[type[Any], dict[str, Try]] = {model: tries for app in APPS for model, tries in app.TRIES.items()}
PLACES = [(model, state) for model, states in STATES.items() for state in states]


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: f"{place[0].__name__}-{place[1]}")
def place(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """One record in one state, made by real actions."""
    model, state = request.param
    with django_db_blocker.unblock(), taken_back():
        cast = remembered_cast()
        record = model.objects.get(pk=STATES[model][state](cast).pk)
        assert record.state == state
        yield cast, record


GIVEN_AGAIN = {
    ("sign_off", ProposalState.SIGNED_OFF),
    ("send_back", ProposalState.SENT_BACK),
    ("decline", ProposalState.DECLINED),
}


@pytest.mark.django_db
def test_every_step_from_this_state(place: tuple[Cast, Any], as_person: ClientFor) -> None:
    cast, kept = place
    for name, step in type(kept).STEPS.items():
        with taken_back():
            record = type(kept).objects.get(pk=kept.pk)
            if name == "submit" and record.state not in {ProposalState.DRAFT, ProposalState.DECLINED}:
                newer_version(record)
            if name == "reach_end":
                with despite_the_lock():
                    Pilot.objects.filter(pk=record.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
            before = trace()

            status, code = TRIES[type(record)][name](cast, record, as_person)

            if kept.state in step.from_states:
                assert (status < 300, type(kept).objects.get(pk=kept.pk).state) == (True, step.to_state), (name, code)
            else:
                # Who does not even see the record in this state is told no more than that. Whoever answered already
                # is told who did; the same answer once more is the first one, and nothing happens.
                refused = {(409, "wrong_state"), (404, "unknown"), (409, "answered")}
                again = {(201, "")} if (name, kept.state) in GIVEN_AGAIN else set()
                assert (status, code) in refused | again, name
                assert without_sign_ins(trace()) == without_sign_ins(before), f"{name} left a trace"


def newer_version(proposal: Proposal) -> None:
    first = proposal.version
    DocumentVersion.objects.create(
        dotank=proposal.dotank,
        number=first.number + 1,
        html="<p>More</p>",
        text="More",
        state=first.state,
        sha256=uuid4().hex,
        saved_by=first.saved_by,
    )


def without_sign_ins(found: dict[str, str]) -> dict[str, str]:
    """Signing in notes when, which is no trace of the step."""
    return {table: digest for table, digest in found.items() if table != "people_person"}


def test_every_step_of_every_table_is_tried() -> None:
    from django.apps import apps

    with_steps = {model for model in apps.get_models() if hasattr(model, "STEPS")}
    assert with_steps == set(STATES) == set(TRIES)
    for model in with_steps:
        assert set(TRIES[model]) == set(model.STEPS)
        assert set(STATES[model]) == states_of(model)


def states_of(model: Any) -> set[str]:
    return {value for value, _ in model._meta.get_field("state").choices}
