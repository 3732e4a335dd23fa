"""From a problem's need to a proposed team: advice that a person confirms or changes, seat by seat."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from dotanks.assembly.alternates import alternates
from dotanks.assembly.chances import chance_of_quorum
from dotanks.assembly.checks import check_need
from dotanks.assembly.columns import Columns, as_columns
from dotanks.assembly.eligibility import left_out, refusals
from dotanks.assembly.gains import worth
from dotanks.assembly.limits import broken_rules, rows_of
from dotanks.assembly.pool import Pool, to_pool
from dotanks.assembly.reasons import seat
from dotanks.assembly.search import bound_of, search
from dotanks.assembly.types import PROVEN_WITHIN, Assembled, Broken, Id, LanguageTeam, Member, Need, Team
from dotanks.assembly.unmet import unmet, widenings


def assemble(
    members: Iterable[Member] | Columns, need: Need, *, known_skills: Collection[str] | None = None
) -> Assembled:
    """Propose the team for a need, or say why there is none; the same input in any order gives the same answer."""
    check_need(need, known_skills)
    columns = as_columns(members)
    refused = refusals(columns, need)
    found = search(columns, need, refused)
    best = found[0]
    return Assembled(
        team=describe(best.pool, best.team, best.language, bound=bound_of(found)) if best.proposal else None,
        alternates=alternates(best.pool, best.team) if best.proposal else (),
        unmet=unmet(columns, need, best, refused),
        widenings=widenings(columns, need, best),
        by_language=tuple(
            LanguageTeam(one.language, one.proposal, tuple(one.pool.id(person) for person in one.team), one.value)
            for one in found
        ),
        left_out=left_out(refused),
        eligible=int((refused < 0).sum()),
    )


def team_of(
    members: Iterable[Member] | Columns, need: Need, chosen: Sequence[Id], *, language: str
) -> tuple[Team, tuple[Broken, ...]]:
    """A team as somebody chose it by hand, with its worth and reasons, and every hard rule it breaks."""
    check_need(need)
    columns = as_columns(members)
    rows = rows_of(columns, [str(one) for one in chosen])
    pool = to_pool(columns, need, np.zeros(len(columns), dtype=np.bool_), also=rows)
    return describe(pool, range(len(pool)), language), broken_rules(columns, need, rows, language)


def describe(
    pool: Pool, team: Sequence[int], language: str, accepted: Collection[int] = (), bound: float | None = None
) -> Team:
    """A team with its seats, worth, bound and the chance that enough of its people accept."""
    here = worth(pool, team)
    chances = [1.0 if person in accepted else float(pool.columns.acceptance[pool.rows[person]]) for person in team]
    return Team(
        language=language,
        seats=tuple(seat(pool, team, person, here.total) for person in sorted(team)),
        worth=here,
        chance_of_quorum=chance_of_quorum(chances, pool.need.size_min),
        bound=bound,
        proven=bound is not None and bound <= here.total + PROVEN_WITHIN,
    )
