"""The socket that tells: whoever may see a topic hears of changes after the commit; nobody else stays."""

# asgiref's test client has no types.
# mypy: disallow-untyped-calls=False
from typing import Any
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import transaction

from common.push import tell
from common.sockets import ONLY_LISTEN
from dotanks.actions import asking
from experiments.models import Pilot
from learning.actions import edit_lesson
from people.actions.notices import mark_notices_seen
from tests import stages
from tests.cast import Cast
from tests.watching import Browser, closed_with, watcher

pytestmark = pytest.mark.django_db(transaction=True)


WHO = [("anonymous", 4401), ("outsider", 4403), ("colleague", 4403), ("poster", 4403)]


@pytest.mark.parametrize(("who", "code"), WHO)
async def test_who_may_not_see_a_do_tank_is_closed_out(who: str, code: int, cast: Cast) -> None:
    dotank = await sync_to_async(stages.gathered)(cast)

    assert await closed_with(await watcher(cast[who], f"dotank.{dotank.pk}")) == code


@pytest.mark.parametrize(
    "topic",
    ["secret." + "0" * 36, "dotank." + "-" * 36, "dotank", "problem", "pilot." + "f" * 36, f"dotank.{UUID(int=0)}"],
)
async def test_a_topic_that_is_none_is_closed(topic: str, cast: Cast) -> None:
    assert await closed_with(await watcher(cast.outsider, topic)) == 4403


async def test_a_member_hears_of_a_change_after_the_commit(cast: Cast) -> None:
    dotank = await sync_to_async(stages.gathered)(cast)
    socket = await watcher(cast.member, f"dotank.{dotank.pk}")
    assert await socket.connect()

    invitation = await sync_to_async(stages.invitation)(dotank, cast.fourth)
    await sync_to_async(asking.accept)(person=cast.fourth, invitation_id=invitation.pk)

    assert await socket.hear() == {"type": "dotank.changed", "id": str(dotank.pk)}
    await socket.leave()


async def test_nobody_hears_what_was_not_committed(cast: Cast) -> None:
    problem = await sync_to_async(stages.posted)(cast)
    socket = await watcher(cast.outsider, f"problem.{problem.pk}")
    assert await socket.connect()

    await sync_to_async(tell_and_fail)(str(problem.pk))

    assert await socket.receive_nothing(timeout=0.3)
    await socket.leave()


def tell_and_fail(problem_id: str) -> None:
    with transaction.atomic():
        tell(f"problem.{problem_id}", "problem.changed", id=problem_id)
        transaction.set_rollback(True)


async def test_my_own_topic_is_mine_alone(cast: Cast) -> None:
    """Whatever id somebody adds, they hear their own."""
    mine, other = await watcher(cast.poster, "me"), await watcher(cast.outsider, f"me.{cast.poster.pk}")
    assert await mine.connect()
    assert await other.connect()

    await sync_to_async(stages.posted)(cast)

    assert (await mine.hear())["type"] == "notices.changed"
    assert await other.receive_nothing(timeout=0.3)
    assert await sync_to_async(mark_notices_seen)(person=cast.poster) == 1
    await mine.leave()
    await other.leave()


async def test_a_session_that_ended_watches_nothing(cast: Cast) -> None:
    socket = await watcher(cast.outsider, "me")
    await sync_to_async(Session.objects.all().delete)()

    assert await closed_with(socket) == 4401


@pytest.mark.parametrize("frame", [{"text": '{"type": "watch.message"}'}, {"bytes": b"\x00\xff"}])
async def test_whoever_sends_on_a_watch_is_closed(cast: Cast, frame: dict[str, Any]) -> None:
    socket = await watcher(cast.outsider, "me")
    assert await socket.connect()

    await socket.send_input({"type": "websocket.receive", **frame})

    assert (await socket.receive_output())["code"] == ONLY_LISTEN


@pytest.mark.parametrize(("who", "heard"), [("member", True), ("manager", True), ("outsider", False)])
async def test_a_pilot_in_preparation_is_watched_by_those_it_concerns(who: str, heard: bool, cast: Cast) -> None:
    pilot: Pilot = await sync_to_async(stages.preparing)(cast)
    socket = await watcher(cast[who], f"pilot.{pilot.pk}")
    assert await socket.connect()

    assert await still_open(socket) is heard
    await socket.leave()


async def still_open(socket: Browser) -> bool:
    if await socket.receive_nothing(timeout=0.5):
        return True
    message: dict[str, Any] = await socket.receive_output()
    assert message == {"type": "websocket.close", "code": 4403} | ({"reason": ""} if "reason" in message else {})
    return False


async def test_the_team_hears_that_one_of_them_changed_the_lesson(cast: Cast) -> None:
    lesson = await sync_to_async(stages.concluded)(cast)
    socket = await watcher(cast.member, f"dotank.{lesson.dotank_id}")
    assert await socket.connect()

    changed = await sync_to_async(edit_lesson)(
        person=cast.challenger, lesson_id=lesson.pk, read_version=lesson.version, why="The desk could decide."
    )

    heard = await socket.hear()
    assert heard == {"type": "lesson.changed", "id": str(lesson.pk), "version": str(changed.version)}
    await socket.leave()
