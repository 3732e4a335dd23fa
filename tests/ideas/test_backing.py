"""Enough people in enough organisations: somebody who decides must answer, once and in public, or it shows."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from common.models import HistoryLine
from ideas.actions import backing as actions
from ideas.actions import conversation, triage
from ideas.actions.register import merge_rule
from ideas.models import Backing, Rule
from people.calendars import working_days_later
from people.models import Notice, Person
from tests import backing, register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def heard(person: Person) -> list[str]:
    told = Notice.objects.filter(person=person).order_by("number")
    return [notice.told.kind for notice in told if "backing" in notice.told.kind]


def test_neither_saying_it_twice_nor_people_of_one_organisation_are_enough(cast: Cast) -> None:
    home = cast.member.employments.get().organisation
    cast.third.employments.update(organisation=home)
    with backing.enough:
        problem = stages.published_problem(cast)
        for person, often in ((cast.member, "weekly"), (cast.member, "daily"), (cast.third, "")):
            conversation.support_problem(person=person, problem_id=problem.pk, how_often=often)

    assert not Backing.objects.exists()


def test_once_enough_stand_behind_it_everybody_concerned_hears(cast: Cast, as_person: ClientFor) -> None:
    found = backing.reached(cast)

    assert (found.people, found.organisations, found.state) == (2, 2, "reached")
    assert heard(cast.poster) == ["backing_reached"]
    assert heard(cast.member) == ["followed_backing_reached"]
    assert heard(cast.coordinator) == ["backing_to_name"]
    line = HistoryLine.objects.get(subject_id=found.pk)
    assert (line.actor, line.at.minute, line.at.second) == (None, 0, 0)
    rows = as_person(cast.coordinator).get("/api/backed-problems/").json()["results"]
    assert [row["problem"]["id"] for row in rows] == [str(found.problem_id)]


def test_taking_support_back_does_not_take_the_question_back(cast: Cast, as_person: ClientFor) -> None:
    found = backing.named(cast)
    conversation.withdraw_support(person=cast.member, problem_id=found.problem_id)

    told = as_person(cast.outsider).get(f"/api/problems/{found.problem_id}/backing/").json()
    assert (told["people"], told["backing"]["people"], told["backing"]["state"]) == (1, 2, "named")
    with backing.enough:
        conversation.support_problem(person=cast.member, problem_id=found.problem_id)
    assert Backing.objects.count() == 1


def test_merging_adds_the_support_up(cast: Cast) -> None:
    target, other = stages.published_problem(cast), stages.posted(cast, title="The same once more")
    conversation.support_problem(person=cast.member, problem_id=target.pk)
    conversation.support_problem(person=cast.challenger, problem_id=other.pk)
    with backing.enough:
        triage.merge_problem(coordinator=cast.coordinator, problem_id=other.pk, into=target.pk)

    assert Backing.objects.get().problem_id == target.pk


def test_the_day_is_counted_by_the_calendar_of_who_decides(cast: Cast) -> None:
    found = backing.named(cast)

    assert found.organisation
    assert found.due_on == working_days_later(found.organisation, timezone.localdate(), 20)
    assert heard(cast.manager) == ["backing_asked"]


@pytest.mark.parametrize("wrong", ["member", "7a0b7e30-0000-4000-8000-000000000000", "nobody", None])
def test_only_a_manager_can_be_named(wrong: str | None, cast: Cast, as_person: ClientFor) -> None:
    found = backing.reached(cast)
    address = f"/api/problems/{found.problem_id}/backing/name/"
    body = {"manager": str(cast.member.pk) if wrong == "member" else wrong}

    refused = as_person(cast.coordinator).post(address, body, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["manager"])


def test_a_manager_who_posted_it_can_be_named_and_cannot_answer(cast: Cast, as_person: ClientFor) -> None:
    """Being refused at naming would tell that they posted it; only they are told, when they try."""
    found = backing.named(cast, stages.published_problem(cast, poster=cast.manager))

    address = f"/api/problems/{found.problem_id}/backing/"
    refused = as_person(cast.manager).post(f"{address}answer/", backing.ANSWER, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_problem")
    assert Backing.objects.get(pk=found.pk).decision == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": "Yes."}, "words"),
        ({"words": " " * 60}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"decision": "perhaps"}, "decision"),
    ],
)
def test_an_answer_has_a_decision_and_a_reason(
    wrong: dict[str, str], field: str, cast: Cast, as_person: ClientFor
) -> None:
    found = backing.named(cast)
    address = f"/api/problems/{found.problem_id}/backing/answer/"

    refused = as_person(cast.manager).post(address, {**backing.ANSWER, **wrong}, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, [field])
    assert Backing.objects.get().state == "named"


def test_the_answer_is_public_and_given_once(cast: Cast, as_person: ClientFor, client: Client) -> None:
    found = backing.answered(cast)

    page = client.get(f"/en/problems/{found.problem_id}/", follow=True).content.decode()
    assert backing.ANSWER["words"] in page
    assert cast.manager.name in page
    assert heard(cast.poster) == ["backing_reached", "backing_named", "backing_answered"]
    address = f"/api/problems/{found.problem_id}/backing/answer/"
    assert as_person(cast.manager).post(address, backing.ANSWER, format="json").status_code == 409


def test_a_public_answer_asks_anew_who_sits_there(
    cast: Cast, as_person: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = backing.named(cast)
    client = as_person(cast.manager)
    later = timezone.now().timestamp() + settings.STEP_UP_MINUTES * 60 + 1
    monkeypatch.setattr("people.step_up.time.time", lambda: later)

    refused = client.post(f"/api/problems/{found.problem_id}/backing/answer/", backing.ANSWER, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")
    assert Backing.objects.get().state == "named"


@pytest.mark.parametrize("spelled", [False, True], ids=["named", "named by another spelling"])
def test_whoever_owns_the_rule_in_the_way_is_thought_of_first(spelled: bool, cast: Cast, as_person: ClientFor) -> None:
    entry = register.rule(cast, owner=cast.home.name)
    named = entry
    if spelled:
        named = register.rule(cast, name="Article twelve")
        merge_rule(coordinator=cast.coordinator, rule_id=named.pk, into=entry.pk)
    make_person("Moa Manager", make_organisation("Yonder"), roles=["manager"])
    problem = register.naming(cast, Rule.objects.get(pk=named.pk))
    address = f"/api/problems/{backing.reached(cast, problem).problem_id}/backing/"

    told = as_person(cast.coordinator).get(address).json()["owner_of_rule"]

    assert (told["name"], [one["id"] for one in told["managers"]]) == (cast.home.name, [str(cast.manager.pk)])
    assert as_person(cast.member).get(address).json()["owner_of_rule"] is None


@pytest.mark.parametrize("owner", ["", "The ministry of finance"], ids=["nobody", "outside"])
def test_an_owner_outside_the_network_is_named_without_managers(owner: str, cast: Cast, as_person: ClientFor) -> None:
    problem = register.naming(cast, register.rule(cast, owner=owner))
    address = f"/api/problems/{backing.reached(cast, problem).problem_id}/backing/"

    told = as_person(cast.coordinator).get(address).json()["owner_of_rule"]

    assert told == ({"name": owner, "managers": []} if owner else None)


def test_no_answer_is_shown_as_no_answer(cast: Cast, client: Client) -> None:
    found = backing.named(cast)
    for days in (2, -1, -1):
        Backing.objects.filter(pk=found.pk).update(due_on=timezone.localdate() + timedelta(days=days))
        actions.look_after_backing()

    assert heard(cast.manager) == ["backing_asked", "backing_reminder", "backing_overdue"]
    assert heard(cast.coordinator) == ["backing_to_name", "backing_unanswered"]
    assert heard(cast.administrator) == ["backing_unanswered"]
    page = client.get(f"/en/problems/{found.problem_id}/", follow=True).content.decode()
    assert "No answer came" in page
    # It can still be answered.
    actions.answer_backing(manager=cast.manager, problem_id=found.problem_id, **backing.ANSWER)
    assert Backing.objects.get().state == "answered"
    page = client.get(f"/en/problems/{found.problem_id}/", follow=True).content.decode()
    assert f'<blockquote lang="{cast.manager.language}">' in page


def test_coordinators_are_reminded_once_to_name_somebody(cast: Cast) -> None:
    found = backing.reached(cast)
    Backing.objects.filter(pk=found.pk).update(day=timezone.localdate() - timedelta(days=3))
    actions.look_after_backing()
    actions.look_after_backing()

    assert heard(cast.coordinator) == ["backing_to_name", "backing_name_due"]


def test_a_lower_number_reaches_what_has_enough_already(cast: Cast) -> None:
    problem = backing.almost(cast)
    conversation.support_problem(person=cast.challenger, problem_id=problem.pk)
    actions.look_after_backing()
    assert not Backing.objects.exists()

    with backing.enough:
        actions.look_after_backing()

    assert Backing.objects.get().problem_id == problem.pk


@pytest.mark.django_db(transaction=True)
def test_two_supporters_reach_it_at_once(cast: Cast, as_person: ClientFor) -> None:
    problem = backing.almost(cast)

    def support(person: Person) -> int:
        return as_person(person).post(f"/api/problems/{problem.pk}/support/", {}, format="json").status_code

    with backing.enough:
        answers = at_once(lambda: support(cast.challenger), lambda: support(cast.third))

    assert answers == [201, 201]
    assert Backing.objects.count() == 1
    assert heard(cast.coordinator) == ["backing_to_name"]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_give_one(cast: Cast, as_person: ClientFor) -> None:
    found = backing.named(cast)

    def answer() -> int:
        address = f"/api/problems/{found.problem_id}/backing/answer/"
        return as_person(cast.manager).post(address, backing.ANSWER, format="json").status_code

    assert sorted(at_once(answer, answer)) == [200, 409]
    assert HistoryLine.objects.filter(subject_id=found.pk, step="answer").count() == 1
