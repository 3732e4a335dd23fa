"""The words of assembly: what goes in (members, a need) and what comes out (a team, its reasons, what is missing)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

Id: TypeAlias = str | UUID
Fact: TypeAlias = str | int | float | bool | tuple[str, ...] | Mapping[str, int]
Facts: TypeAlias = Mapping[str, Fact]

LARGEST_SIZE = 50
OTHER_ORGANISATIONS = 2
SMALLEST_WORTH = 1.0
# A bound this near, in points of a hundred, is no room for a better team: what is left is the solver's rounding.
PROVEN_WITHIN = 1e-5
PRIOR_ACCEPTANCE = 0.45


class InvalidNeed(Exception):
    """What was asked cannot be worked on: a code and the details for the form, never a half-made team."""

    def __init__(self, code: str, details: Mapping[str, object]) -> None:
        super().__init__(code, dict(details))
        self.code = code
        self.details = dict(details)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One volunteer, as the assembler may know them: no name, no gender, no age."""

    id: Id
    organisation: Id
    kind: str = ""
    level: str = ""
    region: str = ""
    seniority: str = ""
    line: str = ""
    utc_offset: float = 0.0
    languages: frozenset[str] = frozenset()
    skills: Mapping[str, int] = field(default_factory=dict)
    unwanted_skills: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    hours: float = 0.0
    cap: int = 1
    active: int = 0
    open: int = 0
    invitations_90: int = 0
    acceptance: float = PRIOR_ACCEPTANCE
    first_timer: bool = False
    only_at_home: bool = False
    opted_out: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How many points of the hundred each part of the value can bring."""

    skills: float = 40.0
    topics: float = 15.0
    diversity: float = 15.0
    acceptance: float = 10.0
    new_voices: float = 8.0
    spread: float = 7.0
    availability: float = 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What one problem asks of its team; the first of its languages is its own."""

    problem_id: Id
    poster_id: Id
    poster_organisation: Id
    languages: tuple[str, ...]
    poster_utc_offset: float = 0.0
    skills: Mapping[str, float] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    size_min: int = 4
    size_wanted: int = 5
    size_max: int = 7
    hours: float = 4.0
    declined_ids: frozenset[Id] = frozenset()
    blocked_pairs: frozenset[tuple[Id, Id]] = frozenset()
    good_past_ids: frozenset[Id] = frozenset()
    conflict_lines: bool = True
    max_per_organisation: int = 1
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact about this team that is no longer true when the person leaves: a code with its data."""

    code: str
    data: Facts


@dataclass(frozen=True, slots=True)
class Worth:
    """The value of a team in points, and the parts it is the sum of."""

    total: float
    people: float
    skills: float
    diversity: float
    new_voices: float


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in the team, the points the team would lose without them, and why they were chosen."""

    member_id: str
    organisation: str
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The people with one working language, and the points no team can exceed, unless it was chosen by hand."""

    language: str
    seats: tuple[Seat, ...]
    worth: Worth
    chance_of_quorum: float
    bound: float | None = None
    proven: bool = False

    @property
    def member_ids(self) -> tuple[str, ...]:
        return tuple(seat.member_id for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Fit:
    """A seat an alternate could take, and the points they would bring there."""

    seat_member_id: str
    worth: float


@dataclass(frozen=True, slots=True)
class Alternate:
    """Somebody to ask next, the seats they fit (best first), and why, had they the best of these seats."""

    member_id: str
    organisation: str
    fits: tuple[Fit, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something the need asked for that nobody could give: a code with its data."""

    code: str
    data: Facts


@dataclass(frozen=True, slots=True)
class Widening:
    """One way of asking for less, and the team it would give."""

    code: str
    data: Facts
    proposal: bool
    size: int
    value: float
    language: str
    skills_gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many members could not be asked for one reason; private codes are for the log, not for a screen."""

    code: str
    count: int
    private: bool


@dataclass(frozen=True, slots=True)
class LanguageTeam:
    """The best team in one of the problem's languages, to be shown side by side."""

    language: str
    proposal: bool
    member_ids: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Assembled:
    """The answer to a need: a team, or none with the reasons why not."""

    team: Team | None
    alternates: tuple[Alternate, ...]
    unmet: tuple[Unmet, ...]
    widenings: tuple[Widening, ...]
    by_language: tuple[LanguageTeam, ...]
    left_out: tuple[LeftOut, ...]
    eligible: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """A team after somebody left: all others kept, who came in, and whose record no longer exists."""

    team: Team
    added: tuple[str, ...]
    vanished: tuple[str, ...]
    alternates: tuple[Alternate, ...]
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """How a team covers one needed skill: the highest level in it, and how many have level 2 or more."""

    skill: str
    level: int
    able: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who would fit a team as it is: the seats they could take (best first), and whether as one more."""

    member_id: str
    fits: tuple[str, ...]
    joins: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody to ask now, for an empty seat or for the seat of somebody who may still refuse, and why."""

    member_id: str
    organisation: str
    seat_member_id: str | None
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """What to do next (`enough`, `ask`, `nobody_left` or `stop`) and the chance of a quorum, now and then."""

    advice: str
    chance: float
    chance_after: float
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """One problem's team in a batch, the points it could have had alone at most, and the share of them it got."""

    problem_id: str
    team: Team | None
    alone: float
    share: float
    unmet: tuple[Unmet, ...]
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a chosen team breaks: a code with its data."""

    code: str
    data: Facts
