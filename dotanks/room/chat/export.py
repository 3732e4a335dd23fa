"""A room's chat to take along, line by line: nobody waits for the whole, and no server holds it."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dotanks.room.chat import queries
from dotanks.room.chat.states import MessageState


def as_json_lines(room_id: UUID) -> Iterator[str]:
    """One message a line, for machines; moments in UTC."""
    for said in queries.whole_chat(room_id):
        yield json.dumps({**said, "at": said["at"].isoformat(timespec="seconds")}, ensure_ascii=False) + "\n"


def as_text(room_id: UUID) -> Iterator[str]:
    """Who said what when, for people; each day once."""
    day = ""
    for said in queries.whole_chat(room_id):
        at = timezone.localtime(said["at"])
        today = at.date().isoformat()
        if today != day:
            yield f"\n{today}\n" if day else f"{today}\n"
            day = today
        words = said["text"].replace("\n", "\n    ")
        if said["state"] == MessageState.TAKEN:
            words = _("[taken away]")
        elif said["edited"]:
            words = _("%(words)s [changed]") % {"words": words}
        yield f"  {at:%H:%M} {said['name']}: {words}\n"


def in_language(lines: Iterator[str], language: str) -> Iterator[str]:
    """The lines as a reader of this language is told them: they are written after the request's own language ended."""
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line
