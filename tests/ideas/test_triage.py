"""What coordinators decide about posted problems, and what waits for them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from common.refusals import Clash, Invalid, WrongState
from ideas import triage
from ideas.actions import conversation, problems
from ideas.actions import triage as actions
from ideas.models import Comment, Follow, Merge, Problem, Support
from people.models import Notice
from tests import groups, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def told(cast: Cast) -> int:
    return Notice.objects.filter(person=cast.poster).count()


def test_the_queue_shows_what_is_due_and_what_to_look_at(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.posted(cast)
    stages.published_problem(cast)

    (queued,) = as_person(cast.coordinator).get("/api/triage/").json()["results"]

    assert queued["id"] == str(problem.pk)
    assert queued["due_on"] == str(problem.day + triage.DUE_AFTER)
    assert {hint["code"] for hint in queued["hints"]} == {"short_situation"}


def test_who_is_asked_back_reads_the_question_changes_the_words_and_posts_again(
    cast: Cast, as_person: ClientFor
) -> None:
    before = told(cast)
    problem = stages.asked_back(cast)
    poster = as_person(cast.poster)

    page = poster.get(f"/api/problems/{problem.pk}/").json()
    assert (page["said_to_poster"], page["abilities"]["edit"]) == ("Which form?", True)
    assert as_person(cast.colleague).get(f"/api/problems/{problem.pk}/").json()["said_to_poster"] == ""
    assert told(cast) == before + 2

    changed = {"read_version": page["version"], "situation": "I need three signatures on form B 12 for a bus ticket."}
    assert poster.patch(f"/api/problems/{problem.pk}/", changed, format="json").status_code == 200
    assert poster.post(f"/api/problems/{problem.pk}/post/").json()["state"] == "posted"


def test_merging_moves_support_followers_and_comments_and_undoing_gives_them_back(cast: Cast) -> None:
    problem, target = stages.published_problem(cast), stages.other(cast)
    for one in (problem, target):
        conversation.support_problem(person=cast.member, problem_id=one.pk, how_often="daily", by_name=False)
    conversation.support_problem(person=cast.third, problem_id=problem.pk, how_often="weekly", by_name=True)
    conversation.follow_problem(person=cast.fourth, problem_id=problem.pk)
    conversation.write_comment(person=cast.member, problem_id=target.pk, text="Here too.")
    conversation.write_comment(person=cast.third, problem_id=problem.pk, text="And here.")
    sent = groups.send(cast, problem, groups.gathered(cast))

    actions.merge_problem(coordinator=cast.coordinator, problem_id=problem.pk, into=target.pk)

    assert set(Support.objects.filter(problem=target).values_list("person", flat=True)) == {
        cast.member.pk,
        cast.third.pk,
    }
    assert Problem.objects.get(pk=target.pk).supporters == 2
    assert Follow.objects.filter(problem=target, person=cast.fourth).exists()
    numbers = list(Comment.objects.filter(problem=target).order_by("number").values_list("text", "number"))
    assert numbers == [("Here too.", 1), ("And here.", 2)]
    assert [one.pk for one in target.in_groups.all()] == [sent.pk]

    actions.undo_merge(coordinator=cast.coordinator, problem_id=problem.pk)

    assert Support.objects.filter(problem=problem).count() == 2
    assert Problem.objects.get(pk=problem.pk).supporters == 2
    assert Problem.objects.get(pk=target.pk).supporters == 1
    assert Comment.objects.get(problem=problem).number == 1
    assert [one.pk for one in problem.in_groups.all()] == [sent.pk]
    assert Problem.objects.get(pk=problem.pk).state == "published"


def test_the_poster_of_a_merged_problem_hears_what_becomes_of_the_other(cast: Cast) -> None:
    merge = Merge.objects.get(problem=stages.merged(cast))
    before = told(cast)

    problems.take_up(coordinator=cast.coordinator, problem_id=merge.into_id)

    assert told(cast) == before + 1


def test_no_circle_of_merges_and_none_with_itself(cast: Cast) -> None:
    merged = stages.merged(cast)
    into = Merge.objects.get(problem=merged).into
    third = problems.publish_problem(
        coordinator=cast.coordinator, problem_id=stages.posted(cast, poster=cast.outsider).pk
    )
    with pytest.raises(Clash):
        actions.merge_problem(coordinator=cast.coordinator, problem_id=into.pk, into=third.pk)
    with pytest.raises(Invalid):
        actions.merge_problem(coordinator=cast.coordinator, problem_id=third.pk, into=merged.pk)
    with pytest.raises(Invalid):
        actions.merge_problem(coordinator=cast.coordinator, problem_id=third.pk, into=third.pk)


def test_after_thirty_days_a_merge_stays(cast: Cast) -> None:
    merged = stages.merged(cast)
    Merge.objects.update(created_at=timezone.now() - actions.UNDO_WITHIN - timedelta(minutes=1))

    with pytest.raises(WrongState):
        actions.undo_merge(coordinator=cast.coordinator, problem_id=merged.pk)


def test_nothing_waits_unseen(cast: Cast) -> None:
    problem = stages.posted(cast)
    before = Notice.objects.filter(person=cast.coordinator).count()
    Problem.objects.filter(pk=problem.pk).update(day=timezone.localdate() - triage.DUE_AFTER)

    actions.remind_of_triage()
    actions.remind_of_triage()

    assert Notice.objects.filter(person=cast.coordinator).count() == before + 1


def test_what_stays_unanswered_is_asked_again_and_then_closed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = stages.asked_back(cast)
    before, now = told(cast), timezone.now()

    monkeypatch.setattr("ideas.triage.timezone.now", lambda: now + triage.ASK_AGAIN_AFTER + timedelta(hours=1))
    actions.close_stale()
    assert told(cast) == before + 1
    assert Problem.objects.get(pk=problem.pk).state == "asked_back"

    monkeypatch.setattr("ideas.triage.timezone.now", lambda: now + triage.CLOSE_AFTER + timedelta(hours=1))
    actions.close_stale()
    assert Problem.objects.get(pk=problem.pk).state == "closed"


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_deciding_at_once_one_decides(cast: Cast) -> None:
    problem = stages.posted(cast)

    def tried(action: Callable[[], object]) -> bool:
        try:
            action()
        except WrongState:
            return False
        return True

    decided = at_once(
        lambda: tried(lambda: problems.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk)),
        lambda: tried(
            lambda: actions.decline_problem(coordinator=cast.coordinator, problem_id=problem.pk, reason="No")
        ),
    )

    assert sorted(decided) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_support_taken_back_while_it_is_merged_is_gone_from_both(cast: Cast) -> None:
    problem, target = stages.published_problem(cast), stages.other(cast)
    for one in (cast.member, cast.third):
        conversation.support_problem(person=one, problem_id=problem.pk)

    at_once(
        lambda: actions.merge_problem(coordinator=cast.coordinator, problem_id=problem.pk, into=target.pk),
        lambda: conversation.withdraw_support(person=cast.member, problem_id=problem.pk),
    )

    assert [one.person for one in Support.objects.all()] == [cast.third]
    assert Problem.objects.get(pk=target.pk).supporters == 1


def test_support_that_a_merge_carried_away_can_still_be_taken_back(cast: Cast) -> None:
    problem, target = stages.published_problem(cast), stages.other(cast)
    conversation.support_problem(person=cast.member, problem_id=problem.pk)
    conversation.support_problem(person=cast.third, problem_id=target.pk)
    actions.merge_problem(coordinator=cast.coordinator, problem_id=problem.pk, into=target.pk)

    conversation.withdraw_support(person=cast.member, problem_id=problem.pk)
    # What they said of the other problem itself is not touched from here.
    conversation.withdraw_support(person=cast.third, problem_id=problem.pk)

    assert [one.person for one in Support.objects.all()] == [cast.third]
    assert Problem.objects.get(pk=target.pk).supporters == 1
