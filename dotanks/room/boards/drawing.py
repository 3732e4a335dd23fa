"""Draws a board as SVG. Every word goes through `_said`, which leaves nothing that could be markup."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext

from dotanks.room.boards.kinds import COLOURS, BoardKind
from dotanks.room.boards.notes import Arrow, Contents, Note

FILL: Final = {"yellow": "#fff1b0", "blue": "#d3e6fb", "green": "#d5efd6", "pink": "#fbdbe3", "grey": "#e8e8e6"}
INK, QUIET, LINE = "#1c2430", "#4a5260", "#b9bfc8"
WIDE, LOW = 180, 84  # a note
PADDING, LETTER, ROW = 12, 15, 20
LETTERS_IN_ROW = 21
MARGIN, HEAD = 32, 96
LANE = WIDE + 2 * 16


@dataclass(frozen=True)
class Box:
    """Where a note is drawn."""

    note: Note
    left: float
    top: float
    rows: tuple[str, ...]

    @property
    def height(self) -> float:
        """As high as its words need."""
        return _height(self.rows)

    @property
    def middle(self) -> tuple[float, float]:
        """Where arrows point."""
        return self.left + WIDE / 2, self.top + self.height / 2


def draw(title: str, opened_at: datetime, found: Contents) -> str:
    """The whole picture."""
    kind = found.kind
    boxes, width, height = _in_lanes(found) if kind.lanes else _in_space(found)
    head = f"{kind.words} · {date_format(localtime(opened_at), 'DATE_FORMAT')}"
    count = ngettext("%(count)s note", "%(count)s notes", len(found.notes)) % {"count": len(found.notes)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="t d" lang={quoteattr(get_language() or "en")} '
        f'font-family="Inter, system-ui, sans-serif" fill="{INK}">',
        f'<title id="t">{_said(title)}</title><desc id="d">{_said(f"{head} · {count}")}</desc>',
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0 10 5 0 10z" fill="{QUIET}"/></marker></defs>',
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        _line(MARGIN, 44, title, size=24, weight=650),
        _line(MARGIN, 70, head, fill=QUIET),
        *(_lanes(kind, height) if kind.lanes else _axes(kind) if kind.up else ()),
        *_groups(boxes),
        *_arrows(found.arrows, boxes),
        *(_note(box) for box in boxes),
        "</svg>",
    ]
    return "\n".join(parts)


def place_words(kind: BoardKind, place: str) -> str:
    """A lane or corner in words."""
    return next((str(one.words) for one in kind.places if one.id == place), "")


def _in_lanes(found: Contents) -> tuple[list[Box], float, float]:
    boxes, lowest = [], HEAD + 160.0
    for number, (_, notes) in enumerate(found.by_place()):
        top = HEAD + 48.0
        for note in notes:
            box = Box(note, MARGIN + 16 + number * LANE, top, _rows(note.text))
            boxes.append(box)
            top += box.height + 12
        lowest = max(lowest, top)
    return boxes, 2 * MARGIN + LANE * len(found.kind.lanes), lowest + MARGIN


def _in_space(found: Contents) -> tuple[list[Box], float, float]:
    kind = found.kind
    drawn = [(note, _rows(note.text)) for note in found.notes]
    # A map is drawn whole; of a free board only the part on which something stands.
    left = 0.0 if kind.up else min((note.x for note in found.notes), default=0) - WIDE / 2
    top = 0.0 if kind.up else min((note.y - _height(rows) / 2 for note, rows in drawn), default=0)
    boxes = [
        Box(note, MARGIN + note.x - left - WIDE / 2, HEAD + 16 + note.y - top - _height(rows) / 2, rows)
        for note, rows in drawn
    ]
    if kind.up:
        return boxes, kind.width + 2 * MARGIN, kind.height + HEAD + 3 * MARGIN
    right = max((box.left + WIDE for box in boxes), default=480)
    lowest = max((box.top + box.height for box in boxes), default=HEAD + 80)
    return boxes, max(480, right + MARGIN), lowest + MARGIN


def _lanes(kind: BoardKind, height: float) -> Iterator[str]:
    for number, lane in enumerate(kind.lanes):
        left = MARGIN + number * LANE
        deep = height - HEAD - 20
        yield f'<rect x="{left + 4}" y="{HEAD}" width="{LANE - 8}" height="{deep:g}" rx="8" fill="#f5f6f7"/>'
        yield _line(left + 16, HEAD + 30, str(lane.words), size=16, weight=650)


def _axes(kind: BoardKind) -> Iterator[str]:
    assert kind.up is not None
    assert kind.across is not None
    left, top, right, low = MARGIN, HEAD + 16, MARGIN + kind.width, HEAD + 16 + kind.height
    middle_x, middle_y = left + kind.width / 2, top + kind.height / 2
    yield (
        f'<path d="M{left} {top}H{right}V{low}H{left}zM{middle_x:g} {top}V{low}M{left} {middle_y:g}H{right}" '
        f'fill="none" stroke="{LINE}"/>'
    )
    for number, corner in enumerate(kind.corners):
        x = (middle_x if number % 2 else left) + 12
        yield _line(x, (middle_y if number > 1 else top) + 24, str(corner.words), weight=650, fill=QUIET)
    yield _line(left + 12, low + 24, f"← {kind.across.low}", fill=QUIET)
    yield _line(right - 12, low + 24, f"{kind.across.high} →", fill=QUIET, anchor="end")
    yield _line(middle_x, top - 6, f"↑ {kind.up.high}", fill=QUIET, anchor="middle")
    yield _line(middle_x, low + 24, f"↓ {kind.up.low}", fill=QUIET, anchor="middle")


def _groups(boxes: Sequence[Box]) -> Iterator[str]:
    for name in sorted({box.note.group for box in boxes} - {""}):
        mine = [box for box in boxes if box.note.group == name]
        left, top = min(box.left for box in mine) - 10, min(box.top for box in mine) - 30
        width = max(box.left + WIDE for box in mine) + 10 - left
        height = max(box.top + box.height for box in mine) + 10 - top
        yield (
            f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="10" fill="none" '
            f'stroke="{QUIET}" stroke-dasharray="6 5"/>'
        )
        yield _line(left + 10, top + 20, name, size=14, weight=650, fill=QUIET)


def _arrows(arrows: Sequence[Arrow], boxes: Sequence[Box]) -> Iterator[str]:
    at = {box.note.id: box for box in boxes}
    for arrow in arrows:
        start, end = at[arrow.start], at[arrow.end]
        (x1, y1), (x2, y2) = _edge(start, end.middle), _edge(end, start.middle)
        yield (
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{QUIET}" stroke-width="2" '
            'marker-end="url(#tip)"/>'
        )
        if arrow.label:
            yield _line((x1 + x2) / 2, (y1 + y2) / 2 - 6, arrow.label, size=13, anchor="middle", fill=QUIET)


def _edge(box: Box, toward: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a note's middle leaves its border."""
    x, y = box.middle
    dx, dy = toward[0] - x, toward[1] - y
    if not dx and not dy:
        return x, y
    part = min(WIDE / 2 / abs(dx) if dx else 2, box.height / 2 / abs(dy) if dy else 2, 1)
    return round(x + dx * part, 1), round(y + dy * part, 1)


