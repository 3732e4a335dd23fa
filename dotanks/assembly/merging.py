"""Columns with some people read anew: a change costs a copy of some arrays, not another reading of everybody."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from dotanks.assembly.columns import Coded, Columns, Ints, Rows, Skilled

Value = TypeVar("Value", np.int64, np.float64, np.bool_, np.uint64)
Join: TypeAlias = Callable[[NDArray[Value], NDArray[Value]], NDArray[Value]]

ARRAYS = (
    "utc_offset",
    "hours",
    "cap",
    "active",
    "open",
    "invitations_90",
    "acceptance",
    "first_timer",
    "opted_out",
)


def merged(columns: Columns, changed: Collection[str], fresh: Columns) -> Columns:
    """These columns, with the changed people as `fresh` has them; whoever is not in there has left.

    Both come from one source and name the same languages. The result is what reading everybody would give.
    """
    gone = np.array(sorted(columns.row_of[one] for one in changed if one in columns.row_of), dtype=np.int64)
    same = [columns.ids[row] for row in gone] == list(fresh.ids)
    stay = np.ones(len(columns), dtype=np.bool_)
    stay[gone] = False
    if same:
        ids, moved, places = columns.ids, np.arange(len(columns)), gone
    else:
        kept = list(columns.ids)
        for row in reversed(gone.tolist()):
            del kept[row]
        before = np.array([bisect_left(kept, one) for one in fresh.ids], dtype=np.int64)
        places = before + np.arange(len(before))
        for place, one in zip(places.tolist(), fresh.ids, strict=True):
            kept.insert(place, one)
        ids = tuple(kept)
        others = np.ones(len(ids), dtype=np.bool_)
        others[places] = False
        moved = np.full(len(columns), -1, dtype=np.int64)
        moved[stay] = np.flatnonzero(others)

    def join(old: NDArray[Value], new: NDArray[Value]) -> NDArray[Value]:
        if same:
            if np.array_equal(old[places], new):
                return old
            whole = old.copy()
        else:
            whole = np.empty((len(ids), *old.shape[1:]), dtype=old.dtype)
            whole[moved[stay]] = old[stay]
        whole[places] = new
        return whole

    arrays: dict[str, Any] = {name: join(getattr(columns, name), getattr(fresh, name)) for name in ARRAYS}
    organisation = _coded(join, columns.organisation, fresh.organisation)
    return replace(
        columns,
        ids=ids,
        row_of=columns.row_of if same else Rows(ids),
        organisation=organisation,
        line=_coded(join, columns.line, fresh.line),
        attributes={
            name: _coded(join, attribute, fresh.attributes[name]) for name, attribute in columns.attributes.items()
        },
        language_bits=join(columns.language_bits, fresh.language_bits),
        skills=_skills(columns, fresh, stay, moved, places, same),
        topics=_topics(columns.topics, fresh.topics, stay, moved, places, same),
        only_at_home=columns.only_at_home
        if organisation is columns.organisation
        else np.asarray(np.bincount(organisation.codes)[organisation.codes] == 1, dtype=np.bool_),
        **arrays,
    )


def _coded(join: "Join[np.int64]", old: Coded, new: Coded) -> Coded:
    names = old.names
    if set(new.names) <= set(names):
        codes = join(old.codes, np.array([old.code(name) for name in new.names], dtype=np.int64)[new.codes])
        if codes is old.codes:
            return old
    else:
        names = ("", *sorted({*names, *new.names} - {""}))
        code_of = {name: code for code, name in enumerate(names)}
        first, second = (np.array([code_of[name] for name in one.names], dtype=np.int64) for one in (old, new))
        codes = join(first[old.codes], second[new.codes])
    used = np.bincount(codes, minlength=len(names)) > 0
    used[0] = True
    if used.all():
        return Coded(codes, names)
    # A name that nobody bears any more is no name.
    return Coded((np.cumsum(used) - 1)[codes], tuple(name for name, bears in zip(names, used, strict=True) if bears))


def _skills(
    columns: Columns, fresh: Columns, stay: NDArray[np.bool_], moved: Ints, places: Ints, same: bool
) -> dict[str, Skilled]:
    found = {}
    none = np.zeros(0, dtype=np.int64)
    nobody = Skilled(none, none, np.zeros(0, dtype=np.bool_))
    for name in sorted({*columns.skills, *fresh.skills}):
        old, new = columns.skills.get(name, nobody), fresh.skills.get(name, nobody)
        if same and not len(new.rows) and not _among(old.rows, places):
            found[name] = old
            continue
        keeps = stay[old.rows]
        if len(new.rows) or not keeps.all():
            rows = np.concatenate([moved[old.rows[keeps]], places[new.rows]])
            order = rows.argsort(kind="stable")
            old = Skilled(
                rows[order],
                np.concatenate([old.levels[keeps], new.levels])[order],
                np.concatenate([old.wanted[keeps], new.wanted])[order],
            )
        else:
            old = replace(old, rows=moved[old.rows])
        if len(old.rows):
            found[name] = old
    return found


def _topics(
    topics: Mapping[str, Ints],
    fresh: Mapping[str, Ints],
    stay: NDArray[np.bool_],
    moved: Ints,
    places: Ints,
    same: bool,
) -> dict[str, Ints]:
    nobody = np.zeros(0, dtype=np.int64)
    found = {}
    for name in sorted({*topics, *fresh}):
        old, new = topics.get(name, nobody), fresh.get(name, nobody)
        if same and not len(new) and not _among(old, places):
            found[name] = old
            continue
        rows = np.sort(np.concatenate([moved[old[stay[old]]], places[new]]))
        if len(rows):
            found[name] = rows
    return found


def _among(rows: Ints, some: Ints) -> bool:
    """Whether any of some are among these rows, which are in order."""
    if not len(rows):
        return False
    near = np.minimum(np.searchsorted(rows, some), len(rows) - 1)
    return bool((rows[near] == some).any())
