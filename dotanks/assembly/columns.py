"""Members as columns: one row each, sorted by id, so that the order they came in cannot matter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dotanks.assembly.checks import check_member
from dotanks.assembly.types import InvalidNeed, Member

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Bits = NDArray[np.uint64]

BITS = 64
ATTRIBUTES = ("kind", "region", "level", "seniority")


@dataclass(frozen=True, slots=True)
class Coded:
    """A text column as numbers; code 0 is "not known" and never counts as a value."""

    codes: Ints
    names: tuple[str, ...]

    def name(self, row: int) -> str:
        return self.names[int(self.codes[row])]

    def code(self, name: str) -> int:
        """The number of a name, or -1 if nobody has it."""
        place = bisect_left(self.names, name)
        return place if place < len(self.names) and self.names[place] == name else -1


@dataclass(frozen=True, slots=True)
class Skilled:
    """Who has one skill: rows, the level that counts, and whether they want to use it."""

    rows: Ints
    levels: Ints
    wanted: Bools


@dataclass(frozen=True, slots=True)
class Rows(Mapping[str, int]):
    """The row of each id, found by halving: as quick to make for a hundred thousand as for ten."""

    ids: Sequence[str]

    def __getitem__(self, member_id: str) -> int:
        row = bisect_left(self.ids, member_id)
        if row == len(self.ids) or self.ids[row] != member_id:
            raise KeyError(member_id)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Columns:
    """Everybody, ready for arithmetic; built once and used for many needs."""

    ids: tuple[str, ...]
    row_of: Mapping[str, int]
    organisation: Coded
    line: Coded
    attributes: Mapping[str, Coded]
    language_names: tuple[str, ...]
    language_bits: Bits
    skills: Mapping[str, Skilled]
    topics: Mapping[str, Ints]
    utc_offset: Floats
    hours: Floats
    cap: Ints
    active: Ints
    open: Ints
    invitations_90: Ints
    acceptance: Floats
    first_timer: Bools
    only_at_home: Bools
    opted_out: Bools

    def __len__(self) -> int:
        return len(self.ids)

    def speaks(self, language: str) -> Bools:
        """Who speaks this language."""
        if language not in self.language_names:
            return np.zeros(len(self), dtype=np.bool_)
        bit = self.language_names.index(language)
        mask = np.uint64(1 << (bit % BITS))
        return np.asarray((self.language_bits[:, bit // BITS] & mask) != 0, dtype=np.bool_)

    def levels_of(self, skill: str) -> Ints:
        """The level of everybody in one skill; 0 for who does not have it."""
        levels = np.zeros(len(self), dtype=np.int64)
        if skill in self.skills:
            levels[self.skills[skill].rows] = self.skills[skill].levels
        return levels

    def wants(self, row: int, skill: str) -> bool:
        """Whether this person wants to use this skill."""
        skilled = self.skills[skill]
        return bool(skilled.wanted[np.searchsorted(skilled.rows, row)])

    def follows(self, row: int, topic: str) -> bool:
        """Whether this person cares about this topic."""
        rows = self.topics.get(topic, np.zeros(0, dtype=np.int64))
        place = int(np.searchsorted(rows, row))
        return place < len(rows) and int(rows[place]) == row


def to_columns(members: Iterable[Member]) -> Columns:
    """Turn members into columns; refuses two with the same id and records that are not possible."""
    people = sorted(members, key=lambda member: str(member.id))
    for member in people:
        check_member(member)
    ids = tuple(str(member.id) for member in people)
    if twice := sorted({one for one, other in pairwise(ids) if one == other}):
        raise InvalidNeed("member_twice", {"member_ids": twice})
    languages = tuple(sorted(set().union(*(member.languages for member in people))))
    return Columns(
        ids=ids,
        row_of=Rows(ids),
        organisation=_coded([str(member.organisation) for member in people]),
        line=_coded([member.line for member in people]),
        attributes={name: _coded([getattr(member, name) for member in people]) for name in ATTRIBUTES},
        language_names=languages,
        language_bits=_language_bits(people, languages),
        skills=_skills(people),
        topics=_topics(people),
        utc_offset=np.array([member.utc_offset for member in people], dtype=np.float64),
        hours=np.array([member.hours for member in people], dtype=np.float64),
        cap=np.array([member.cap for member in people], dtype=np.int64),
        active=np.array([member.active for member in people], dtype=np.int64),
        open=np.array([member.open for member in people], dtype=np.int64),
        invitations_90=np.array([member.invitations_90 for member in people], dtype=np.int64),
        acceptance=np.array([member.acceptance for member in people], dtype=np.float64),
        first_timer=np.array([member.first_timer for member in people], dtype=np.bool_),
        only_at_home=np.array([member.only_at_home for member in people], dtype=np.bool_),
        opted_out=np.array([member.opted_out for member in people], dtype=np.bool_),
    )


def as_columns(members: Iterable[Member] | Columns) -> Columns:
    """Columns as they are, or made of these members."""
    return members if isinstance(members, Columns) else to_columns(members)


def _coded(values: Sequence[str]) -> Coded:
    names = ("", *sorted(set(values) - {""}))
    code_of = {name: code for code, name in enumerate(names)}
    return Coded(np.array([code_of[value] for value in values], dtype=np.int64), names)


def _language_bits(people: Sequence[Member], languages: Sequence[str]) -> Bits:
    bit_of = {language: bit for bit, language in enumerate(languages)}
    bits = np.zeros((len(people), len(languages) // BITS + 1), dtype=np.uint64)
    for row, member in enumerate(people):
        for language in member.languages:
            bit = bit_of[language]
            bits[row, bit // BITS] |= np.uint64(1 << (bit % BITS))
    return bits


def _skills(people: Sequence[Member]) -> dict[str, Skilled]:
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for row, member in enumerate(people):
        for skill, level in member.skills.items():
            wanted = skill not in member.unwanted_skills
            counts = level if wanted else level // 2
            if counts:
                found.setdefault(skill, []).append((row, counts, wanted))
    return {
        skill: Skilled(
            np.array([row for row, _, _ in entries], dtype=np.int64),
            np.array([level for _, level, _ in entries], dtype=np.int64),
            np.array([wanted for _, _, wanted in entries], dtype=np.bool_),
        )
        for skill, entries in found.items()
    }


def _topics(people: Sequence[Member]) -> dict[str, Ints]:
    found: dict[str, list[int]] = {}
    for row, member in enumerate(people):
        for topic in member.topics:
            found.setdefault(topic, []).append(row)
    return {topic: np.array(rows, dtype=np.int64) for topic, rows in found.items()}
