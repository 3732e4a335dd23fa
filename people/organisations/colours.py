"""An organisation's own colour: whether it can be read, and the design tokens made of it, light and dark."""

import re
from collections.abc import Iterator

Rgb = tuple[float, float, float]

READABLE = 4.5
VISIBLE = 3.0
WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
NIGHT: Rgb = (13, 20, 22)
# The product's own quiet surface, by day and by night, on which accent letters stand too.
QUIET: tuple[Rgb, Rgb] = ((231, 233, 233), (38, 47, 52))
# How much of the colour is mixed into paper by day and into the dark by night, for grounds and quiet lines.
TINTS = {
    "background-tinted": (0.06, 0.07),
    "surface-default": (0.0, 0.12),
    "surface-tinted": (0.12, 0.17),
    "surface-hover": (0.2, 0.23),
    "surface-active": (0.28, 0.3),
    "border-subtle": (0.36, 0.36),
}
SHADE = 0.05


def contrast(one: str, other: str = "#ffffff") -> float:
    """How far two colours stand apart, from 1 (the same) to 21 (black on white), as WCAG counts it."""
    return _contrast(_rgb(one), _rgb(other))


def readable(colour: str) -> bool:
    """Whether white letters can be read on this colour, and letters of it on white."""
    return contrast(colour) >= READABLE


def nearest_readable(colour: str) -> str:
    """The same colour, darkened only as far as needed."""
    return _hex(_apart_from(WHITE, _rgb(colour), BLACK, READABLE))


def stylesheet(colour: str) -> str:
    """The product's accent tokens in this colour; what letters stand on stays readable by construction."""
    day, night = dict(_tokens(_rgb(colour), dark=False)), dict(_tokens(_rgb(colour), dark=True))
    return (
        f":root{{{_css(day)}}}\n"
        f"@media (prefers-color-scheme: dark){{:root[data-color-scheme=auto]{{{_css(night)}}}}}\n"
        f"[data-color-scheme=dark]{{{_css(night)}}}\n"
    )


def _tokens(own: Rgb, *, dark: bool) -> Iterator[tuple[str, Rgb]]:
    paper, ink = (NIGHT, WHITE) if dark else (WHITE, BLACK)
    grounds = {name: _mix(own, paper, tints[dark]) for name, tints in TINTS.items()}
    yield "background-default", paper
    yield from grounds.items()
    # Letters stand on the tinted surface at most; a step beyond what is needed keeps rounding harmless.
    letters = _apart_from(grounds["surface-tinted"], own, ink, READABLE + 0.1)
    letters = _apart_from(QUIET[dark], letters, ink, READABLE + 0.1)
    base = _apart_from(paper, own, ink, READABLE)
    yield "border-default", _apart_from(QUIET[dark], own, ink, VISIBLE)
    yield "border-strong", letters
    yield "text-subtle", letters
    yield "text-default", _mix(own, ink, 0.2 if dark else 0.45)
    yield "base-default", base
    yield "base-hover", _mix(ink, base, 0.2)
    yield "base-active", _mix(ink, base, 0.36)
    yield "base-contrast-default", paper
    yield "base-contrast-subtle", _mix(own, paper, 0.08)


def _css(tokens: dict[str, Rgb]) -> str:
    return "".join(f"--ds-color-accent-{name}:{_hex(rgb)};" for name, rgb in tokens.items())


def _apart_from(ground: Rgb, colour: Rgb, towards: Rgb, wanted: float) -> Rgb:
    """The colour, moved towards ink only as far as it must to stand out from the ground."""
    moved, share = colour, 0.0
    while _contrast(ground, _rounded(moved)) < wanted and share < 1:
        share = min(1, share + SHADE)
        moved = _mix(towards, colour, share)
    return _rounded(moved)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return red, green, blue


def _contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _rounded(colour: Rgb) -> Rgb:
    red, green, blue = (round(value) for value in colour)
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + bytes(int(value) for value in _rounded(colour)).hex()
