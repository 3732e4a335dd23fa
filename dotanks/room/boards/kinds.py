"""The kinds of boards, as data: what stands on one is decided here, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dotanks.live.shapes import Entries, Shape, of_entries

Words = str | Promise

WIDTH, HEIGHT = 2400, 1600  # of a free board, in the pixels of the screen
MAP_WIDTH, MAP_HEIGHT = 1200, 800
LONGEST_NOTE = 600
# What two people wrote while one of them was offline must not be refused when it comes together.
LONGEST_MERGED = 4 * LONGEST_NOTE
MOST_NOTES = 2_000
MOST_ARROWS = 2_000
LONGEST_GROUP = 60
LONGEST_LABEL = 80
LAST_PLACE = 100_000_000  # in a lane


@dataclass(frozen=True)
class Named:
    """A lane or a colour: its id in the document, its words on the screen, and what it is for."""

    id: str
    words: Words
    hint: Words = ""


@dataclass(frozen=True)
class Axis:
    """One direction of a map, which grows to the right or upwards."""

    words: Words
    low: Words
    high: Words


@dataclass(frozen=True)
class BoardKind:
    """One kind: lanes, or two axes with words for the four corners, or neither."""

    id: str
    words: Words
    what: Words
    lanes: tuple[Named, ...] = ()
    across: Axis | None = None
    up: Axis | None = None
    corners: tuple[Named, ...] = ()  # top left, top right, bottom left, bottom right
    names_riskiest: bool = False

    @property
    def width(self) -> int:
        """How wide it is."""
        return MAP_WIDTH if self.up else WIDTH

    @property
    def height(self) -> int:
        """How high it is."""
        return MAP_HEIGHT if self.up else HEIGHT

    def place_of(self, lane: str, x: float, y: float) -> str:
        """The id of the lane or the corner in which a note stands; nothing on a free board."""
        if self.lanes:
            return lane if any(one.id == lane for one in self.lanes) else self.lanes[0].id
        if not self.corners:
            return ""
        return self.corners[2 * (y >= self.height / 2) + (x >= self.width / 2)].id

    @property
    def places(self) -> tuple[Named, ...]:
        """Its lanes, or its corners."""
        return self.lanes or self.corners


COLOURS: Final = (
    Named("yellow", _("Idea")),
    Named("blue", _("Question")),
    Named("green", _("Fact")),
    Named("pink", _("Worry")),
    Named("grey", _("Remark")),
)

KINDS: Final[Mapping[str, BoardKind]] = {
    kind.id: kind
    for kind in (
        BoardKind(
            "free",
            _("Free board"),
            _("Notes anywhere, in groups, with arrows between them."),
        ),
        BoardKind(
            "culture",
            _("Culture board"),
            _("What comes of how you work: outcomes, behaviours, and what helps or hinders them."),
            lanes=(
                Named("outcomes", _("Outcomes"), _("What people get from our work, wanted or not")),
                Named("behaviours", _("Behaviours"), _("What we do and say that leads to it")),
                Named("enablers", _("Enablers"), _("What makes good behaviour easier")),
                Named("blockers", _("Blockers"), _("What stands in its way")),
            ),
        ),
        BoardKind(
            "assumptions",
            _("Assumption map"),
            _(
                "What must be true for the plan to work, by importance and evidence. "
                "The riskiest becomes your first test."
            ),
            across=Axis(_("Evidence"), _("Little evidence"), _("Much evidence")),
            up=Axis(_("Importance"), _("Less important"), _("Very important")),
            corners=(
                Named("test", _("Test first")),
                Named("plan", _("Build on it")),
                Named("later", _("Look at later")),
                Named("known", _("Known")),
            ),
            names_riskiest=True,
        ),
        BoardKind(
            "stakeholders",
            _("Map of people involved"),
            _("Who has a say and whom it touches, so that you know whom to talk to first."),
            across=Axis(_("How much it touches them"), _("It hardly touches them"), _("It touches them much")),
            up=Axis(_("Their say"), _("Little say"), _("Much say")),
            corners=(
                Named("content", _("Keep satisfied")),
                Named("with", _("Work with them")),
                Named("watch", _("Keep an eye on")),
                Named("inform", _("Speak up for them")),
            ),
        ),
        BoardKind(
            "priorities",
            _("Action and effect map"),
            _("Actions by effort and effect: see what to do first and what to leave."),
            across=Axis(_("Effort"), _("Little effort"), _("Much effort")),
            up=Axis(_("Effect"), _("Little effect"), _("Much effect")),
            corners=(
                Named("first", _("Do first")),
                Named("plan", _("Plan well")),
                Named("between", _("In between")),
                Named("leave", _("Leave out")),
            ),
        ),
        BoardKind(
            "fails",
            _("Fail round"),
            _("What worked, what failed and what puzzles you. Nobody is to blame."),
            lanes=(
                Named("worked", _("Worked"), _("What we want to keep")),
                Named("failed", _("Failed"), _("What we tried and would not do again")),
                Named("puzzled", _("Puzzled"), _("What we do not understand yet")),
            ),
        ),
    )
}

KIND_CHOICES = [(kind.id, kind.words) for kind in KINDS.values()]
PREFIX = "board."


def room_kind(kind: str) -> str:
    """The kind of live room in which boards of this kind stand."""
    return PREFIX + kind


def shape_of(kind: BoardKind) -> Shape:
    """What the room of such a board accepts."""
    across = ("whole", 0, kind.width)
    down = ("whole", 0, LAST_PLACE if kind.lanes else kind.height)
    values = {
        "x": across,
        "y": down,
        "colour": ("one_of", *(colour.id for colour in COLOURS)),
        "group": ("words", LONGEST_GROUP),
        **({"lane": ("one_of", *(lane.id for lane in kind.lanes))} if kind.lanes else {}),
    }
    return of_entries(
        {
            "notes": Entries(values=values, texts={"text": LONGEST_MERGED}, most=MOST_NOTES),
            "arrows": Entries(
                values={"from": ("id",), "to": ("id",), "label": ("words", LONGEST_LABEL)}, texts={}, most=MOST_ARROWS
            ),
        },
        presence=frozenset({"note"}),
    )