def _note(box: Box) -> str:
    note = box.note
    colour = next(str(one.words) for one in COLOURS if one.id == note.colour)
    lines = [
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{WIDE}" height="{box.height:g}" rx="6" '
        f'fill="{FILL[note.colour]}" stroke="{LINE}"/>',
        _line(box.left + PADDING, box.top + 20, colour, size=12, fill=QUIET),
        *(_line(box.left + PADDING, box.top + 42 + number * ROW, row) for number, row in enumerate(box.rows)),
    ]
    return "".join(lines)


def _height(rows: Sequence[str]) -> float:
    return max(LOW, 42 + ROW * len(rows))


def _rows(text: str) -> tuple[str, ...]:
    """The text in rows that fit a note, as wide letters and emoji need."""
    rows: list[str] = []
    for paragraph in text.splitlines():
        row = ""
        for word in paragraph.split(" "):
            for piece in _pieces(word):
                longer = f"{row} {piece}" if row else piece
                if row and _letters(longer) > LETTERS_IN_ROW:
                    rows.append(row)
                    longer = piece
                row = longer
        rows.append(row)
    return tuple(rows)


def _pieces(word: str) -> Iterator[str]:
    piece = ""
    for letter in word:
        if _letters(piece + letter) > LETTERS_IN_ROW:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _letters(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _line(
    x: float, y: float, words: str, *, size: int = LETTER, weight: int = 400, fill: str = INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">'
        f"{_said(words)}</text>"
    )


def _said(words: str) -> str:
    """Words as XML takes them: no markup, and no sign that XML does not know."""
    return escape("".join(letter for letter in words if letter >= " " and letter not in "\ufffe\uffff"))
