"""A problem brought before a group: who hears of it, what the group follows, and that nothing points at the poster."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from ideas.actions import problems as ideas
from ideas.models import ProblemInGroup
from people.actions import group_members
from people.actions.groups import close_group
from people.models import Group, Notice, Person
from tests import groups, stages
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.racing import at_once
from tests.shared import taken_back

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[^\"]+")

pytestmark = pytest.mark.django_db


def heard(person: Person, kind: str) -> int:
    return sum(notice.told.kind == kind for notice in Notice.objects.filter(person=person))


def results(client: APIClient, address: str) -> list[dict[str, Any]]:
    response = client.get(f"/api/{address}")
    assert response.status_code == 200, response.content
    return response.json()["results"]  # type: ignore[no-any-return]


def test_members_and_the_poster_hear_of_it_once_and_nobody_else(cast: Cast) -> None:
    link = groups.sent(cast)

    assert [heard(one, "group_problem") for one in (cast.member, cast.challenger, cast.third)] == [1, 1, 0]
    assert heard(cast.poster, "problem_sent_to_group") == 1
    assert [one.pk for one in link.problem.in_groups.all()] == [link.pk]


def test_it_is_sent_once(cast: Cast, as_person: ClientFor) -> None:
    link = groups.sent(cast)
    body = {"group": str(link.group_id)}

    again = as_person(cast.coordinator).post(f"/api/problems/{link.problem_id}/groups/", body, format="json")

    assert (again.status_code, again.json()["code"]) == (409, "already_done")


@pytest.mark.parametrize("ended", [stages.asked_back, stages.declined_problem, stages.merged, stages.closed])
def test_what_does_not_go_on_is_brought_before_nobody(ended: Any, cast: Cast, as_person: ClientFor) -> None:
    problem = ended(cast)
    body = {"group": str(groups.gathered(cast).pk)}

    refused = as_person(cast.coordinator).post(f"/api/problems/{problem.pk}/groups/", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert not ProblemInGroup.objects.filter(problem=problem).exists()


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_send_it_at_once(cast: Cast, as_person: ClientFor) -> None:
    to = groups.to_send(cast)
    body = {"group": str(to.group.pk)}

    def send() -> Any:
        return as_person(cast.coordinator).post(f"/api/problems/{to.problem.pk}/groups/", body, format="json")

    answers = at_once(send, send)

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert ProblemInGroup.objects.count() == 1
    assert heard(cast.challenger, "group_problem") == 1


def test_a_closed_group_or_none_gets_no_problem(cast: Cast, as_person: ClientFor) -> None:
    to = groups.to_send(cast)
    close_group(person=cast.member, group_id=to.group.pk, reason="Done")
    client, address = as_person(cast.coordinator), f"/api/problems/{to.problem.pk}/groups/"

    closed = client.post(address, {"group": str(to.group.pk)}, format="json")
    none = client.post(address, {"group": str(to.problem.pk)}, format="json")

    assert (closed.status_code, closed.json()["code"]) == (409, "wrong_state")
    assert (none.status_code, list(none.json()["details"])) == (422, ["group"])
    assert not ProblemInGroup.objects.exists()


def test_the_group_follows_its_problems_to_the_lesson(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    lesson = stages.published(cast)
    groups.send(cast, lesson.dotank.problem, group)
    client = as_person(cast.outsider)

    (case,) = results(client, f"groups/{group.pk}/cases/")
    changes = results(client, f"groups/{group.pk}/changes/")

    assert (case["station"], case["lesson"]["link"]) == ("lesson", f"/library/lessons/{lesson.pk}/")
    said = [change["words"] for change in changes]
    assert said[0] == "A problem was sent to the group."
    assert said[-1] == "The group was founded."
    assert {"The pilot started.", "The lesson was published."} <= set(said)
    assert {change["problem"]["id"] for change in changes if change["problem"]} == {str(lesson.dotank.problem_id)}


def test_each_stage_says_who_is_next(cast: Cast, as_person: ClientFor) -> None:
    group = groups.gathered(cast)
    waiting, working = stages.published_problem(cast), stages.working(cast)
    for problem in (waiting, working.problem):
        groups.send(cast, problem, group)

    found = results(as_person(cast.outsider), f"groups/{group.pk}/cases/")

    assert {case["problem"]["id"]: (case["station"], case["next_who"], case["lesson"]) for case in found} == {
        str(waiting.pk): ("problem", "A coordinator", None),
        str(working.problem_id): ("dotank", "The team", None),
    }


def test_what_was_withdrawn_is_no_longer_shown(cast: Cast, as_person: ClientFor) -> None:
    link = groups.sent(cast)
    ideas.withdraw_problem(poster=cast.poster, problem_id=link.problem_id)

    for who in (cast.poster, cast.member, cast.coordinator):
        assert results(as_person(who), f"groups/{link.group_id}/cases/") == []
        changes = results(as_person(who), f"groups/{link.group_id}/changes/")
        assert not [change for change in changes if change["problem"]]


def test_nothing_about_the_problem_differs_by_whether_its_poster_is_a_member(cast: Cast, as_person: ClientFor) -> None:
    """Neither an answer nor the work behind it: her colleague of the same organisation would have left the same."""
    to = groups.to_send(cast)
    stranger = as_person(cast.outsider)
    addresses = [f"groups/{to.group.pk}/{rest}" for rest in ("", "cases/", "changes/")]
    addresses += [f"problems/{to.problem.pk}/{rest}" for rest in ("", "groups/", "trail/")]

    def seen(joins: Person) -> list[tuple[str, int]]:
        found = []
        with taken_back():
            group_members.join_group(person=joins, group_id=to.group.pk)
            groups.send(cast, to.problem, to.group)
            for address in addresses:
                with CaptureQueriesContext(connection) as asked:
                    answer = stranger.get(f"/api/{address}")
                assert answer.status_code == 200
                found.append((MOMENT.sub("", answer.content.decode()), len(asked)))
        return found

    said = seen(cast.poster)

    assert said == seen(cast.colleague)
    assert '"members":3' in said[0][0]
    assert not [text for text, _ in said if cast.poster.name in text or str(cast.poster.pk) in text]


def test_no_table_of_groups_names_who_posted(cast: Cast) -> None:
    to = groups.to_send(cast)
    group_members.join_group(person=cast.poster, group_id=to.group.pk)
    link = groups.send(cast, to.problem, to.group)

    related = {field.related_model for field in ProblemInGroup._meta.get_fields() if field.is_relation}
    assert Person not in related
    assert str(cast.poster.pk) not in repr(ProblemInGroup.objects.filter(pk=link.pk).values())


@pytest.mark.parametrize("who", ROLES)
def test_members_see_no_more_of_a_problem_than_others(who: str, cast: Cast, as_person: ClientFor) -> None:
    """Before its moment has come, a problem is nowhere in a group, whoever asks."""
    group = Group.objects.get(pk=groups.gathered(cast).pk)
    problem = stages.draft(cast)
    ProblemInGroup.objects.create(problem=problem, group=group)
    if who == "anonymous":
        assert as_person(None).get(f"/api/groups/{group.pk}/cases/").status_code == 401
        return

    assert results(as_person(cast[who]), f"groups/{group.pk}/cases/") == []
