"""Records of sessions in the archive of a room: as data, and to read. The sessions themselves are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from common.slugs import file_name
from common.states import note_step
from dotanks.room.archive import limits
from dotanks.room.archive.checking import Told
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival
from dotanks.room.models import Session, SessionRecord
from dotanks.room.models.sessions import WORDS
from dotanks.room.sessions.cards import kinds
from dotanks.room.sessions.report import names_in, sections
from dotanks.room.sessions.states import SessionState

FILE: Final = "sessions/records.json"
MOST_PEOPLE, MOST_LINES, LONGEST_LINE = 500, 2_000, 2_500


def write(packing: Packing) -> None:
    """Every record that was made; whoever stands in it stands there by name."""
    rows = SessionRecord.objects.filter(session__room_id=packing.room_id, made_at__isnull=False)
    records = list(rows.select_related("session__facilitator").order_by("session__started_at", "pk"))
    packing.add_json(FILE, {"records": [_record(one) for one in records]})
    for number, record in enumerate(records, 1):
        packing.add(f"sessions/{number}-{file_name(record.session.title, 40) or 'session'}.txt", _readable(record))


def _readable(record: SessionRecord) -> str:
    told = [f"{one.heading}\n" + "".join(f"  - {line}\n" for line in one.lines) for one in sections(record)]
    return f"{record.session.title}\n\n" + "\n".join(told)


def _record(record: SessionRecord) -> dict[str, Any]:
    session, content = record.session, record.content or {}
    names = names_in(content)
    return {
        "id": str(session.pk),
        "kind": session.kind,
        "title": session.title,
        "led_by": session.name_to_take_along,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "people": [names.get(one, "?") for one in content["people"]],
        "client": names.get(content["client"], "?") if content["client"] else "",
        "question": content["question"],
        "agreed": content["agreed"],
        "agenda": content["agenda"],
        "notes": [{"box": box, "lines": lines} for box, lines in content["notes"].items()],
        "not_shown": content["not_shown"],
        "tasks": [{**one, "who": names.get(one["who"], "?")} for one in content["tasks"]],
        "open_tasks": [{**one, "who": one["who"] and names.get(one["who"], "?")} for one in content["open_tasks"]],
        "parts": [{"part": name, "lines": lines} for name, lines in content["parts"].items()],
    }


@dataclass(frozen=True)
class OneRecord:
    """A record of the archive, its content as it is kept here: with names that belong to no account."""

    id: str
    kind: str
    title: str
    led_by: str
    started_at: datetime
    ended_at: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Records:
    """All records of an archive."""

    records: list[OneRecord]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"sessions": len(self.records)}

    def put(self, arrival: Arrival) -> None:
        """Keep each as a session that has ended, with its record; nobody gets a letter."""
        for one in self.records:
            session = Session.objects.create(
                id=arrival.id_for(one.id),
                room_id=arrival.room_id,
                kind=one.kind,
                title=one.title,
                facilitator=arrival.person,
                brought_as=one.led_by,
                state=SessionState.ENDED,
                started_at=one.started_at,
                ended_at=one.ended_at,
            )
            SessionRecord.objects.create(session=session, content=dict(one.content), made_at=one.ended_at)
            note_step(session, "bring_in", by=arrival.person, to_state=session.state)


def read(archive: Opened, _room_id: UUID) -> Records:
    """Every record, by the kinds of sessions there are."""
    return Records([_read(one) for one in archive.data(FILE).many("records", limits.MOST_RECORDS)])


def _read(told: Told) -> OneRecord:
    kind = told.one_of("kind", kinds())
    names = {f"name {place}": name for place, name in enumerate(told.lines("people", MOST_PEOPLE, 120))}
    led_by = told.name("led_by")
    keys = {name: key for key, name in names.items()}
    client = told.words("client", 120).strip()

    def key_of(name: str) -> str:
        if name not in keys:
            keys[name] = f"name {len(names)}"
            names[keys[name]] = name
        return keys[name]

    def task(one: Told, who: str) -> dict[str, str]:
        due = one.day("due").isoformat() if one.values.get("due") else ""
        return {"words": one.words("words", WORDS, least=1), "who": who and key_of(who), "due": due}

    content = {
        "people": list(names),
        "facilitator": key_of(led_by),
        "client": key_of(client) if client else "",
        "question": told.words("question", WORDS),
        "agreed": told.yes("agreed"),
        "agenda": [
            {
                "card": one.words("card", 40, least=1),
                "minutes": one.number("minutes", 0, 10_000),
                "held": one.yes("held"),
            }
            for one in told.many("agenda", 100)
        ],
        "notes": {
            one.words("box", 40, least=1): one.lines("lines", MOST_LINES, LONGEST_LINE)
            for one in told.many("notes", 50)
        },
        "not_shown": told.number("not_shown", 0, 100_000),
        "tasks": [task(one, one.name("who")) for one in told.many("tasks", 500)],
        "open_tasks": [task(one, one.words("who", 120).strip()) for one in told.many("open_tasks", MOST_LINES)],
        "parts": {
            one.words("part", 40, least=1): one.lines("lines", MOST_LINES, LONGEST_LINE)
            for one in told.many("parts", 20)
        },
        "next_on": "",
        "names": names,
    }
    return OneRecord(
        id=told.id("id"),
        kind=kind,
        title=told.words("title", 120, least=1),
        led_by=led_by,
        started_at=told.moment("started_at"),
        ended_at=told.moment("ended_at"),
        content=content,
    )
