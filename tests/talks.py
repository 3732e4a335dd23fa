"""A conversation brought to a stage through the real actions: Mia comments, Carl reports, Cora decides."""

from typing import Any

from ideas.actions import conversation
from ideas.models import Comment, Problem, Report
from tests import stages
from tests.cast import Cast

REASON = {"reason": "It names a resident."}
REPORT: dict[str, Any] = {"reason": "names_somebody", "words": "Her street is in it."}


def supported(cast: Cast) -> Problem:
    """Mia has the same trouble, by name; Carl too, unseen."""
    problem = stages.published_problem(cast)
    conversation.support_problem(person=cast.member, problem_id=problem.pk, how_often="weekly", by_name=True)
    return conversation.support_problem(person=cast.colleague, problem_id=problem.pk)


def comment(cast: Cast, problem: Problem, who: str = "member", text: str = "We have it too.", **more: Any) -> Comment:
    person = cast[who]
    assert person is not None
    return conversation.write_comment(person=person, problem_id=problem.pk, text=text, **more)


def commented(cast: Cast) -> Comment:
    return comment(cast, stages.published_problem(cast))


def hidden(cast: Cast) -> Comment:
    return conversation.hide_comment(coordinator=cast.coordinator, comment_id=commented(cast).pk, **REASON)


def removed(cast: Cast) -> Comment:
    return conversation.remove_comment(person=cast.member, comment_id=commented(cast).pk)


def reported(cast: Cast) -> Report:
    conversation.report(person=cast.colleague, comment_id=commented(cast).pk, **REPORT)
    return Report.objects.get()


def settled(cast: Cast) -> Report:
    return conversation.settle_report(coordinator=cast.coordinator, report_id=reported(cast).pk, answer="It may stay.")


def as_poster(cast: Cast, problem: Problem) -> None:
    """All that the poster can do in the conversation about their own problem, and what is done to them there."""
    mine = comment(cast, problem, "poster", "I ask @Cora Coordinator", mentioned=[cast.coordinator.pk])
    comment(cast, problem, "member", f"What does @{problem.persona} say?", answers_to=mine.pk)
    taken_back = comment(cast, problem, "poster", "Never mind.")
    conversation.remove_comment(person=cast.poster, comment_id=taken_back.pk)
    conversation.report(person=cast.poster, problem_id=problem.pk, reason="other")
    conversation.report(person=cast.poster, comment_id=first_comment().pk, **REPORT)
    conversation.hide_comment(coordinator=cast.coordinator, comment_id=mine.pk, **REASON)
    conversation.show_comment_again(coordinator=cast.coordinator, comment_id=mine.pk)


def first_comment() -> Comment:
    """The one with which the only conversation of a test began."""
    return Comment.objects.get(number=1)


def grow(cast: Cast, problem: Problem, number: int) -> None:
    """One more who has the same trouble; one more thread with answers, a mention and a report."""
    who = cast.volunteers[number % 4]
    conversation.support_problem(person=who, problem_id=problem.pk, how_often="daily", by_name=True)
    said = conversation.write_comment(
        person=who, problem_id=problem.pk, text="Ask @Cora Coordinator", mentioned=[cast.coordinator.pk]
    )
    for name in ("poster", "colleague"):
        comment(cast, problem, name, answers_to=said.pk)
    conversation.report(person=cast.outsider, comment_id=said.pk, reason="hurts")
