"""The hard rules between the people of one team: who may still join it, and which rules a chosen team breaks."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from dotanks.assembly.columns import Bools, Coded, Columns
from dotanks.assembly.eligibility import CODES, PRIVATE_CODES, refusals
from dotanks.assembly.pool import Pool
from dotanks.assembly.types import OTHER_ORGANISATIONS, Broken, InvalidNeed, Need

# What a person sees instead of a private reason.
NO_REASON = "may_not_be_asked"


def may_join(pool: Pool, team: Sequence[int], seats_left: int) -> Bools:
    """Which candidates break no hard rule beside this team; the last seat goes to a second organisation."""
    members = list(team)
    allowed = pool.candidates.copy()
    allowed[members] = False
    here = pool.organisation[members].tolist()
    full = [code for code in set(here) if here.count(code) >= pool.need.max_per_organisation]
    if seats_left < OTHER_ORGANISATIONS and len(set(here)) == 1:
        full = here
    if full:
        allowed &= _apart_from(full, pool.columns.organisation)[pool.organisation]
    if pool.need.conflict_lines:
        taken = [code for code in set(pool.line[members].tolist()) if code]
        if taken:
            allowed &= _apart_from(taken, pool.columns.line)[pool.line]
    for member in members:
        if member in pool.enemies:
            allowed[list(pool.enemies[member])] = False
    return allowed


def may_replace(pool: Pool, team: Sequence[int], seats: Sequence[int]) -> Bools:
    """One row for each of these seats: which candidates break no hard rule in the place of its holder."""
    members = list(team)
    allowed = np.repeat(pool.candidates[None, :], len(seats), axis=0)
    allowed[:, members] = False
    here = pool.organisation[members]
    holders = [members.index(person) for person in seats]
    same = pool.organisation == here[:, None]
    allowed &= same.sum(axis=0) - same[holders] < pool.need.max_per_organisation
    if pool.need.conflict_lines:
        lines = pool.line[members]
        alike = (pool.line == lines[:, None]) & (lines > 0)[:, None]
        allowed &= alike.sum(axis=0) == alike[holders]
    apart = [member for member in members if member in pool.enemies]
    for row, person in enumerate(seats):
        others = {code for member, code in zip(members, here.tolist(), strict=True) if member != person}
        if len(others) == 1:
            allowed[row] &= pool.organisation != others.pop()
        for member in apart:
            if member != person:
                allowed[row, list(pool.enemies[member])] = False
    return allowed


def organisations(pool: Pool, team: Sequence[int]) -> int:
    """How many organisations are in this team."""
    return len(set(pool.organisation[list(team)].tolist()))


def is_proposal(pool: Pool, team: Sequence[int]) -> bool:
    """Whether this team may be proposed: not below the minimum, and from two organisations besides the poster's."""
    return len(team) >= pool.need.size_min and organisations(pool, team) >= OTHER_ORGANISATIONS


def broken_rules(columns: Columns, need: Need, chosen: Sequence[int], language: str) -> tuple[Broken, ...]:
    """Every hard rule that this choice breaks, person by person and then for the team; empty means it may be stored."""
    found: list[Broken] = []
    refused = refusals(columns, need)
    speaks = columns.speaks(language)
    for row in sorted(chosen):
        if refused[row] >= 0:
            code = CODES[int(refused[row])]
            found.append(Broken(NO_REASON if code in PRIVATE_CODES else code, {"member_id": columns.ids[row]}))
        elif not speaks[row]:
            found.append(Broken("not_the_team_language", {"member_id": columns.ids[row], "language": language}))
    if language not in need.languages:
        found.append(Broken("language_not_of_problem", {"language": language}))
    found += _together(columns, need, sorted(chosen))
    if not need.size_min <= len(chosen) <= need.size_max:
        found.append(
            Broken("size", {"size": len(chosen), "smallest": need.size_min, "largest": need.size_max}),
        )
    present = len({int(columns.organisation.codes[row]) for row in chosen})
    if present < OTHER_ORGANISATIONS:
        found.append(Broken("too_few_organisations", {"found": present, "needed": OTHER_ORGANISATIONS}))
    return tuple(found)


def rows_of(columns: Columns, ids: Sequence[str]) -> list[int]:
    """The rows of these members; refuses who is not there, and who is named twice."""
    unknown = sorted({one for one in ids if one not in columns.row_of})
    if unknown:
        raise InvalidNeed("unknown_member", {"field": "members", "member_ids": unknown})
    if len(set(ids)) < len(ids):
        raise InvalidNeed("member_twice", {"member_ids": sorted(one for one, n in Counter(ids).items() if n > 1)})
    return [columns.row_of[one] for one in ids]


def _apart_from(codes: Sequence[int], column: Coded) -> Bools:
    others = np.ones(len(column.names), dtype=np.bool_)
    others[list(codes)] = False
    return others


def _together(columns: Columns, need: Need, chosen: Sequence[int]) -> list[Broken]:
    found: list[Broken] = []
    organisation = Counter(columns.organisation.name(row) for row in chosen)
    for name, count in sorted(organisation.items()):
        if count > need.max_per_organisation:
            found.append(
                Broken("per_organisation", {"organisation": name, "count": count, "most": need.max_per_organisation})
            )
    lines = Counter(columns.line.name(row) for row in chosen)
    for name, count in sorted(lines.items()):
        if need.conflict_lines and name and count > 1:
            found.append(Broken("conflict_line", {"line": name, "count": count}))
    pairs = {frozenset((str(one), str(other))) for one, other in need.blocked_pairs}
    for one, other in combinations((columns.ids[row] for row in chosen), 2):
        if frozenset((one, other)) in pairs:
            found.append(Broken(NO_REASON, {"member_id": other}))
    return found
