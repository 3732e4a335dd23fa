"""A measure over time as a picture: where the lines and points go. The template draws it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.figures import number_words, short_day_words, short_number_words
from experiments.models import Measure

WIDTH, HEIGHT = 640, 260
TOP, RIGHT, BOTTOM, LEFT = 16, 16, 34, 76
# What words take on a phone, where they are drawn largest: those of one day, its year, and one character.
ROOM_FOR_A_DAY, ROOM_FOR_A_YEAR, CHARACTER = 140, 60, 12
LARGE = 100_000


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    on: date
    value: Decimal
    note: str


@dataclass(frozen=True)
class Level:
    """A horizontal line: how it was before, the target, the limit."""

    kind: str
    value: Decimal
    y: str


@dataclass(frozen=True)
class Tick:
    value: Decimal
    y: str
    words: str


@dataclass(frozen=True)
class Day:
    on: date
    x: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Picture:
    """Everything the template needs to draw one measure; lengths are written with a point in every language."""

    measure: Measure
    points: list[Point]
    levels: list[Level]
    ticks: list[Tick]
    days: list[Day]
    path: str
    left: int
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - 10
    box: str = f"0 0 {WIDTH} {HEIGHT}"

    @property
    def label_x(self) -> int:
        return self.left - 8

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None


def picture_of(measure: Measure) -> Picture:
    """The measure's readings as a line, with its baseline, target and threshold."""
    readings = list(measure.readings.all())
    named = {"baseline": measure.baseline, "target": measure.target, "threshold": measure.threshold}
    values = [*named.values(), *(reading.value for reading in readings)]
    scale = _scale(min(Decimal(0), *values), max(values))
    low, high = float(scale[0]), float(scale[-1])
    figures = _figures(scale)
    left = max(LEFT, 12 + CHARACTER * max(map(len, figures)))

    def y(value: Decimal) -> str:
        return f"{HEIGHT - BOTTOM - (float(value) - low) / (high - low) * (HEIGHT - BOTTOM - TOP):.1f}"

    first = readings[0].taken_on.toordinal() if readings else 0
    span = readings[-1].taken_on.toordinal() - first if readings else 0

    def x(on: date) -> str:
        # A single reading stands in the middle rather than on the edge.
        part = (on.toordinal() - first) / span if span else 0.5
        return f"{left + 8 + part * (WIDTH - RIGHT - left - 16):.1f}"

    points = [Point(x(r.taken_on), y(r.value), r.taken_on, r.value, r.note) for r in readings]
    return Picture(
        measure=measure,
        points=points,
        levels=[Level(kind, value, y(value)) for kind, value in named.items()],
        ticks=[Tick(value, y(value), words) for value, words in zip(scale, figures, strict=True)],
        days=_days(points),
        path="M" + "L".join(f"{point.x} {point.y}" for point in points) if points else "",
        left=left,
    )


def _figures(scale: Sequence[Decimal]) -> list[str]:
    """The round numbers in words, short where they are large."""
    large = any(abs(value) >= LARGE for value in scale)
    return [short_number_words(value) if large else number_words(value) for value in scale]


def _scale(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round numbers from below the lowest to above the highest value, about four steps apart."""
    span = float(high - low) or 1.0
    rough = span / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = Decimal(repr(power)) * next(size for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    start, end = math.floor(low / step), math.ceil(high / step)
    return [step * place for place in range(start, max(end, start + 1) + 1)]


def _days(points: Sequence[Point]) -> list[Day]:
    """The days under the picture: the first, the last, and between them those with room for their words."""
    one_a_day = list({point.on: point for point in points}.values())
    years = len({point.on.year for point in one_a_day}) > 1
    room = ROOM_FOR_A_DAY + (ROOM_FOR_A_YEAR if years else 0)
    shown = one_a_day[:1]
    for point in one_a_day[1:-1]:
        if min(float(point.x) - float(shown[-1].x), float(one_a_day[-1].x) - float(point.x)) >= room:
            shown.append(point)
    shown += one_a_day[1:][-1:]
    anchors = ["start", *["middle"] * (len(shown) - 2), "end"] if len(shown) > 1 else ["middle"]
    return [
        Day(point.on, point.x, anchor, short_day_words(point.on, with_year=years))
        for point, anchor in zip(shown, anchors, strict=False)
    ]
