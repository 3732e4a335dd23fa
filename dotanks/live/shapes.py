"""What a room's document may consist of: the guard, the renderer and the seed all read it from here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

Rule = Callable[[object], bool]


def whole_between(low: int, high: int) -> Rule:
    """A rule that holds for whole numbers from low to high, as number or as the float Yjs may make of one."""

    def holds(value: object) -> bool:
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and low <= value <= high
            and value == int(value)
        )

    return holds


def nothing(value: object) -> bool:
    """A rule that holds for "no value" only."""
    return value is None


def no_details(value: object) -> bool:
    """A rule for a mark that is on or off: the editor writes an empty object, true, or null to end it."""
    return value is None or value is True or value == {}


@dataclass(frozen=True)
class Shape:
    """The names and values one kind of room accepts; everything else is refused before it is stored."""

    root: str
    # Which nodes may stand in which; "" is the root, "#text" a run of text.
    children: Mapping[str, frozenset[str]]
    attributes: Mapping[str, Rule]
    marks: Mapping[str, Rule]
    # What a person's presence may carry besides the name, which the server writes.
    presence: frozenset[str]

    @property
    def nodes(self) -> frozenset[str]:
        """Every element name that may occur."""
        return frozenset(name for name in self.children if name)


_BLOCKS: Final = frozenset({"paragraph", "heading", "bulletList", "orderedList"})
_INLINE: Final = frozenset({"#text", "hardBreak"})

DOCUMENT: Final = Shape(
    root="document",
    children={
        "": _BLOCKS,
        "paragraph": _INLINE,
        "heading": _INLINE,
        "bulletList": frozenset({"listItem"}),
        "orderedList": frozenset({"listItem"}),
        "listItem": _BLOCKS,
        "hardBreak": frozenset(),
    },
    attributes={"level": whole_between(1, 6), "start": whole_between(0, 1_000_000), "type": nothing},
    marks={"bold": no_details, "italic": no_details},
    presence=frozenset({"cursor"}),
)
