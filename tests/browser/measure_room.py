"""Not a test of its own: `make bench-room` runs it to measure a large room in Chromium, opened and written in."""

import asyncio
import random
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from dotanks.live import protocol
from tests.browser.conftest import Site, Visitor
from tests.dotanks.live.typist import Typist, room_url

WORDS, NOTES, OTHERS, OPENED, TYPED = 20_000, 300, 7, 5, 120
PARAGRAPH = 100
LAST = "These are the last words."
TEAM = """
SELECT d.id::text, d.room_id::text, array_agg(p.email ORDER BY p.email) FROM dotanks_dotank d
JOIN dotanks_seat s ON s.dotank_id = d.id JOIN people_person p ON p.id = s.person_id
WHERE d.state = 'working' GROUP BY d.id ORDER BY count(*) DESC, d.id LIMIT 1
"""
PUT_NOTES = """
from dotanks.models import DoTank
from dotanks.room.boards import actions, writing
from people.models import Person
person = Person.objects.get(email={email!r})
board = actions.open_board(person=person, room_id={room!r}, kind="free", title="Three hundred")
writing.add_notes(board.pk, [writing.NewNote(f"Note {{number}}: what stands in the way") for number in range({notes})])
print(board.pk, end="")
"""
# Counted from the moment at which the browser began to go there, in its own time.
WRITTEN = f"() => document.querySelector('.ProseMirror')?.textContent.includes('{LAST}') && performance.now()"
PUT_UP = f"() => document.querySelectorAll('.note__face').length >= {NOTES} && performance.now()"
FRAMES = """() => {
  const seen = (window.framesSeen = []);
  let last = performance.now();
  const next = (now) => { seen.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""

Visit = Callable[..., Visitor]


@pytest.mark.timeout(900)
def test_measure(visit: Visit, site: Site) -> None:
    ((dotank, room, team),) = site.rows(TEAM)
    writers = [Writer(site, room, team[number % len(team)]) for number in range(OTHERS)]
    beside(writers[0].fill()).join()
    board = site.do(PUT_NOTES.format(email=team[0], room=room, notes=NOTES))
    address = f"/app/dotanks/{dotank}/room"

    for name, rest, there in (("document", "", WRITTEN), ("board", f"?middle=board&at={board}", PUT_UP)):
        first, again = [], []
        for _ in range(OPENED):
            page = visit(team[0]).page
            first.append(opened(page, site, address + rest, there))
            again.append(opened(page, site, address + rest, there))
            page.context.close()
        print(f"\n{name} opened in ms: first time {spread(first)}; again {spread(again)}")

    page = visit(team[0]).go(address)
    page.wait_for_function(WRITTEN)
    for name, others in (("alone", []), (f"with {OTHERS} others", writers)):
        with typing(others):
            frames = while_typing(page)
        slow = sum(frame > 50 for frame in frames)
        p95 = quantiles(frames, n=20)[-1]
        print(f"typing {name}: frames {len(frames)}, p50 {median(frames):.0f} ms, p95 {p95:.0f} ms, over 50 ms: {slow}")


def opened(page: Page, site: Site, address: str, there: str) -> float:
    """How long the browser took until all of it stood there."""
    page.goto(f"{site.address}{address}", wait_until="commit")
    return float(page.wait_for_function(there, timeout=60_000).json_value())


def spread(taken: list[float]) -> str:
    """The middle one and the slowest."""
    return f"median {median(taken):.0f}, slowest {max(taken):.0f}"


def while_typing(page: Page) -> list[float]:
    """How long each frame took while somebody typed at the end of the document, at 10 letters a second."""
    page.locator(".ProseMirror p").last.click()
    page.keyboard.press("Control+End")
    page.evaluate(FRAMES)
    page.keyboard.type("a word " * (TYPED // 7), delay=100)
    return list(page.evaluate("() => window.framesSeen"))


class Writer:
    """Somebody else who writes in the document, without a browser."""

    def __init__(self, site: Site, room: str, email: str) -> None:
        port = int(site.address.rpartition(":")[2])
        self.url, self.cookie, self.origin = room_url(port, UUID(room)), site.sessions[email], site.address

    def typist(self) -> Typist:
        return Typist(self.url, self.cookie, origin=self.origin)

    async def fill(self) -> None:
        """Write many words, as different as words are."""
        chance = random.Random(7)
        async with self.typist() as one:
            await one.synced.wait()
            for _ in range(WORDS // PARAGRAPH):
                letters = ("".join(chance.choices("aeioudnrst", k=chance.randint(2, 9))) for _ in range(PARAGRAPH))
                await one.paragraph(" ".join(letters))
            await one.paragraph(LAST)
            await one.stored(60)

    async def write(self, over: threading.Event) -> None:
        """Write in a paragraph of one's own, at 5 letters a second, until it is over."""
        async with self.typist() as one:
            await one.synced.wait()
            await one.paragraph("Mine: ")
            run: Any = next(iter(list(one.root.children)[-1].children))
            while not over.is_set():
                state = one.doc.get_state()
                run.insert(len(run), "w")
                await one.socket.send(protocol.update(one.doc.get_update(state)))
                await asyncio.sleep(0.2)


@contextmanager
def typing(writers: list[Writer]) -> Iterator[None]:
    """While inside, all of them write."""
    over = threading.Event()

    async def all_of_them() -> None:
        await asyncio.gather(*(writer.write(over) for writer in writers))

    thread = beside(all_of_them())
    try:
        yield
    finally:
        over.set()
        thread.join()


def beside(work: Coroutine[Any, Any, None]) -> threading.Thread:
    """Do this beside the browser, whose own loop runs here."""
    thread = threading.Thread(target=asyncio.run, args=(work,))
    thread.start()
    return thread
