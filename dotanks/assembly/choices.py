"""A team while somebody chooses it by hand: what it covers, and who of those advised would fit into it now."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from dotanks.assembly.alternates import brought, ranked
from dotanks.assembly.columns import Columns, as_columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.gains import ABLE, gains
from dotanks.assembly.limits import may_join, rows_of
from dotanks.assembly.pool import Pool, to_pool
from dotanks.assembly.reasons import reasons
from dotanks.assembly.types import SMALLEST_WORTH, Beside, Covered, Id, Member, Need


def covered(members: Iterable[Member] | Columns, need: Need, chosen: Collection[Id]) -> tuple[Covered, ...]:
    """How these people cover each needed skill, the weightiest first."""
    columns = as_columns(members)
    rows = rows_of(columns, [str(one) for one in chosen])
    found = []
    for skill, weight in sorted(need.skills.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0:
            levels = columns.levels_of(skill)[rows]
            found.append(Covered(skill, int(levels.max(initial=0)), int((levels >= ABLE).sum())))
    return tuple(found)


def beside(
    members: Iterable[Member] | Columns, need: Need, chosen: Sequence[Id], named: Collection[Id], *, language: str
) -> tuple[Beside, ...]:
    """Who of the named people could take a seat of the chosen team, or one more, and break no rule; best first."""
    columns = as_columns(members)
    rows = rows_of(columns, [str(one) for one in chosen])
    among = np.zeros(len(columns), dtype=np.bool_)
    among[[columns.row_of[str(one)] for one in named if str(one) in columns.row_of]] = True
    may = np.asarray(among & (refusals(columns, need) < 0) & columns.speaks(language), dtype=np.bool_)
    pool = to_pool(columns, need, may, also=rows)
    team = np.flatnonzero(np.isin(pool.rows, rows)).tolist()
    bring = brought(pool, team, team) if team else np.zeros((0, len(pool)))
    fits = bring >= SMALLEST_WORTH
    adds = gains(pool, team)
    joins = np.zeros(len(pool), dtype=np.bool_)
    if len(team) < need.size_max:
        joins = may_join(pool, team, need.size_max - len(team))
    best = np.maximum(bring.max(axis=0, initial=0.0), np.where(joins, adds, 0.0))
    people = ranked(pool, best, np.asarray(fits.any(axis=0) | joins, dtype=np.bool_)).tolist()
    return tuple(_beside(pool, team, bring[:, one].tolist(), bool(joins[one]), one) for one in people)


def _beside(pool: Pool, team: Sequence[int], bring: Sequence[float], joins: bool, person: int) -> Beside:
    places = [place for place, points in enumerate(bring) if points >= SMALLEST_WORTH]
    places.sort(key=lambda place: (-round(bring[place], 9), pool.id(team[place])))
    others = [other for other in team if not places or other != team[places[0]]]
    return Beside(
        member_id=pool.id(person),
        fits=tuple(pool.id(team[place]) for place in places),
        joins=joins,
        reasons=reasons(pool, [*others, person], person),
    )
