"""Whom to ask next, and how many at once, when it is doubtful that enough people will say yes in time."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from dotanks.assembly.alternates import brought, ranked
from dotanks.assembly.chances import answered_within, chance_of_quorum
from dotanks.assembly.checks import check_need
from dotanks.assembly.columns import Columns, Floats, as_columns
from dotanks.assembly.eligibility import refusals
from dotanks.assembly.gains import TIE, gains
from dotanks.assembly.limits import may_join
from dotanks.assembly.pool import Pool
from dotanks.assembly.reasons import organisation, reasons
from dotanks.assembly.repair import around
from dotanks.assembly.types import Ask, Id, InvalidNeed, Member, Need, Wave

ENOUGH = 0.9
MOST_REFUSED_WAVES = 2


def next_wave(
    members: Iterable[Member] | Columns,
    need: Need,
    *,
    language: str,
    accepted: Collection[Id] = (),
    waiting: Collection[Id] = (),
    refused: Collection[Id] = (),
    days_left: float | None = None,
    refused_waves: int = 0,
) -> Wave:
    """Whom to ask at once, and for which seat, so that enough people accept by the deadline in nine cases of ten.

    Everybody asked may sit beside everybody else who was asked, for all of them may say yes. With the people who
    accepted, no more are expected than the largest size. After two waves that were refused nobody is proposed: the
    coordinator and the poster decide what to change.
    """
    check_need(need)
    if language not in need.languages:
        raise InvalidNeed("language_not_of_problem", {"field": "language", "language": language})
    if days_left is not None and not days_left >= 0:
        raise InvalidNeed("deadline_passed", {"field": "days_left", "days_left": days_left})
    sure, open_, gone = ({str(one) for one in ids} for ids in (accepted, waiting, refused))
    twice = sorted((sure & open_) | (sure & gone) | (open_ & gone))
    if twice:
        raise InvalidNeed("answered_twice", {"member_ids": twice})
    columns = as_columns(members)
    pool, team = around(columns, need, language, refusals(columns, need), sure | open_, gone)
    in_time = 1.0 if days_left is None else answered_within(days_left)
    likely = pool.columns.acceptance[pool.rows] * in_time
    chances = {person: 1.0 if pool.id(person) in sure else float(likely[person]) for person in team}
    now = after = chance_of_quorum(chances.values(), need.size_min)
    asks: list[Ask] = []
    while after < ENOUGH and refused_waves < MOST_REFUSED_WAVES:
        ask = _next(pool, chances, likely)
        if ask is None:
            break
        person, for_seat = ask
        asks.append(_ask(pool, chances, person, for_seat))
        chances[person] = float(likely[person])
        after = chance_of_quorum(chances.values(), need.size_min)
    if now >= ENOUGH:
        advice = "enough"
    elif refused_waves >= MOST_REFUSED_WAVES:
        advice = "stop"
    else:
        advice = "ask" if asks else "nobody_left"
    return Wave(advice, now, after, tuple(asks))


def _next(pool: Pool, chances: Mapping[int, float], likely: Floats) -> tuple[int, int | None] | None:
    """The best person to ask beside everybody asked so far, and whose seat they could take if not an empty one."""
    team = sorted(chances)
    seats = [person for person in team if chances[person] < 1.0]
    # Not more than the largest size, plus those who are expected to refuse.
    room = sum(chances.values()) + likely <= pool.need.size_max
    allowed = room & (likely > 0.0) & may_join(pool, team, 1 if len(team) + 1 >= pool.need.size_min else len(pool))
    if not allowed.any():
        return None
    if len(team) < pool.need.size_wanted:
        return int(ranked(pool, gains(pool, team), allowed)[0]), None
    bring = brought(pool, team, seats)
    free = 1.0 - np.array([chances[person] for person in seats])
    person = int(ranked(pool, free @ bring, allowed)[0])
    return person, seats[int(np.argmax(np.round(free * bring[:, person] / TIE)))]


def _ask(pool: Pool, chances: Mapping[int, float], person: int, for_seat: int | None) -> Ask:
    beside = [other for other in sorted(chances) if other != for_seat]
    return Ask(
        member_id=pool.id(person),
        organisation=organisation(pool, person),
        seat_member_id=None if for_seat is None else pool.id(for_seat),
        worth=float(gains(pool, beside)[person]),
        reasons=reasons(pool, [*beside, person], person),
    )
