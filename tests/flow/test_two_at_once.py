"""What may happen once happens once, also when two do it in the same moment; the other is told so."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dotanks.actions import asking, teams
from dotanks.models import DocumentVersion, DoTank, Invitation, Proposal, Seat
from experiments.actions import pilots, readings
from experiments.models import Pilot, Reading, SignOff, Value
from flow import steps
from ideas.models import Problem
from learning.models import Lesson, LessonCredit
from people.models import Profile
from tests import days, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.gate import despite_the_lock
from tests.racing import Try, at_once, trying

pytestmark = pytest.mark.django_db(transaction=True)

Ask = Callable[[], Any]


@pytest.fixture
def asks(cast: Cast, as_person: ClientFor) -> Callable[..., Ask]:
    """A request by one of the cast, ready to be sent."""

    def prepare(who: str, address: str, body: Any = None, *, method: str = "post", key: str = "") -> Ask:
        client = as_person(cast[who])
        headers = {"Idempotency-Key": key} if key else {}
        return lambda: getattr(client, method)(f"/api/{address}", body, format="json", headers=headers)

    return prepare


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def codes(answers: list[Any]) -> set[str]:
    return {answer.json()["code"] for answer in answers if answer.status_code >= 400}


def test_accepting_twice_takes_one_seat(cast: Cast, asks: Callable[..., Ask]) -> None:
    invitation = stages.invitation(stages.forming(cast), cast.member)
    accept = f"invitations/{invitation.pk}/accept/"

    answers = at_once(asks("member", accept), asks("member", accept), asks("member", accept))

    assert statuses(answers) == [201, 409, 409]
    assert codes(answers) == {"wrong_state"}
    assert Seat.objects.filter(person=cast.member).count() == 1


def test_accepting_while_it_is_dissolved_locks_nobody_out(cast: Cast, asks: Callable[..., Ask]) -> None:
    """Both lock the Do Tank first; otherwise PostgreSQL would end one of them as a deadlock."""
    dotank = stages.gathered(cast)
    invitation = stages.invitation(dotank, cast.fourth)

    answers = at_once(
        asks("fourth", f"invitations/{invitation.pk}/accept/"),
        asks("coordinator", f"dotanks/{dotank.pk}/dissolve/", {"reason": "Too few"}),
    )

    assert answers[1].status_code == 200
    assert answers[0].status_code in {201, 409}
    assert Seat.objects.filter(person=cast.fourth).exists() is (answers[0].status_code == 201)


def test_two_coordinators_confirm_one_proposed_team(cast: Cast, asks: Callable[..., Ask]) -> None:
    proposed = stages.proposed_team(cast)
    choice = stages.choice(cast)
    body = {name: str(value) for name, value in choice.items()} | {"members": [str(one) for one in choice["members"]]}
    address = f"proposed-teams/{proposed.pk}/confirm/"
    cast.colleague = make_person("Second Coordinator", cast.home, roles=["coordinator"])

    answers = at_once(asks("coordinator", address, body), asks("colleague", address, body))

    assert statuses(answers) == [201, 409]
    assert codes(answers) == {"already_done"}
    assert DoTank.objects.count() == 1
    assert Invitation.objects.count() == len(cast.volunteers)


def last_slot(cast: Cast) -> None:
    """Each volunteer has room for one Do Tank more, and no other."""
    Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=1)


def test_two_problems_race_for_somebodys_last_slot(cast: Cast) -> None:
    last_slot(cast)
    proposed = [stages.proposed_team(cast), stages.proposed_team(cast)]

    def confirm(team: Any) -> Try:
        return trying(teams.confirm_team, coordinator=cast.coordinator, proposed_team_id=team.pk, **choice)

    choice = stages.choice(cast)
    answers = at_once(*(confirm(team) for team in proposed))

    assert sorted(answers) == ["done", "invalid"]
    assert Invitation.objects.filter(person=cast.member).count() == 1


def test_two_do_tanks_invite_somebody_for_their_last_slot(cast: Cast) -> None:
    dotanks = [stages.gathered(cast), stages.gathered(cast)]
    guest = make_person(
        "Gita Guest", make_organisation("Guest House", region="Overijssel"), skills={"process-design": 4}, dotank_cap=1
    )

    def invite(dotank: DoTank) -> Try:
        return trying(
            asking.invite,
            coordinator=cast.coordinator,
            dotank_id=dotank.pk,
            person=guest.pk,
            reply_by=stages.in_a_week(),
        )

    answers = at_once(*(invite(dotank) for dotank in dotanks))

    assert sorted(answers) == ["done", "invalid"]
    assert Invitation.objects.filter(person=guest).count() == 1


ANSWERS = {
    "sign-off": {"read_version": 1, "help_promised": "A desk", "reason": "Clear"},
    "send-back": {"read_version": 1, "reason": "More"},
    "decline": {"read_version": 1, "reason": "No"},
}


@pytest.mark.parametrize(
    ("one", "other"), [("sign-off", "send-back"), ("sign-off", "sign-off"), ("decline", "sign-off")]
)
def test_a_manager_answers_one_version_once(one: str, other: str, cast: Cast, asks: Callable[..., Ask]) -> None:
    proposal = stages.submitted(cast)

    answers = at_once(
        *(asks("manager", f"proposals/{proposal.pk}/{answer}/", ANSWERS[answer]) for answer in (one, other))
    )

    if one == other:
        assert statuses(answers) == [201, 201], "the same answer twice is one answer"
    else:
        assert statuses(answers) == [201, 409]
        assert codes(answers) == {"answered"}
    assert SignOff.objects.get().decision == Proposal.objects.get().state


def test_declining_while_a_newer_version_is_submitted(cast: Cast, asks: Callable[..., Ask]) -> None:
    """Either the manager answered what was read, or is told that there is a newer version."""
    proposal = stages.submitted(cast)
    first = proposal.version
    DocumentVersion.objects.create(
        dotank=proposal.dotank, number=2, html="<p>2</p>", text="2", state=first.state, sha256="2", saved_by=cast.member
    )
    newer = {"version": 2, **stages.ASKED, "risks": []}

    answers = at_once(
        asks("manager", f"proposals/{proposal.pk}/decline/", ANSWERS["decline"]),
        asks("member", f"dotanks/{proposal.dotank_id}/proposals/", newer),
    )

    assert statuses(answers) == [201, 409]
    assert codes(answers) <= {"outdated", "wrong_state"}


def test_a_pilot_is_prepared_once(cast: Cast, asks: Callable[..., Ask]) -> None:
    proposal = stages.signed_off(cast)

    answers = at_once(*(asks(who, f"proposals/{proposal.pk}/pilots/") for who in ("member", "challenger", "third")))

    assert statuses(answers) == [201, 409, 409]
    assert Pilot.objects.count() == 1


def test_a_reading_is_corrected_once(cast: Cast, asks: Callable[..., Ask]) -> None:
    pilot = stages.running(cast)
    wrong = stages.reading(cast, pilot)
    correction = {
        "measure": str(pilot.measures.get().pk),
        "value": "4",
        "taken_on": str(days.today()),
        "corrects": str(wrong),
    }
    address = f"pilots/{pilot.pk}/readings/"

    answers = at_once(asks("member", address, correction), asks("third", address, correction))

    assert statuses(answers) == [201, 409]
    assert codes(answers) == {"already_done"}
    assert Reading.objects.filter(corrects=wrong).count() == 1


def test_concluding_twice_gives_one_value_and_one_lesson(cast: Cast, asks: Callable[..., Ask]) -> None:
    pilot = stages.running(cast)
    address = f"pilots/{pilot.pk}/conclude/"

    answers = at_once(asks("member", address, stages.VERDICT), asks("third", address, stages.VERDICT))

    assert statuses(answers) == [201, 409]
    assert (Value.objects.count(), Lesson.objects.count()) == (1, 1)


def test_the_clock_and_a_member_end_a_pilot_once(cast: Cast) -> None:
    pilot = stages.running(cast)
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot.pk).update(ends_at=timezone.now())

    at_once(
        trying(pilots.reach_end, pilot_id=pilot.pk),
        trying(steps.conclude_pilot, person=cast.member, pilot_id=pilot.pk, **stages.VERDICT),
        trying(readings.enter_reading, person=cast.member, pilot_id=pilot.pk, **reading(pilot)),
    )

    assert Pilot.objects.get().state in {"stopped", "closed"}
    assert Reading.objects.count() == 0


def reading(pilot: Pilot) -> dict[str, Any]:
    return {"measure": pilot.measures.get().pk, "value": Decimal(5), "taken_on": days.today()}


def test_publishing_twice_publishes_once(cast: Cast, asks: Callable[..., Ask]) -> None:
    lesson = stages.told(cast)
    address = f"lessons/{lesson.pk}/publish/"

    answers = at_once(asks("member", address), asks("third", address))

    assert statuses(answers) == [200, 409]
    assert LessonCredit.objects.count() == Seat.objects.count()


def test_one_key_is_one_problem_also_at_once(cast: Cast, asks: Callable[..., Ask]) -> None:
    ask = asks("poster", "problems/", stages.WORDS, key="one-intention")

    answers = [*at_once(ask, ask, ask), ask()]

    assert statuses(answers) == [201] * 4
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert Problem.objects.count() == 1


def test_a_key_is_for_one_request_of_one_person(cast: Cast, asks: Callable[..., Ask]) -> None:
    assert asks("poster", "problems/", stages.WORDS, key="k")().status_code == 201

    other = asks("poster", "problems/", {**stages.WORDS, "title": "Other"}, key="k")()
    somebody = asks("colleague", "problems/", stages.WORDS, key="k")()

    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    assert somebody.status_code == 201
    assert Problem.objects.count() == 2


def test_a_refused_request_leaves_its_key_free(cast: Cast, asks: Callable[..., Ask]) -> None:
    assert asks("poster", "problems/", {**stages.WORDS, "title": ""}, key="k")().status_code == 422
    assert asks("poster", "problems/", stages.WORDS, key="k")().status_code == 201


@pytest.mark.parametrize("key", ["x" * 101, "tab\there", "é" * 200])
def test_a_key_is_short_and_plain(key: str, asks: Callable[..., Ask]) -> None:
    assert asks("poster", "problems/", stages.WORDS, key=key)().status_code == 422
