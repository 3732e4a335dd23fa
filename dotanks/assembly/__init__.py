"""How a Do Tank is put together: pure functions over numpy, without database, clock or chance, so that it replays."""

from dotanks.assembly.assemble import assemble, team_of
from dotanks.assembly.batch import assemble_many
from dotanks.assembly.chances import chance_of_quorum
from dotanks.assembly.choices import beside, covered
from dotanks.assembly.columns import Columns, to_columns
from dotanks.assembly.repair import replace
from dotanks.assembly.types import (
    Alternate,
    Ask,
    Assembled,
    Beside,
    Broken,
    Covered,
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
    "Beside",
    "Broken",
    "Columns",
    "Covered",
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
    "beside",
    "chance_of_quorum",
    "covered",
    "next_wave",
    "replace",
    "team_of",
    "to_columns",
]
