"""Somebody left: keep everybody else, and find the best person for the seat by one pass over all."""

from collections.abc import Collection, Iterable
from itertools import chain

import numpy as np

from dotanks.assembly.alternates import alternates
from dotanks.assembly.assemble import describe
from dotanks.assembly.checks import check_need
from dotanks.assembly.columns import Columns, Ints, as_columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.pool import Pool, to_pool
from dotanks.assembly.search import Found, proven
from dotanks.assembly.types import Id, InvalidNeed, Member, Need, Repaired
from dotanks.assembly.unmet import unmet


def replace(
    members: Iterable[Member] | Columns,
    need: Need,
    kept: Collection[Id],
    gone: Collection[Id],
    *,
    language: str,
    accepted: Collection[Id] = (),
) -> Repaired:
    """Fill the seats of who is gone; nobody kept moves, and with one seat free no other person would be better."""
    check_need(need)
    if language not in need.languages:
        raise InvalidNeed("language_not_of_problem", {"field": "language", "language": language})
    columns = as_columns(members)
    staying, leaving, sure = ({str(one) for one in ids} for ids in (kept, gone, accepted))
    if staying & leaving:
        raise InvalidNeed("kept_and_gone", {"member_ids": sorted(staying & leaving)})
    vanished = sorted(one for one in staying if one not in columns.row_of)
    refused = refusals(columns, need)
    found, stay = refill(columns, need, language, refused, staying, leaving)
    pool, team = found.pool, found.team
    certain = [person for person in stay if pool.id(person) in sure]
    return Repaired(
        team=describe(pool, team, language, certain, found.bound),
        added=tuple(pool.id(person) for person in sorted(set(team) - set(stay))),
        vanished=tuple(vanished),
        alternates=alternates(pool, team, certain),
        unmet=unmet(columns, need, found, refused),
    )


def refill(
    columns: Columns, need: Need, language: str, refused: Ints, staying: Collection[str], leaving: Collection[str]
) -> tuple[Found, list[int]]:
    """The best team with everybody who stays, in the seats of all; and who of them stays."""
    pool, stay = around(columns, need, language, refused, staying, leaving)
    size = min(len(staying) + len(leaving), max(need.size_max, len(stay)))
    return proven(pool, language, size, stay), stay


def around(
    columns: Columns, need: Need, language: str, refused: Ints, staying: Collection[str], leaving: Collection[str]
) -> tuple[Pool, list[int]]:
    """Everybody who may be asked beside those who stay, and those who stay; who leaves is not asked again."""
    candidates = np.asarray((refused < 0) & columns.speaks(language), dtype=np.bool_)
    # Who stays may look busy because of this very team, so nobody asks again whether they are eligible.
    candidates[[columns.row_of[one] for one in chain(staying, leaving) if one in columns.row_of]] = False
    rows = sorted(columns.row_of[one] for one in staying if one in columns.row_of)
    pool = to_pool(columns, need, candidates, also=rows)
    return pool, np.flatnonzero(np.isin(pool.rows, rows)).tolist()
