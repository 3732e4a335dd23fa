"""What colleagues of the demo network say about a problem: that it is theirs too, what they know, what is decided."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from ideas.actions import backing, conversation, peers
from ideas.models import Comment, PeerAsk, Problem
from people.models import Person

# The coordinator who reads what is posted.
READER = "hanneke"


class Day(Protocol):
    def ago(self, days: int) -> datetime: ...


def talk(told: Mapping[str, Any], problem: Problem, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """Yield the moment of each thing said; `answers` counts the comments from zero."""
    comments: list[Comment] = []
    for one in told.get("talk", ()):
        yield day.ago(one["ago"])
        person = cast[told["poster"] if one["who"] == "poster" else one["who"]]
        if "mine" in one:
            conversation.support_problem(
                person=person, problem_id=problem.pk, how_often=one["mine"], by_name=one.get("named", False)
            )
        elif "says" in one:
            to = comments[one["answers"]].pk if "answers" in one else None
            comments.append(
                conversation.write_comment(person=person, problem_id=problem.pk, text=one["says"], answers_to=to)
            )
        else:
            conversation.follow_problem(person=person, problem_id=problem.pk)


def stand_behind(told: Mapping[str, Any], problem: Problem, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """So many stand behind it that a coordinator names who decides, and some of those answer."""
    if "backed" not in told:
        return
    ago, manager = told["backed"]["named"]
    yield day.ago(ago)
    backing.name_decision_maker(coordinator=cast[READER], problem_id=problem.pk, manager=cast[manager].pk)
    if "answered" in told["backed"]:
        ago, decision, words = told["backed"]["answered"]
        yield day.ago(ago)
        backing.answer_backing(manager=cast[manager], problem_id=problem.pk, decision=decision, words=words)


def stand_alone(told: Mapping[str, Any], problem: Problem, cast: Mapping[str, Person], day: Day) -> Iterator[datetime]:
    """The poster looks for colleagues elsewhere, and one of those asked says yes."""
    if "alone" not in told:
        return
    alone, poster = told["alone"], cast[told["poster"]]
    yield day.ago(alone["looked"])
    search = peers.look_for_peers(poster=poster, problem_id=problem.pk)
    ask = PeerAsk.objects.get(search=search, person=cast[alone["willing"]])
    yield day.ago(alone["met"])
    peers.say_yes_to_peer(person=ask.person, ask_id=ask.pk)
    yield day.ago(alone["met"])
    peers.meet_peer(poster=poster, ask_id=ask.pk)
    for one in alone["says"]:
        yield day.ago(one["ago"])
        person = poster if one["who"] == "poster" else cast[one["who"]]
        peers.write_to_peers(person=person, problem_id=problem.pk, text=one["text"])
