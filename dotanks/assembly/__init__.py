"""How a Do Tank is put together: pure functions over numpy, without database, clock or chance, so that it replays."""

from dotanks.assembly.assemble import assemble, team_of
from dotanks.assembly.columns import Columns, to_columns
from dotanks.assembly.repair import replace
from dotanks.assembly.types import (
    Alternate,
    Assembled,
    Broken,
    Fit,
    InvalidNeed,
    LanguageTeam,
    LeftOut,
    Member,
    Need,
    Reason,
    Repaired,
    Seat,
    Team,
    Unmet,
    Weights,
    Widening,
    Worth,
)
from dotanks.assembly.waves import chance_of_quorum

__all__ = [
    "Alternate",
    "Assembled",
    "Broken",
    "Columns",
    "Fit",
    "InvalidNeed",
    "LanguageTeam",
    "LeftOut",
    "Member",
    "Need",
    "Reason",
    "Repaired",
    "Seat",
    "Team",
    "Unmet",
    "Weights",
    "Widening",
    "Worth",
    "assemble",
    "chance_of_quorum",
    "replace",
    "team_of",
    "to_columns",
]
