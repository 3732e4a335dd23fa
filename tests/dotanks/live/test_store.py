"""The log is the truth: nothing is lost by compacting it, by two writers, or by a connection that breaks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pycrdt
import pytest
from django.utils import timezone

from dotanks.live import crdt, rooms
from dotanks.live.clock import prune_logs
from dotanks.live.models import RoomSnapshot, RoomUpdate
from dotanks.live.room import Room
from dotanks.live.shapes import DOCUMENT
from dotanks.live.store import Store, connection_parameters
from dotanks.live.taster import Tasted, Taster, ToTaste

pytestmark = pytest.mark.django_db(transaction=True)


def with_store(scene: Callable[[Store], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        store = Store()
        try:
            return await scene(store)
        finally:
            await store.stop()

    return asyncio.run(run())


async def merge(updates: Sequence[bytes]) -> bytes:
    return crdt.merge(updates)


def three_edits() -> list[bytes]:
    """One person writes a paragraph in three goes; each needs the one before."""
    doc = crdt.new_document(DOCUMENT)
    root = doc.get("document", type=pycrdt.XmlFragment)
    edits = []
    for number, word in enumerate(("one ", "two ", "three")):
        state = doc.get_state()
        if number == 0:
            root.children.append(pycrdt.XmlElement("paragraph"))
            next(iter(root.children)).children.append(pycrdt.XmlText(word))
        else:
            run: Any = next(iter(next(iter(root.children)).children))
            run.insert(len(run), word)
        edits.append(doc.get_update(state))
    return edits


def test_a_snapshot_keeps_what_waits_for_a_predecessor() -> None:
    """Edits 1 and 3, a snapshot, then 2: a snapshot of the document alone would have forgotten 3."""
    room = rooms.open_room("trial")
    one, two, three = three_edits()

    async def scene(store: Store) -> None:
        await store.append({room: one})
        await store.append({room: three})
        assert await store.compact(room, merge) == 2
        await store.append({room: two})

    with_store(scene)
    assert rooms.read_document(room).text == "one two three"


def test_a_room_opened_from_such_a_snapshot_still_hands_it_on() -> None:
    room = rooms.open_room("trial")
    one, two, three = three_edits()

    async def scene(store: Store) -> bytes:
        await store.append({room: one})
        await store.append({room: three})
        await store.compact(room, merge)
        stored = await store.load(room)
        assert stored is not None
        opened = Room(room, DOCUMENT, stored, wake=lambda *_: None, presence_told=lambda *_: None)
        assert len(opened.waiting) == 1
        return opened.state_since(b"\x00")

    state = with_store(scene)
    late = crdt.new_document(DOCUMENT)
    crdt.take_in(late, state)
    crdt.take_in(late, two)
    assert str(late.get("document", type=pycrdt.XmlFragment)) == "<paragraph>one two three</paragraph>"


def test_compacting_again_and_again_changes_nothing_anybody_reads() -> None:
    room = rooms.open_room("trial")

    async def scene(store: Store) -> None:
        for edit in three_edits():
            await store.append({room: edit})
            await store.compact(room, merge)
        assert await store.compact(room, merge) == 0

    with_store(scene)
    before = rooms.read_document(room)
    assert before.text == "one two three"
    assert RoomUpdate.objects.filter(room_id=room).count() == 3
    RoomUpdate.objects.filter(room_id=room).delete()  # the snapshot alone says the same
    assert rooms.read_document(room).html == before.html


def test_two_writers_commit_in_the_order_of_the_log() -> None:
    """Each writer learns the row before its own: with no gap, both know the whole chain."""
    room, other = rooms.open_room("trial"), rooms.open_room("trial")
    one, _, _ = three_edits()

    async def scene(first: Store) -> list[tuple[int, int]]:
        second = Store()
        try:
            rows = []

            async def write(store: Store) -> None:
                for _ in range(40):
                    landed = await store.append({room: one, other: one})
                    rows.append((landed[room].before, landed[room].seq))

            await asyncio.gather(write(first), write(second))
            return rows
        finally:
            await second.stop()

    rows = sorted(with_store(scene))
    assert [before for before, _ in rows] == [0, *(seq for _, seq in rows[:-1])]


def test_a_compaction_beside_two_writers_misses_no_row() -> None:
    room = rooms.open_room("trial")
    one, _, _ = three_edits()

    async def scene(store: Store) -> None:
        second = Store()
        try:
            done = asyncio.Event()

            async def write(writer: Store) -> None:
                for _ in range(60):
                    await writer.append({room: one})

            async def compact() -> None:
                while not done.is_set():
                    await second.compact(room, merge)
                    stored = await store.load(room)
                    newest = (await store.newest([room]))[room]
                    assert stored is not None
                    above = await store.above(room, 0)
                    assert above[-1][0] >= newest or newest == stored.seq

            compacting = asyncio.create_task(compact())
            await asyncio.gather(write(store), write(second))
            done.set()
            await compacting
            await store.compact(room, merge)
        finally:
            await second.stop()

    with_store(scene)
    assert RoomSnapshot.objects.get(room_id=room).up_to_seq == RoomUpdate.objects.filter(room_id=room).latest("seq").seq
    assert RoomUpdate.objects.filter(room_id=room).count() == 120


def test_rooms_that_are_gone_or_closed_take_no_edit_and_hold_up_nobody() -> None:
    room, closed = rooms.open_room("trial"), rooms.open_room("trial")
    rooms.close_room(closed)
    one, _, _ = three_edits()

    landed = with_store(lambda store: store.append({room: one, closed: one, uuid4(): one}))

    assert set(landed) == {room}
    assert RoomUpdate.objects.count() == 1


def test_an_edit_survives_a_broken_connection() -> None:
    room = rooms.open_room("trial")
    one, _, _ = three_edits()

    async def scene(store: Store) -> None:
        await store.append({room: one})
        async with await psycopg.AsyncConnection.connect(**connection_parameters()) as blocker:
            await blocker.execute("LOCK TABLE live_roomupdate IN SHARE MODE")
            writing = asyncio.create_task(store.append({room: one}))
            await asyncio.sleep(0.3)
            ended = await (
                await blocker.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'"
                )
            ).fetchone()
            assert ended is not None
            assert ended[0] >= 1
            await asyncio.sleep(0.3)
            assert store.away
            assert not writing.done()
            await blocker.rollback()
        await asyncio.wait_for(writing, 10)
        assert not store.away

    with_store(scene)
    assert RoomUpdate.objects.filter(room_id=room).count() == 2


def test_only_old_rows_that_are_in_the_snapshot_are_dropped() -> None:
    room = rooms.open_room("trial")
    edits = three_edits()

    async def scene(store: Store) -> None:
        for edit in edits[:2]:
            await store.append({room: edit})
        await store.compact(room, merge)
        await store.append({room: edits[2]})

    with_store(scene)
    first, second, third = RoomUpdate.objects.filter(room_id=room).order_by("seq")
    for row, days in ((first, 31), (second, 29), (third, 31)):
        RoomUpdate.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(days=days))

    assert prune_logs() == 1
    assert set(RoomUpdate.objects.filter(room_id=room)) == {second, third}
    assert rooms.read_document(room).text == "one two three"


def test_one_hostile_edit_does_not_cost_the_others_theirs() -> None:
    """It ends the expendable process; the edits tasted together with it go on."""
    bomb = b"\x01\x01\x01\x00\x08\x01\x08document" + b"\xcf\x01" + b"\x75\x01" * 60_000 + b"\x75\x00\x00"
    one, two, three = three_edits()
    opening = (DOCUMENT, [crdt.since(crdt.new_document(DOCUMENT))])
    first, second = uuid4(), uuid4()

    async def scene() -> list[list[bool]]:
        taster = Taster()
        try:
            tasted = [
                ToTaste(first, lambda: opening, (), [one, bomb, two]),
                ToTaste(second, lambda: opening, (), [one, b"\x01\x02\x03", two, three]),
            ]
            answers = await taster.taste(tasted)
            assert [answer.merged for answer in answers] == [None, None]
            return [answer.fine for answer in answers]
        finally:
            await taster.stop()

    assert asyncio.run(scene()) == [[True, False, True], [True, False, True, True]]


def test_what_is_fine_comes_back_as_one_update_that_says_it_all() -> None:
    one, two, three = three_edits()
    opening = (DOCUMENT, [crdt.since(crdt.new_document(DOCUMENT))])
    room = uuid4()

    async def scene() -> list[Tasted]:
        taster = Taster()
        try:
            first = await taster.taste([ToTaste(room, lambda: opening, (), [one])])
            return first + await taster.taste([ToTaste(room, lambda: opening, (two,), [three, three])])
        finally:
            await taster.stop()

    first, second = asyncio.run(scene())
    assert (first.fine, second.fine) == ([True], [True, True])
    assert first.merged == one
    assert second.merged is not None
    whole, parts = (crdt.new_document(DOCUMENT) for _ in range(2))
    for update in (one, two, second.merged):
        crdt.take_in(whole, update)
    for update in (one, two, three):
        crdt.take_in(parts, update)
    assert crdt.since(whole) == crdt.since(parts)


def test_each_rooms_row_names_its_own_authors() -> None:
    one, other, nobodys = (rooms.open_room("trial") for _ in range(3))
    anna, bram = uuid4(), uuid4()
    edit = three_edits()[0]

    with_store(
        lambda store: store.append(dict.fromkeys((one, other, nobodys), edit), {one: {anna, bram}, other: [bram]})
    )

    written = {row.room_id: set(row.authors) for row in RoomUpdate.objects.all()}
    assert written == {one: {anna, bram}, other: {bram}, nobodys: set()}
