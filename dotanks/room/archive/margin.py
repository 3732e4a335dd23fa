"""Comments beside the document in its archive: each with the place it hangs on, which is found again."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Prefetch

from dotanks.live import rooms
from dotanks.room.archive import limits
from dotanks.room.archive.checking import Told
from dotanks.room.archive.document import STATE
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.margin.rules import COMMENTS_IN_A_THREAD
from dotanks.room.margin.states import ThreadState
from dotanks.room.mentions import read as with_mentions
from dotanks.room.models import MarginComment, MarginMention, MarginThread
from dotanks.room.models.margin import ANCHOR, QUOTE, WORDS
from people.words import Language

FILE: Final = "comments/threads.json"


def write(packing: Packing) -> None:
    """The threads as they were begun, each with what was said in it."""
    said = MarginComment.objects.order_by("created_at", "id").select_related("person")
    threads = MarginThread.objects.filter(room_id=packing.room_id).order_by("created_at", "id")
    found = threads.prefetch_related(
        Prefetch("comments", said),
        Prefetch("comments__mentions", MarginMention.objects.select_related("person")),
    )
    packing.add_json(FILE, {"threads": [_thread(thread) for thread in found]})


def _thread(thread: MarginThread) -> dict[str, Any]:
    return {
        "id": str(thread.pk),
        "created_at": thread.created_at,
        "state": thread.state,
        "quote": thread.quote,
        "start": b64encode(bytes(thread.start)).decode(),
        "end": b64encode(bytes(thread.end)).decode(),
        "comments": [
            {
                "at": comment.created_at,
                "name": comment.name_to_take_along,
                "language": comment.language,
                "text": with_mentions(comment.text, (one.person for one in comment.mentions.all())),
            }
            for comment in thread.comments.all()
        ],
    }


@dataclass(frozen=True)
class Comment:
    """What somebody wrote in a thread."""

    at: datetime
    name: str
    language: str
    text: str


@dataclass(frozen=True)
class Thread:
    """A conversation about a place in the document of the archive, or about the whole of it."""

    id: str
    created_at: datetime
    state: str
    quote: str
    start: rooms.Place | None
    end: rooms.Place | None
    comments: list[Comment]


@dataclass(frozen=True)
class Margin:
    """All comments of an archive."""

    threads: list[Thread]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"comments": sum(len(one.comments) for one in self.threads)}

    def put(self, arrival: Arrival) -> None:
        """Begin each thread anew at the same words; where these were gone already it keeps its quote."""
        for one in self.threads:
            start = rooms.end_at(arrival.runs, one.start, behind=True)
            end = rooms.end_at(arrival.runs, one.end, behind=False)
            # A place that is there no more is still a place, not the whole document.
            nowhere = b"\x00\x00\x00\x00" if one.quote else b""
            thread = MarginThread.objects.create(
                id=arrival.id_for(one.id),
                created_at=one.created_at,
                room_id=arrival.room_id,
                person=arrival.person,
                state=one.state,
                quote=one.quote,
                start=start if start and end else nowhere,
                end=end if start and end else nowhere,
            )
            MarginComment.objects.bulk_create(
                MarginComment(
                    created_at=comment.at,
                    thread=thread,
                    person=arrival.person,
                    brought_as=comment.name,
                    language=comment.language,
                    text=arrival.words(comment.text),
                )
                for comment in one.comments
            )


def read(archive: Opened, room_id: UUID) -> Margin:
    """Every thread, and where it hangs in the archive's document (which was tasted before)."""
    told = archive.data(FILE).many("threads", limits.MOST_THREADS)
    ends = []
    for one in told:
        quote = one.words("quote", QUOTE).strip()
        ends.append((_end(one, "start"), quote[:1]))
        ends.append((_end(one, "end"), quote[-1:]))
    places = rooms.places_in(room_id, archive.content(STATE), ends)
    return Margin([_read(one, places[2 * at], places[2 * at + 1]) for at, one in enumerate(told)])


def _read(told: Told, start: rooms.Place | None, end: rooms.Place | None) -> Thread:
    comments = told.many("comments", COMMENTS_IN_A_THREAD)
    if not comments:
        raise told.wrong("comments")
    return Thread(
        id=told.id("id"),
        created_at=told.moment("created_at"),
        state=told.one_of("state", ThreadState.values),
        quote=told.words("quote", QUOTE),
        start=start,
        end=end,
        comments=[
            Comment(
                at=one.moment("at"),
                name=one.name("name"),
                language=one.one_of("language", Language.values),
                text=one.words("text", 2 * WORDS, least=1),
            )
            for one in comments
        ],
    )


def _end(told: Told, name: str) -> bytes:
    try:
        end = b64decode(told.words(name, 2 * ANCHOR).encode("ascii"), validate=True)
    except (Error, UnicodeEncodeError) as wrong:
        raise told.wrong(name) from wrong
    if len(end) > ANCHOR:
        raise told.wrong(name)
    return end
