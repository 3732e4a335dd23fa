"""A board as a table and as a picture, for other programs. The picture is SVG; see `drawing.py`."""

import csv
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _

from common.tables import SIGN, harmless
from dotanks.room.boards import drawing
from dotanks.room.boards.kinds import COLOURS
from dotanks.room.boards.notes import Contents
from dotanks.room.boards.queries import contents_of
from dotanks.room.models import Board

COLOUR_WORDS: Final = {colour.id: colour.words for colour in COLOURS}


def as_csv(board: Board) -> str:
    """One line per note, in reading order; nothing in it can run in a spreadsheet."""
    found = contents_of(board)
    texts = {note.id: note.text for note in found.notes}
    into = StringIO()
    into.write(SIGN)
    table = csv.writer(into)
    axes = [axis.words for axis in (found.kind.across, found.kind.up) if axis]
    heads = [_("Place"), _("Colour"), _("Group"), _("Text"), *axes, _("Arrows to")]
    table.writerow([harmless(str(head)) for head in heads])
    for place, notes in found.by_place():
        for note in notes:
            placed = _hundredths(found, note.x, note.y) if axes else []
            leads_to = "; ".join(texts[arrow.end] for arrow in found.arrows if arrow.start == note.id)
            words = [drawing.place_words(found.kind, place), str(COLOUR_WORDS[note.colour]), note.group, note.text]
            table.writerow([*map(harmless, words), *placed, harmless(leads_to)])
    return into.getvalue()


def as_svg(board: Board) -> str:
    """The board as a picture with a title and a description, which holds no script and loads nothing."""
    return drawing.draw(board.title, board.opened_at, contents_of(board))


def _hundredths(found: Contents, x: float, y: float) -> list[int]:
    return [round(100 * x / found.kind.width), round(100 * (found.kind.height - y) / found.kind.height)]
