"""Every step from every state: the table allows it and it happens, or it is refused and leaves no trace."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from common.refusals import Refusal
from common.states import take_step
from dotanks.actions import asking, proposals, teams
from dotanks.models import DocumentVersion, DoTank, Invitation, Proposal
from dotanks.states import DoTankState, InvitationState, ProposalState
from experiments.actions import pilots
from experiments.models import Pilot
from experiments.states import PilotState
from flow import steps
from ideas import actions as ideas
from ideas.models import Problem
from ideas.states import ProblemState
from learning.models import Lesson
from learning.states import LessonState
from tests import stages
from tests.cast import Cast, make_cast
from tests.conftest import ClientFor
from tests.matrix.operations import trace
from tests.shared import taken_back

Make = Callable[[Cast], Any]


def withdrawn_problem(cast: Cast) -> Problem:
    return ideas.withdraw_problem(poster=cast.poster, problem_id=stages.posted(cast).pk)


def dissolved(cast: Cast) -> DoTank:
    return teams.dissolve(coordinator=cast.coordinator, dotank_id=stages.gathered(cast).pk, reason="Too few")


def answered_invitation(answer: Callable[..., Any]) -> Make:
    def make(cast: Cast) -> Invitation:
        asked = stages.invitation(stages.gathered(cast), cast.fourth)
        answer(person=cast.fourth, invitation_id=asked.pk)
        return asked

    return make


def drafted_proposal(cast: Cast) -> Proposal:
    saved = stages.version(cast)
    return Proposal.objects.create(dotank=saved.dotank, version=saved, title="T", asked="A", summary="S")


def declined(cast: Cast) -> Proposal:
    proposal = stages.submitted(cast)
    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="No")
    return proposal


def stopped(cast: Cast) -> Pilot:
    return pilots.stop_pilot(person=cast.member, pilot_id=stages.running(cast).pk, reason="Enough")


STATES: dict[type[Any], dict[str, Make]] = {
    Problem: {
        ProblemState.DRAFT: stages.draft,
        ProblemState.POSTED: stages.posted,
        ProblemState.TAKEN_UP: lambda cast: stages.forming(cast).problem,
        ProblemState.ANSWERED: lambda cast: stages.published(cast).dotank.problem,
        ProblemState.WITHDRAWN: withdrawn_problem,
    },
    DoTank: {
        DoTankState.FORMING: stages.gathered,
        DoTankState.WORKING: stages.working,
        DoTankState.ENDED: lambda cast: stages.concluded(cast).dotank,
        DoTankState.DISSOLVED: dissolved,
    },
    Invitation: {
        InvitationState.SENT: lambda cast: stages.invitation(stages.gathered(cast), cast.fourth),
        InvitationState.ACCEPTED: answered_invitation(asking.accept),
        InvitationState.DECLINED: answered_invitation(asking.decline),
        InvitationState.WITHDRAWN: lambda cast: stages.invitation(dissolved(cast), cast.fourth),
    },
    Proposal: {
        ProposalState.DRAFT: drafted_proposal,
        ProposalState.SUBMITTED: stages.submitted,
        ProposalState.SENT_BACK: stages.sent_back,
        ProposalState.SIGNED_OFF: stages.signed_off,
        ProposalState.DECLINED: declined,
    },
    Pilot: {
        PilotState.PREPARING: stages.prepared,
        PilotState.RUNNING: stages.running,
        PilotState.STOPPED: stopped,
        PilotState.CLOSED: lambda cast: stages.concluded(cast).pilot,
    },
    Lesson: {LessonState.DRAFT: stages.told, LessonState.PUBLISHED: stages.published},
}

Try = Callable[[Cast, Any, ClientFor], tuple[int, str]]


def by(who: str, address: str, body: Any = None) -> Try:
    """Ask the API as one of the cast; `body` may depend on the record."""

    def ask(cast: Cast, record: Any, as_person: ClientFor) -> tuple[int, str]:
        sent = body(record) if callable(body) else body
        response = as_person(cast[who]).post(f"/api/{address.format(id=record.pk, r=record)}", sent, format="json")
        return response.status_code, response.json().get("code", "")

    return ask


def act(action: Callable[[Cast, Any], Any]) -> Try:
    """Call an action that has no address of its own."""

    def ask(cast: Cast, record: Any, as_person: ClientFor) -> tuple[int, str]:
        try:
            action(cast, record)
        except Refusal as refusal:
            return refusal.status, refusal.code
        return 200, ""

    return ask


def newest(proposal: Proposal) -> dict[str, Any]:
    number = DocumentVersion.objects.filter(dotank=proposal.dotank).order_by("-number")[0].number
    return {"version": number, "title": "T", "asked": "A", "summary": "S"}


YES = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
NO = {"read_version": 1, "reason": "Because"}
TRIES: dict[type[Any], dict[str, Try]] = {
    Problem: {
        "post": by("poster", "problems/{id}/post/"),
        "withdraw": by("poster", "problems/{id}/withdraw/"),
        "take_up": act(lambda cast, problem: ideas.take_up(coordinator=cast.coordinator, problem_id=problem.pk)),
        "release": act(
            lambda cast, problem: ideas.release(coordinator=cast.coordinator, problem_id=problem.pk, reason="No team")
        ),
        "answer": act(lambda cast, problem: ideas.answer(by=cast.member, problem_id=problem.pk)),
    },
    DoTank: {
        "start": by("coordinator", "dotanks/{id}/start/"),
        "dissolve": by("coordinator", "dotanks/{id}/dissolve/", {"reason": "Too few"}),
        "end": act(lambda cast, dotank: proposals.end(by=cast.member, dotank_id=dotank.pk)),
    },
    Invitation: {
        "accept": by("fourth", "invitations/{id}/accept/"),
        "decline": by("fourth", "invitations/{id}/decline/", {}),
        "withdraw": act(lambda cast, invitation: take_step(invitation, "withdraw", by=cast.coordinator)),
    },
    Proposal: {
        "submit": by("member", "dotanks/{r.dotank_id}/proposals/", newest),
        "sign_off": by("manager", "proposals/{id}/sign-off/", YES),
        "send_back": by("manager", "proposals/{id}/send-back/", NO),
        "decline": by("manager", "proposals/{id}/decline/", NO),
    },
    Pilot: {
        "open": by("member", "pilots/{id}/open/"),
        "stop": by("member", "pilots/{id}/stop/", {"reason": "Enough"}),
        "reach_end": act(lambda _, pilot: pilots.reach_end(pilot_id=pilot.pk)),
        "conclude": by("member", "pilots/{id}/conclude/", stages.VERDICT),
    },
    Lesson: {"publish": by("member", "lessons/{id}/publish/")},
}
PLACES = [(model, state) for model, states in STATES.items() for state in states]


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: f"{place[0].__name__}-{place[1]}")
def place(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """One record in one state, made by real actions."""
    model, state = request.param
    with django_db_blocker.unblock(), taken_back():
        cast = make_cast()
        record = model.objects.get(pk=STATES[model][state](cast).pk)
        assert record.state == state
        yield cast, record


@pytest.mark.django_db
def test_every_step_from_this_state(place: tuple[Cast, Any], as_person: ClientFor) -> None:
    cast, kept = place
    for name, step in type(kept).STEPS.items():
        with taken_back():
            record = type(kept).objects.get(pk=kept.pk)
            if name == "submit" and record.state in {ProposalState.SENT_BACK, ProposalState.SUBMITTED}:
                newer_version(record)
            if name == "reach_end":
                Pilot.objects.filter(pk=record.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
            before = trace()

            status, code = TRIES[type(record)][name](cast, record, as_person)

            if kept.state in step.from_states:
                assert (status < 300, type(kept).objects.get(pk=kept.pk).state) == (True, step.to_state), (name, code)
            else:
                assert (name, status, code) == (name, 409, "wrong_state")
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
