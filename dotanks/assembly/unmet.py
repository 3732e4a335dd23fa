"""What nobody could give, and what each way of asking for less would bring."""

from collections.abc import Iterator
from dataclasses import replace as changed
from math import floor

import numpy as np

from dotanks.assembly.columns import Bools, Columns, Ints
from dotanks.assembly.eligibility import CODES, PRIVATE_CODES, eligible, left_out
from dotanks.assembly.gains import ABLE
from dotanks.assembly.limits import organisations
from dotanks.assembly.search import Found, glance
from dotanks.assembly.types import (
    OTHER_ORGANISATIONS,
    SMALLEST_WORTH,
    Need,
    Unmet,
    Widening,
)

BUSY = ("no_free_slot", "too_few_hours")
NAMED = 5
LANGUAGES_TRIED = 3
HOURS_TRIED = (0.75, 0.5)


def unmet(columns: Columns, need: Need, best: Found, refused: Ints) -> tuple[Unmet, ...]:
    """What this team could not meet, the gravest first."""
    if not best.proposal:
        return (*_nobody(columns, need, best, refused), *_size(need, best), *_busy(columns, need, refused))
    return (
        *_nobody(columns, need, best, refused),
        *_size(need, best),
        *_skills(columns, need, best, refused),
        *_voices(best),
    )


def _nobody(columns: Columns, need: Need, best: Found, refused: Ints) -> Iterator[Unmet]:
    if not (refused < 0).any():
        reasons = tuple(group.code for group in left_out(refused) if group.code not in PRIVATE_CODES)
        yield Unmet("nobody_eligible", {"members": len(columns), "reasons": reasons})
        most = float(columns.hours.max(initial=0.0))
        if len(columns) and most < need.hours:
            yield Unmet("hours_nobody_has", {"asked": need.hours, "most": most})
    speaking = {language: int(((refused < 0) & columns.speaks(language)).sum()) for language in need.languages}
    if len(speaking) > 1 and all(count < need.size_min for count in speaking.values()) and (refused < 0).any():
        yield Unmet("no_shared_language", {"members": speaking, "team_language": best.language})


def _size(need: Need, best: Found) -> Iterator[Unmet]:
    size, pool = len(best.team), best.pool
    if size < need.size_min:
        yield Unmet("below_minimum", {"found": size, "smallest": need.size_min})
    elif best.reach < need.size_wanted:
        yield Unmet("fewer_than_wanted", {"found": size, "wanted": need.size_wanted})
    elif size < need.size_wanted:
        yield Unmet("seat_left_open", {"found": size, "wanted": need.size_wanted, "under_points": SMALLEST_WORTH})
    present = organisations(pool, best.team)
    if present < OTHER_ORGANISATIONS:
        yield Unmet("too_few_organisations", {"found": present, "needed": OTHER_ORGANISATIONS})


def _busy(columns: Columns, need: Need, refused: Ints) -> Iterator[Unmet]:
    busy = int(np.isin(refused, [CODES.index(code) for code in BUSY]).sum())
    if busy and glance(columns, need, BUSY).proposal:
        yield Unmet("everybody_busy", {"busy": busy})


def _skills(columns: Columns, need: Need, best: Found, refused: Ints) -> Iterator[Unmet]:
    """Each skill in which nobody of the team is able, the weightiest first."""
    any_language = (refused < 0) | (refused == CODES.index("no_shared_language"))
    speaks = columns.speaks(best.language)
    for number, (skill, _) in sorted(enumerate(best.pool.skills), key=lambda item: (-item[1][1], item[1][0])):
        level = int(best.pool.levels[number, list(best.team)].max(initial=0))
        if level >= ABLE:
            continue
        levels = columns.levels_of(skill)
        able = any_language & (levels >= ABLE)
        beginners = np.flatnonzero(any_language & speaks & (levels == 1))
        yield Unmet(
            "skill_missing" if level == 0 else "skill_thin",
            {
                "skill": skill,
                "level": ABLE,
                "team_language": best.language,
                "able_in_team_language": int((able & speaks).sum()),
                "able_in_other_languages": _by_language(columns, able & ~speaks),
                "beginners": len(beginners),
                "beginner_ids": tuple(columns.ids[row] for row in beginners[:NAMED]),
            },
        )


def _voices(best: Found) -> Iterator[Unmet]:
    newcomers = [best.pool.id(person) for person in best.team if best.pool.first_timer[person]]
    if len(newcomers) == 1:
        yield Unmet("one_first_timer", {"member_id": newcomers[0]})


def _by_language(columns: Columns, people: Bools) -> dict[str, int]:
    counts = {language: int((people & columns.speaks(language)).sum()) for language in columns.language_names}
    return {language: count for language, count in counts.items() if count}


def widenings(columns: Columns, need: Need, best: Found) -> tuple[Widening, ...]:
    """Every way of asking for less that would give a proposal, more people, or a needed skill."""
    missing = {skill for skill, _ in best.pool.skills} - best.skills()
    if best.proposal and best.reach >= need.size_wanted and not missing:
        return ()
    return tuple(
        widening
        for widening in (
            *_second_language(columns, need, best),
            *_one_more_per_organisation(columns, need, best),
            *_fewer_hours(columns, need, best),
        )
        if (widening.proposal, widening.size) > (best.proposal, len(best.team)) or widening.skills_gained
    )


def _second_language(columns: Columns, need: Need, best: Found) -> Iterator[Widening]:
    open_to_all = eligible(columns, need, ("no_shared_language",))
    counts = _by_language(columns, open_to_all)
    others = sorted((-count, language) for language, count in counts.items() if language not in need.languages)
    for _, language in others[:LANGUAGES_TRIED]:
        there = glance(columns, changed(need, languages=(language,)))
        yield _widening("second_language", {"language": language}, there, best)


def _one_more_per_organisation(columns: Columns, need: Need, best: Found) -> Iterator[Widening]:
    most = need.max_per_organisation + 1
    there = glance(columns, changed(need, max_per_organisation=most))
    yield _widening("one_more_per_organisation", {"max_per_organisation": most}, there, best)


def _fewer_hours(columns: Columns, need: Need, best: Found) -> Iterator[Widening]:
    """The smallest step down that changes something, in whole hours, as a need states them."""
    for share in HOURS_TRIED:
        hours = float(floor(need.hours * share))
        if hours <= 0:
            return
        there = glance(columns, changed(need, hours=hours))
        widening = _widening("fewer_hours", {"hours": hours}, there, best)
        if (widening.proposal, widening.size) > (best.proposal, len(best.team)) or widening.skills_gained:
            yield widening
            return


def _widening(code: str, data: dict[str, str | int | float], there: Found, best: Found) -> Widening:
    return Widening(
        code=code,
        data=data,
        proposal=there.proposal,
        size=len(there.team),
        value=there.value,
        language=there.language,
        skills_gained=tuple(sorted(there.skills() - best.skills())),
    )
