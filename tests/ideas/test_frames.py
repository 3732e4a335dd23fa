"""What open screens are told while a poster under a pseudonym is at work: that something changed, never by whom."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from ideas.actions import conversation, triage
from ideas.actions import problems as ideas
from ideas.models import Problem
from tests import stages
from tests.cast import Cast
from tests.watching import Browser, watcher

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"type", "id", "version", "latest"}


async def test_no_frame_tells_who_posted(cast: Cast) -> None:
    problem = await sync_to_async(stages.posted)(cast)
    sockets = [
        await watcher(person, f"problem.{problem.pk}") for person in (cast.member, cast.coordinator, cast.poster)
    ]
    for socket in sockets:
        assert await socket.connect()

    await sync_to_async(at_work)(cast, problem)

    heard = [await everything(socket) for socket in sockets]
    assert len(heard[0]) >= 4
    assert heard[0] == heard[1] == heard[2]
    for frame in heard[0]:
        assert set(frame) <= SAID
        assert frame["id"] == str(problem.pk)
    for socket in sockets:
        await socket.leave()


def at_work(cast: Cast, problem: Problem) -> None:
    """Questions and answers, words of others and of the poster, and a team."""
    triage.ask_back(coordinator=cast.coordinator, problem_id=problem.pk, question="Which form?")
    ideas.edit_problem(poster=cast.poster, problem_id=problem.pk, read_version=1, rule="Form 12")
    ideas.post_problem(poster=cast.poster, problem_id=problem.pk)
    ideas.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk)
    conversation.support_problem(person=cast.third, problem_id=problem.pk)
    conversation.write_comment(person=cast.poster, problem_id=problem.pk, text="That is how it is here.")
    conversation.show_waiting_comments()
    ideas.take_up(coordinator=cast.coordinator, problem_id=problem.pk)


async def everything(socket: Browser) -> list[Any]:
    """All frames until it is quiet."""
    frames = []
    while True:
        try:
            frames.append(await asyncio.wait_for(socket.hear(), 1))
        except TimeoutError:
            return frames
