"""What a room's document may consist of: the guard, the renderer and the seed all read it from here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from dotanks.live.tasting import fits

Rule = Callable[[object], bool]


@dataclass(frozen=True)
class Like:
    """A rule for a plain value, as a pattern of its JSON: data, so that the expendable process can be given it."""

    pattern: str

    def __call__(self, value: object) -> bool:
        return fits(self.pattern, value)


def no_details(value: object) -> bool:
    """A rule for a mark that is on or off: the editor writes an empty object, true, or null to end it."""
    return value is None or value is True or value == {}


LONGEST_ADDRESS: Final = 900
_ADDRESS: Final = Like(rf'"(https?://|mailto:)[^\s<>"\\^`{{|}}]{{1,{LONGEST_ADDRESS}}}"')


def to_an_address(value: object) -> bool:
    """A rule for a link: it leads to a page or a mailbox, and carries nothing else."""
    return value is None or (isinstance(value, dict) and value.keys() == {"href"} and _ADDRESS(value["href"]))


# A rule as data, since the expendable process reads it too: see `follows` in tasting.py.
ValueRule = Sequence[str | int | float]


@dataclass(frozen=True)
class Entries:
    """A root that keeps small maps by id: the values and the texts each may have, and how many of them there may be."""

    values: Mapping[str, ValueRule]
    texts: Mapping[str, int]  # each with its longest length in letters
    most: int


_ID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SUGGESTION: Final = {"id": re.compile(_ID), "person": re.compile(_ID), "at": re.compile(r"\d{4}(-\d\d){2}T\d\d:\d\dZ")}


def suggestion(value: object) -> bool:
    """A rule for a suggested change: which one, by whom, and the minute; or null to end it."""
    return value is None or (
        isinstance(value, dict)
        and value.keys() == _SUGGESTION.keys()
        and all(isinstance(value[name], str) and form.fullmatch(value[name]) for name, form in _SUGGESTION.items())
    )


@dataclass(frozen=True)
class Shape:
    """The names and values one kind of room accepts; everything else is refused before it is stored.

    A room holds either one page of prose or, like a board, maps of entries.
    """

    root: str
    # Which nodes may stand in which; "" is the root, "#text" a run of text.
    children: Mapping[str, frozenset[str]]
    attributes: Mapping[str, Rule]
    marks: Mapping[str, Rule]
    # What a person's presence may carry besides the name, which the server writes.
    presence: frozenset[str]
    # Which attributes a node may have; a node that is not named here has none.
    takes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    entries: Mapping[str, Entries] = field(default_factory=dict)

    @property
    def nodes(self) -> frozenset[str]:
        """Every element name that may occur."""
        return frozenset(name for name in self.children if name)

    def described(self) -> dict[str, object]:
        """The part of it that is known to the expendable process."""
        patterns = {name: rule.pattern for name, rule in self.attributes.items() if isinstance(rule, Like)}
        return {
            "root": self.root,
            "children": {name: sorted(names) for name, names in self.children.items()},
            "entries": {name: asdict(one) for name, one in self.entries.items()},
            "takes": {node: {name: patterns.get(name) for name in names} for node, names in self.takes.items()},
        }


_BLOCKS: Final = frozenset({"paragraph", "heading", "bulletList", "orderedList", "taskList", "image"})
_INLINE: Final = frozenset({"#text", "hardBreak"})
_CELL: Final = frozenset({"colspan", "rowspan"})
ID: Final = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

DOCUMENT: Final = Shape(
    root="document",
    children={
        "": _BLOCKS | {"table", "blockquote"},
        "paragraph": _INLINE,
        "heading": _INLINE,
        "bulletList": frozenset({"listItem"}),
        "orderedList": frozenset({"listItem"}),
        "listItem": _BLOCKS,
        "taskList": frozenset({"taskItem"}),
        "taskItem": _BLOCKS,
        "blockquote": _BLOCKS,
        "table": frozenset({"tableRow"}),
        "tableRow": frozenset({"tableCell", "tableHeader"}),
        "tableCell": _BLOCKS,
        "tableHeader": _BLOCKS,
        "image": frozenset(),
        "hardBreak": frozenset(),
    },
    attributes={
        "level": Like("[1-6]"),
        "start": Like("[0-9]{1,7}"),
        "type": Like("null"),
        "checked": Like("true|false"),
        "assignee": Like(f'null|"{ID}"'),
        "due": Like(r'null|"20[0-9]{2}-[01][0-9]-[0-3][0-9]"'),
        "colspan": Like("[1-9]|1[0-9]|20"),
        "rowspan": Like("[1-9]|1[0-9]|20"),
        # Of this room's own pictures; its address is made from it when somebody reads.
        "attachment": Like(f'"{ID}"'),
        "alt": Like(r'"(\\.|[^\\]){0,300}"'),
    },
    marks={
        "bold": no_details,
        "italic": no_details,
        "strike": no_details,
        "link": to_an_address,
        "insertion": suggestion,
        "deletion": suggestion,
    },
    presence=frozenset({"cursor"}),
    takes={
        "heading": frozenset({"level"}),
        "orderedList": frozenset({"start", "type"}),
        "taskItem": frozenset({"checked", "assignee", "due"}),
        "tableCell": _CELL,
        "tableHeader": _CELL,
        "image": frozenset({"attachment", "alt"}),
    },
)


def of_entries(entries: Mapping[str, Entries], *, presence: frozenset[str] = frozenset()) -> Shape:
    """The shape of a room without a page: only maps of entries."""
    return Shape(root="", children={}, attributes={}, marks={}, presence=presence, entries=entries)
