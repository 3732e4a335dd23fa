"""How a Do Tank is put together: pure functions over numpy, without database, clock or chance, so that it replays."""

from dotanks.assembly.assemble import assemble, team_of
from dotanks.assembly.batch import assemble_many
from dotanks.assembly.chances import chance_of_quorum
from dotanks.assembly.columns import Columns, to_columns
from dotanks.assembly.repair import replace
from dotanks.assembly.types import (
    Alternate,
    Ask,
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
    Shared,
    Team,
    Unmet,
    Wave,
    Weights,
    Widening,
    Worth,
)
from dotanks.assembly.waves import next_wave

__all__ = [
    "Alternate",
    "Ask",
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
    "Shared",
    "Team",
    "Unmet",
    "Wave",
    "Weights",
    "Widening",
    "Worth",
    "assemble",
    "assemble_many",
    "chance_of_quorum",
    "next_wave",
    "replace",
    "team_of",
    "to_columns",
]
