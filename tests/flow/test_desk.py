"""My desk: at each stage the one thing that waits lies on the right desks, and on no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from experiments.actions import pausing, pilots, sign_offs
from experiments.models import Pilot, Reading
from flow.demo.clock import moved_clock
from flow.desk import waits_for
from people.models import Person
from tests import backing, copies, groups, peers, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.gate import despite_the_lock
from tests.shared import behind

pytestmark = pytest.mark.django_db


def stopped(cast: Cast) -> Any:
    return pilots.stop_pilot(person=cast.member, pilot_id=stages.running(cast).pk, reason="Enough")


def running_for_two_weeks(cast: Cast) -> Pilot:
    pilot = stages.running(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(opened_at=timezone.now() - timedelta(days=14))
    return pilot


def running_with_a_fresh_reading(cast: Cast) -> Reading:
    return Reading.objects.get(pk=stages.reading(cast, running_for_two_weeks(cast)))


def the_pilot() -> Pilot:
    return Pilot.objects.get()


TEAM = {"member", "challenger", "third"}
WAITS: list[tuple[Callable[[Cast], Any], str, set[str]]] = [
    (stages.draft, "Finish and post your problem", {"poster"}),
    (stages.posted, "Read the problem and decide", {"coordinator"}),
    (stages.published_problem, "Form a Do Tank", {"coordinator"}),
    (stages.forming, "Answer the invitation", TEAM | {"fourth"}),
    (stages.working, "Write the proposal together", TEAM),
    (stages.submitted, "Read the proposal and decide", {"manager"}),
    (stages.sent_back, "Change the proposal", TEAM),
    (stages.signed_off, "Prepare the pilot", TEAM),
    (stages.preparing, "Complete and start the pilot", TEAM),
    (running_for_two_weeks, "Enter this week's reading", TEAM),
    (running_with_a_fresh_reading, "Enter this week's reading", set()),
    (stages.paused, "Decide whether the pilot goes on or stops", TEAM),
    (copies.asked_to_copy, "Say whether your exemption may be copied", TEAM),
    (copies.agreed_to_copy, "Say whether your exemption may be copied", set()),
    (stopped, "Give the verdict and close the pilot", TEAM),
    (stages.concluded, "Publish the lesson", TEAM),
    (stages.published, "Publish the lesson", set()),
    (backing.reached, "Name who decides", {"coordinator"}),
    (backing.named, "Answer the colleagues who stand behind it", {"manager"}),
    (backing.answered, "Answer the colleagues who stand behind it", set()),
    (peers.asked, "Say whether you would talk with a colleague", {"member", "challenger"}),
    (peers.willing, "Say whether you meet a colleague", {"poster"}),
    (peers.met, "Say whether you meet a colleague", set()),
    (groups.asked, "Answer who asks to join", {"member"}),
    (groups.let_in, "Answer who asks to join", set()),
]
EVERYBODY = ["poster", "member", "challenger", "third", "fourth", "manager", "colleague", "coordinator", "outsider"]


@pytest.mark.parametrize(("stage", "verb", "desks"), WAITS, ids=[stage.__name__ for stage, _, _ in WAITS])
def test_what_waits_for_whom(
    stage: Callable[[Cast], Any], verb: str, desks: set[str], cast: Cast, as_person: ClientFor
) -> None:
    Person.objects.update(language="en")
    stage(cast)
    found = {}
    for who in EVERYBODY:
        desk = as_person(cast[who]).get("/api/desk/").json()
        found[who] = [one["verb"] for one in desk["waits"]]
        for one in desk["waits"]:
            assert as_person(cast[who]).get(behind(one["link"])).status_code == 200, one["link"]

    assert {who for who, verbs in found.items() if verb in verbs} == desks
    assert all(len(verbs) == len(set(verbs)) for verbs in found.values())


@pytest.mark.parametrize(
    ("turn", "verb"),
    [
        (
            lambda cast: pausing.pause_pilot(person=cast.member, pilot_id=the_pilot().pk, reason="Wait"),
            "Decide",
        ),
        (lambda cast: pilots.stop_pilot(person=cast.member, pilot_id=Pilot.objects.get().pk, reason="Enough"), "Give"),
    ],
)
def test_it_waits_since_it_came_to_this_and_not_since_it_began(
    turn: Callable[[Cast], Any], verb: str, cast: Cast
) -> None:
    stages.running(cast)
    with moved_clock() as clock:
        clock.shows += timedelta(days=9)
        turn(cast)
        turned = clock.shows

    (waiting,) = waits_for(cast.third)

    assert str(waiting.verb).startswith(verb)
    assert waiting.since == turned


def test_a_proposal_that_was_sent_back_waits_since_then(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    with moved_clock() as clock:
        clock.shows += timedelta(days=5)
        sign_offs.send_back(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="Say more")
        sent_back = clock.shows

    (waiting,) = waits_for(cast.third)

    assert waiting.since == sent_back
