"""What a session's record tells of the boards; it names nobody, as the notes do."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import ngettext

from dotanks.room.boards import queries
from dotanks.room.boards.kinds import KINDS

# A letter is read: of a very full board it brings the beginning, the board has the rest.
MOST_LINES = 100


def lines(room_id: UUID, since: datetime, until: datetime) -> list[str]:
    """The notes that were put on the boards in this time, each with its board and its lane or corner."""
    found = []
    for board, notes in queries.notes_between(room_id, since, until):
        places = {place.id: place.words for place in KINDS[board.kind].places}
        written = [note for note in notes if note.text]
        for note in written[:MOST_LINES]:
            where = f"{board.title}, {places[note.place]}" if note.place in places else board.title
            found.append(f"{where}: {note.text}")
        if (more := len(written) - MOST_LINES) > 0:
            words = ngettext("%(board)s: %(count)s more note", "%(board)s: %(count)s more notes", more)
            found.append(words % {"board": board.title, "count": more})
    return found
