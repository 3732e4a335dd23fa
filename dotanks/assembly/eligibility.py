"""Who may be asked for a problem at all, and the one reason why somebody may not."""

from collections.abc import Collection, Iterable

import numpy as np

from dotanks.assembly.columns import Bools, Columns, Ints
from dotanks.assembly.types import Id, LeftOut, Need

# The first code that applies is the one given. The poster's organisation comes first, so that the poster looks like
# every colleague there; the language comes last, so that a missing one can be waived alone.
CODES = (
    "poster_organisation",
    "is_poster",
    "opted_out",
    "declined",
    "blocked",
    "no_free_slot",
    "too_few_hours",
    "time_zone",
    "no_shared_language",
)
# Who posted, blocked, refused or paused stays with them: even a count of one would point at a person.
PRIVATE_CODES = frozenset({"is_poster", "opted_out", "declined", "blocked"})
TIME_ZONE_HOURS = 3.0


def refusals(columns: Columns, need: Need, waived: Collection[str] = ()) -> Ints:
    """For everybody the number of the first rule against asking them (an index into CODES), or -1 if there is none."""
    tests = (
        columns.organisation.codes == columns.organisation.code(str(need.poster_organisation)),
        _among(columns, [need.poster_id]),
        columns.opted_out,
        _among(columns, need.declined_ids),
        _among(columns, _blocked_with_poster(need)),
        columns.cap - columns.active - columns.open < 1,
        np.floor(columns.hours / need.hours) < 1,
        np.abs(columns.utc_offset - need.poster_utc_offset) > TIME_ZONE_HOURS,
        ~speaks_one_of(columns, need.languages),
    )
    first = np.full(len(columns), -1, dtype=np.int64)
    # The last rule first, so that the first rule has the last word.
    for number, refused in reversed(list(enumerate(tests))):
        if CODES[number] not in waived:
            first[refused] = number
    return first


def eligible(columns: Columns, need: Need, waived: Collection[str] = ()) -> Bools:
    """Who may be asked."""
    return np.asarray(refusals(columns, need, waived) < 0, dtype=np.bool_)


def left_out(refused: Ints) -> tuple[LeftOut, ...]:
    """How many were left out for each reason, in the order of the rules."""
    counts = np.bincount(refused[refused >= 0], minlength=len(CODES))
    return tuple(
        LeftOut(code, int(count), code in PRIVATE_CODES) for code, count in zip(CODES, counts, strict=True) if count
    )


def speaks_one_of(columns: Columns, languages: Iterable[str]) -> Bools:
    """Who speaks at least one of these languages."""
    found = np.zeros(len(columns), dtype=np.bool_)
    for language in languages:
        found |= columns.speaks(language)
    return found


def _blocked_with_poster(need: Need) -> set[Id]:
    poster = str(need.poster_id)
    return {other for pair in need.blocked_pairs if poster in map(str, pair) for other in pair if str(other) != poster}


def _among(columns: Columns, ids: Iterable[Id]) -> Bools:
    found = np.zeros(len(columns), dtype=np.bool_)
    rows = [columns.row_of[str(one)] for one in ids if str(one) in columns.row_of]
    found[rows] = True
    return found
