"""What changed between two states of a document: by line, and inside a line by word.

A line is a heading, a paragraph, an item of a list or a row of a table. What moved is removed in one place and added
in the other, since that is what happened to the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, Literal

from dotanks.room.exporting.blocks import Block, read_blocks

TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
# Two lines with fewer words in common than this are two lines, not one that changed.
ALIKE: Final = 0.4
# Comparing two lines grows with the product of their words; a document gets this much, some tenths of a second.
MOST: Final = 40_000_000
AHEAD: Final = 20  # how many lines further a line's partner is looked for
AROUND: Final = 1  # unchanged lines shown on either side of a change

Change = Literal["same", "added", "removed", "changed", "formatted", "folded"]


@dataclass(frozen=True)
class Line:
    """One line of a document: what it is, how it looks, what it says."""

    kind: str
    text: str
    level: int = 0
    look: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    checked: bool | None = None


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, came or went."""

    change: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class LineChange:
    """A line and what became of it; a folded one stands for `count` unchanged lines."""

    change: Change
    kind: str = ""
    level: int = 0
    stretches: list[Stretch] = field(default_factory=list)
    checked: bool | None = None
    count: int = 1


def lines_of(html: str) -> list[Line]:
    """A document's lines in order; empty ones say nothing and are left out."""
    return [line for block in read_blocks(html) for line in _lines(block, 0) if line.text.strip()]


def _lines(block: Block, depth: int) -> Iterator[Line]:
    look = tuple((run.text, tuple(sorted(run.marks)), run.link) for run in block.runs if run.marks or run.link)
    if block.kind == "heading":
        yield Line("heading", block.text, block.level, look)
    elif block.kind == "row":
        yield Line("row", " | ".join(cell.text.replace("\n", " ") for cell in block.children), depth)
    elif block.kind == "item":
        inside = [line for child in block.children for line in _lines(child, depth)]
        if inside and inside[0].kind == "paragraph":
            yield Line("item", inside[0].text, depth, inside[0].look, block.checked)
            inside = inside[1:]
        yield from inside
    elif block.kind in {"list", "table", "cell"}:
        for child in block.children:
            yield from _lines(child, depth + 1)
    else:
        yield Line(block.kind, block.text, depth, look)


@dataclass
class Effort:
    """What is left for comparing word by word."""

    left: int = MOST

    def takes(self, pairs: int) -> bool:
        """Whether so much is still left; it is spent then."""
        if pairs > self.left:
            return False
        self.left -= pairs
        return True


def differences(old: str, new: str) -> list[LineChange]:
    """Everything that stands in either of two documents (HTML), and what became of it.

    Where very long lines changed in many places, the last of them are shown as a whole, before and after.
    """
    before, after, effort = lines_of(old), lines_of(new), Effort()
    result: list[LineChange] = []
    for step, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if step == "equal":
            result += [_whole("same", line) for line in after[c:d]]
        else:
            result += _replaced(before[a:b], after[c:d], effort)
    return result


def folded(changes: Sequence[LineChange]) -> list[LineChange]:
    """The same with long unchanged stretches folded away, but for what stands next to a change."""
    near = {
        place + step
        for place, line in enumerate(changes)
        if line.change != "same"
        for step in range(-AROUND, AROUND + 1)
    }
    result: list[LineChange] = []
    for place, line in enumerate(changes):
        if line.change != "same" or place in near:
            result.append(line)
        elif result and result[-1].change == "folded":
            result[-1] = LineChange("folded", count=result[-1].count + 1)
        else:
            result.append(LineChange("folded"))
    return result


def _whole(change: Literal["same", "added", "removed"], line: Line) -> LineChange:
    return LineChange(change, line.kind, line.level, [Stretch(change, line.text)], line.checked)


def _replaced(before: Sequence[Line], after: Sequence[Line], effort: Effort) -> Iterator[LineChange]:
    """Pair lines that are alike, in order; what finds no partner was removed or added."""
    words = [_words(line) for line in after]
    place = 0
    for line in before:
        mine = _words(line)
        near = range(place, min(place + AHEAD, len(after)))
        partner = next((at for at in near if _alike(mine, words[at])), None)
        if partner is None:
            yield _whole("removed", line)
            continue
        for other in after[place:partner]:
            yield _whole("added", other)
        yield _changed(line, after[partner], effort)
        place = partner + 1
    for other in after[place:]:
        yield _whole("added", other)


def _words(line: Line) -> frozenset[str]:
    return frozenset(token for token in TOKEN.findall(line.text) if not token.isspace())


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= ALIKE * (len(one) + len(other))


def _changed(old: Line, new: Line, effort: Effort) -> LineChange:
    if old.text == new.text:
        return LineChange("formatted", new.kind, new.level, [Stretch("same", new.text)], new.checked)
    return LineChange("changed", new.kind, new.level, _stretches(old.text, new.text, effort), new.checked)


def _stretches(old: str, new: str, effort: Effort) -> list[Stretch]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if not effort.takes(len(before) * len(after)):
        return [Stretch("removed", old), Stretch("added", new)]
    result: list[Stretch] = []
    for step, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if step == "equal":
            result.append(Stretch("same", "".join(after[c:d])))
            continue
        if a < b:
            result.append(Stretch("removed", "".join(before[a:b])))
        if c < d:
            result.append(Stretch("added", "".join(after[c:d])))
    return result
