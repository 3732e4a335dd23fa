"""Support, following, comments, mentions and reports: what is counted, who hears, and that the poster stays hidden."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from common.refusals import TooMuch
from experiments.actions import sign_offs
from ideas.actions import conversation
from ideas.actions import problems as ideas
from ideas.conversation.states import CommentState
from ideas.models import Comment, Follow, Mention, Problem, Report, Support
from people.models import Notice, Person
from tests import stages, talks
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.racing import at_once

LATER = override_settings(PERSONA_DELAY_MINUTES=(5, 60))


def kinds(person: Person) -> list[str]:
    """What this person was told, in order."""
    return [notice.told.kind for notice in Notice.objects.filter(person=person).order_by("number")]


def said(problem: Problem, as_person: ClientFor, person: Person) -> list[dict[str, Any]]:
    response = as_person(person).get(f"/api/problems/{problem.pk}/comments/")
    return response.json()["results"]  # type: ignore[no-any-return]


def show_now() -> None:
    Comment.objects.filter(number__isnull=True).update(shown_from=timezone.now() - timedelta(seconds=1))
    conversation.show_waiting_comments()


@pytest.mark.django_db
def test_support_is_counted_once_and_can_be_taken_back(cast: Cast, as_person: ClientFor) -> None:
    problem, client = stages.posted(cast), as_person(cast.member)

    counted = []
    for body in ({"how_often": "daily"}, {"how_often": "weekly", "by_name": True}):
        counted.append(client.post(f"/api/problems/{problem.pk}/support/", body, format="json").json())
    after = [client.post(f"/api/problems/{problem.pk}/support/withdraw/").json() for _ in range(2)]

    assert [one["supporters"] for one in [*counted, *after]] == [1, 1, 0, 0]
    assert counted[1]["mine"] == {"how_often": "weekly", "by_name": True}
    assert [one["name"] for one in counted[1]["named"]] == ["Mia Member"]
    assert counted[1]["how_often"] == [{"how_often": "weekly", "words": "Every week", "number": 1}]
    assert not Support.objects.exists()


@pytest.mark.django_db
def test_an_organisation_is_named_by_whoever_shows_themselves_or_by_three(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    url = f"/api/problems/{problem.pk}/conversation/"
    shown = []
    for number in range(3):
        person = make_person(f"Supporter {number}", cast.home)
        conversation.support_problem(person=person, problem_id=problem.pk)
        shown.append([one["name"] for one in as_person(cast.outsider).get(url).json()["organisations"]])
    conversation.support_problem(person=cast.member, problem_id=problem.pk, by_name=True)
    shown.append([one["name"] for one in as_person(cast.outsider).get(url).json()["organisations"]])

    assert shown == [[], [], ["Municipality of Home"], ["Municipality of Home", "Water Board"]]


@pytest.mark.django_db
def test_the_most_supported_come_first_and_every_problem_is_on_one_page(cast: Cast, as_person: ClientFor) -> None:
    problems = [stages.posted(cast, title=f"Problem {number}") for number in range(5)]
    for number in (3, 1):
        conversation.support_problem(person=cast.member, problem_id=problems[number].pk)
    conversation.support_problem(person=cast.third, problem_id=problems[1].pk)

    titles, address = [], "/api/problems/?order=support&page_size=2"
    while address:
        page = as_person(cast.member).get(address).json()
        titles += [(one["title"], one["supporters"]) for one in page["results"]]
        address = page["next"]

    assert titles[:2] == [("Problem 1", 2), ("Problem 3", 1)]
    assert sorted(title for title, _ in titles) == [f"Problem {number}" for number in range(5)]


@pytest.mark.django_db
def test_supporters_and_followers_hear_of_every_step_and_the_poster_once(cast: Cast) -> None:
    problem = stages.posted(cast)
    conversation.support_problem(person=cast.outsider, problem_id=problem.pk)
    conversation.follow_problem(person=cast.colleague, problem_id=problem.pk)
    conversation.follow_problem(person=cast.outsider, problem_id=problem.pk)

    ideas.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk)
    ideas.take_up(coordinator=cast.coordinator, problem_id=problem.pk)

    assert kinds(cast.outsider) == kinds(cast.colleague) == ["followed_problem_published", "followed_problem_taken_up"]
    assert kinds(cast.poster) == ["problem_posted", "problem_published", "problem_taken_up"]
    conversation.unfollow_problem(person=cast.colleague, problem_id=problem.pk)
    ideas.release(coordinator=cast.coordinator, problem_id=problem.pk, reason="Nobody")
    assert len(kinds(cast.colleague)) == 2


@pytest.mark.django_db
def test_whoever_follows_hears_of_the_later_stages_too(cast: Cast) -> None:
    lesson = stages.published(cast)
    problem = lesson.dotank.problem
    conversation.follow_problem(person=cast.outsider, problem_id=problem.pk)
    assert lesson.pilot is not None
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=lesson.pilot.sign_off.proposal_id, reason="Law")

    assert kinds(cast.outsider) == ["followed_sign_off_withdrawn"]


@LATER
@pytest.mark.django_db
def test_the_poster_answers_as_their_persona_at_a_moment_by_lot(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    Problem.objects.update(shown_from=None)
    first = talks.comment(cast, problem)

    mine = talks.comment(cast, problem, "poster", "Ask @Cora Coordinator", mentioned=[cast.coordinator.pk])
    before = kinds(cast.coordinator)
    others = said(problem, as_person, cast.member)
    waiting = as_person(cast.poster).get(f"/api/problems/{problem.pk}/conversation/").json()["waiting"]
    show_now()

    kept = Comment.objects.get(pk=mine.pk)
    assert (kept.person, kept.persona, mine.number, kept.number) == (None, problem.persona, None, 2)
    assert [one["id"] for one in others] == [str(first.pk)]
    assert [one["text"] for one in waiting] == ["Ask @Cora Coordinator"]
    shown = said(problem, as_person, cast.member)[0]
    assert shown["author"] == {
        "name": str(problem.persona),
        "organisation": "",
        "job_title": "",
        "animal": problem.persona.animal,
        "hue": problem.persona.hue,
        "is_poster": True,
    }
    assert shown["day"] == timezone.localdate().isoformat()
    assert (shown["mine"], said(problem, as_person, cast.poster)[0]["mine"]) == (False, True)
    assert before == []
    assert kinds(cast.coordinator) == ["mentioned"]


@pytest.mark.django_db
def test_nothing_differs_by_who_the_poster_is(cast: Cast, as_person: ClientFor) -> None:
    """Two problems, posted by two people: everybody else is answered the same about both."""
    answers: dict[str, list[Any]] = {}
    for poster in (cast.poster, cast.fourth):
        cast.poster = poster
        problem = stages.posted(cast, title="The same")
        talks.comment(cast, problem)
        talks.comment(cast, problem, "poster", "It is so.")
        for who in ("member", "coordinator", "manager", "outsider"):
            client = as_person(cast[who])
            for part in ("conversation/", "comments/", "mentionable/?q=e"):
                answer = client.get(f"/api/problems/{problem.pk}/{part}").content.decode()
                for secret in map(str, (problem.pk, problem.persona, *problem.comments.values_list("pk", flat=True))):
                    answer = answer.replace(secret, "…")
                answer = answer.replace(f'"{problem.persona.animal}"', "…").replace(f'"hue":{problem.persona.hue}', "…")
                answers.setdefault(f"{who} {part}", []).append(answer)

    assert not [name for name, (one, other) in answers.items() if one != other]


@pytest.mark.django_db
def test_the_poster_is_in_no_table_of_support_and_only_they_see_why(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    refused = [as_person(cast.poster).post(f"/api/problems/{problem.pk}/{one}/") for one in ("support", "follow")]

    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "own_problem")] * 2
    assert not Support.objects.exists()
    assert not Follow.objects.exists()
    own = as_person(cast.poster).get(f"/api/problems/{problem.pk}/conversation/").json()["abilities"]
    assert own == {"support": False, "follow": False, "comment": True, "report": True}


@pytest.mark.django_db
def test_an_answer_to_an_answer_stands_beside_it_and_its_thread_hears(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    top = talks.comment(cast, problem)
    answer = talks.comment(cast, problem, "third", answers_to=top.pk)
    beside = talks.comment(cast, problem, "fourth", answers_to=answer.pk)

    (thread,) = said(problem, as_person, cast.outsider)

    assert beside.answers_to_id == top.pk
    assert (thread["answer_count"], len(thread["answers"])) == (2, 2)
    assert "comment_answered" in kinds(cast.member)
    assert "problem_commented" in kinds(cast.poster)


@pytest.mark.django_db
def test_names_are_kept_as_ids_and_go_with_the_person(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    talks.comment(cast, problem, "third")
    comment = talks.comment(
        cast, problem, text=f"@Tess Third and @{problem.persona}, @Tess Thirdly?", mentioned=[cast.third.pk]
    )
    Person.objects.filter(pk=cast.third.pk).update(name="Tess Married")

    text = said(problem, as_person, cast.outsider)[0]

    assert "Tess Third " not in Comment.objects.get(pk=comment.pk).text
    assert text["text"] == f"@Tess Married and @{problem.persona}, @Tess Thirdly?"
    assert text["mentions"] == ["@Tess Married", f"@{problem.persona}"]
    assert "mentioned" in kinds(cast.third)
    assert "poster_mentioned" in kinds(cast.poster)


@pytest.mark.django_db
def test_only_who_takes_part_can_be_mentioned(cast: Cast, as_person: ClientFor) -> None:
    problem, client = stages.posted(cast), as_person(cast.member)
    body = {"text": "@Otto Outsider look", "mentioned": [str(cast.outsider.pk)]}
    offered = client.get(f"/api/problems/{problem.pk}/mentionable/").json()

    refused = client.post(f"/api/problems/{problem.pk}/comments/", body, format="json")

    assert [one["name"] for one in offered] == ["Cora Coordinator"]
    assert (refused.status_code, list(refused.json()["details"])) == (422, ["mentioned"])
    assert not Comment.objects.exists()
    assert not Mention.objects.exists()


@pytest.mark.django_db
def test_the_team_can_be_mentioned_by_whoever_sees_it(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.working(cast)
    found = as_person(cast.member).get(f"/api/problems/{dotank.problem_id}/mentionable/?q=t").json()

    assert "Tess Third" in [one["name"] for one in found]


@pytest.mark.django_db
def test_mentions_have_an_end_for_today(cast: Cast) -> None:
    problem = stages.posted(cast)
    people = [make_person(f"Friend {number:02}", cast.home, roles=["coordinator"]) for number in range(10)]
    text = " ".join(f"@{one.name}" for one in people)
    for _ in range(5):
        talks.comment(cast, problem, text=text, mentioned=[one.pk for one in people])

    with pytest.raises(TooMuch):
        talks.comment(cast, problem, text=text, mentioned=[people[0].pk])
    talks.comment(cast, problem, text="Without a name")

    assert Comment.objects.count() == 6


@pytest.mark.django_db
def test_what_is_removed_or_hidden_is_not_read_any_more(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    alone = talks.comment(cast, problem, text="A slip")
    answered = talks.comment(cast, problem, text="Another slip")
    talks.comment(cast, problem, "third", "Are you sure?", answers_to=answered.pk)
    rude = talks.comment(cast, problem, "fourth", "Idiots")

    for comment in (alone, answered):
        conversation.remove_comment(person=cast.member, comment_id=comment.pk)
    conversation.hide_comment(coordinator=cast.coordinator, comment_id=rude.pk, reason="Be kind.")

    def read(who: Person) -> list[tuple[str, str, bool]]:
        return [(one["state"], one["text"], one["author"] is None) for one in said(problem, as_person, who)]

    assert read(cast.outsider) == [("hidden", "", True), ("removed", "", True)]
    assert read(cast.fourth) == read(cast.coordinator) == [("hidden", "Idiots", False), ("removed", "", True)]
    assert kinds(cast.fourth) == ["comment_hidden"]
    assert Comment.objects.get(pk=answered.pk).text == ""


@LATER
@pytest.mark.django_db
def test_under_a_pseudonym_words_can_be_mended_until_they_are_read(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    Problem.objects.update(shown_from=None)
    mine = talks.comment(cast, problem, "poster", "Frist")
    client, url = as_person(cast.poster), f"/api/comments/{mine.pk}/"

    mended = client.patch(url, {"text": "First", "read_version": 1}, format="json")
    outdated = client.patch(url, {"text": "Second", "read_version": 1}, format="json")
    show_now()
    late = client.patch(url, {"text": "Third", "read_version": 2}, format="json")

    assert (mended.status_code, mended.json()["edited"]) == (200, False)
    assert (outdated.status_code, late.status_code) == (409, 409)
    assert Comment.objects.get().text == "First"
    assert conversation.remove_comment(person=cast.poster, comment_id=mine.pk).state == CommentState.REMOVED


@pytest.mark.django_db
def test_a_report_is_asked_once_says_not_by_whom_and_is_settled_by_hiding(cast: Cast) -> None:
    comment = talks.commented(cast)
    for _ in range(2):
        conversation.report(person=cast.poster, comment_id=comment.pk, **talks.REPORT)

    assert Report.objects.count() == 1
    assert kinds(cast.coordinator) == ["reported"]
    conversation.hide_comment(coordinator=cast.coordinator, comment_id=comment.pk, reason="A resident is named.")
    assert Report.objects.get().state == "settled"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_comment_is_refused(text: str, cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)

    refused = as_person(cast.member).post(f"/api/problems/{problem.pk}/comments/", {"text": text}, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["text"])


@pytest.mark.django_db(transaction=True)
def test_from_two_tabs_one_support(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)

    def tab(how: str) -> Callable[[], Any]:
        client = as_person(cast.member)
        return lambda: client.post(f"/api/problems/{problem.pk}/support/", {"how_often": how}, format="json")

    answers = at_once(tab("daily"), tab("weekly"), tab("monthly"))

    assert [one.status_code for one in answers] == [201] * 3
    assert {one.json()["supporters"] for one in answers} == {1}
    assert (Support.objects.count(), Problem.objects.get().supporters) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_comments_at_once_twenty_are_kept_in_order(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    clients = [as_person(cast.member) for _ in range(8)]

    def many(client: Any) -> Callable[[], list[Any]]:
        url = f"/api/problems/{problem.pk}/comments/"
        return lambda: [client.post(url, {"text": f"Number {number}"}, format="json") for number in range(25)]

    answers = [one for some in at_once(*map(many, clients)) for one in some]

    assert sorted({one.status_code for one in answers}) == [201, 429]
    assert sum(one.status_code == 201 for one in answers) == 20
    assert {one.json()["code"] for one in answers if one.status_code == 429} == {"too_many"}
    assert list(Comment.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
