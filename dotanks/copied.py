"""Members straight from the database into the assembler's columns: binary COPY of whole columns, read by numpy."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from struct import Struct
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from dotanks.assembly import Columns
from dotanks.assembly.columns import Coded, Floats, Ints, Rows, Skilled
from people.models import Organisation
from people.words import Language, Skill, Topic

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

PRIOR, PRIOR_WEIGHT = 0.45, 5
LOOK_BACK = timedelta(days=365)
RECENT = timedelta(days=90)

# The signature, the flags, the length of an extension that nobody uses, and the number of columns.
HEAD = 19 + 2
ARRAY_HEAD = Struct(">5i")
CELLS = {
    "uuid": np.dtype([("width", ">i4"), ("value", "S16")]),
    "int4": np.dtype([("width", ">i4"), ("value", ">i4")]),
    "int8": np.dtype([("width", ">i4"), ("value", ">i8")]),
}
LANGUAGES, TOPICS, SKILLS = sorted(Language.values), sorted(Topic.values), sorted(Skill.values)


def _mask(column: str, names: list[str]) -> str:
    """One bit for each of these words that the list of the column has."""
    return " | ".join(f"(('{name}' = ANY({column}))::int::int8 << {bit})" for bit, name in enumerate(names))


# Of these members, or of everybody.
_OF = "(%(members)s::uuid[] IS NULL OR person_id = ANY(%(members)s::uuid[]))"
_TODAY = "since <= %(today)s AND (until IS NULL OR until >= %(today)s)"

# Everybody with a profile and an employer on that day; who has two employers counts at the newer one.
PEOPLE = {
    "id": "uuid",
    "organisation": "uuid",
    "languages": "int8",
    "topics": "int8",
    "hours": "int4",
    "cap": "int4",
    "paused": "int4",
    "active": "int4",
    "open": "int4",
    "recent": "int4",
    "answered": "int4",
    "accepted": "int4",
    "ever_accepted": "int4",
    "only_at_home": "int4",
}
_PEOPLE = f"""
WITH job AS (
    SELECT DISTINCT ON (person_id) person_id, organisation_id FROM people_employment
    WHERE {_TODAY} AND {_OF} ORDER BY person_id, since DESC, id
), asked AS (
    SELECT person_id,
        count(*) FILTER (WHERE state = 'sent') AS open,
        count(*) FILTER (WHERE created_at >= %(recent)s) AS recent,
        count(*) FILTER (WHERE state IN ('accepted', 'declined') AND created_at >= %(look_back)s) AS answered,
        count(*) FILTER (WHERE state = 'accepted' AND created_at >= %(look_back)s) AS accepted,
        count(*) FILTER (WHERE state = 'accepted') AS ever_accepted
    FROM dotanks_invitation WHERE {_OF} GROUP BY person_id
), seated AS (
    SELECT person_id, count(*) AS active FROM dotanks_seat
    JOIN dotanks_dotank ON dotanks_dotank.id = dotank_id AND dotanks_dotank.state IN ('forming', 'working')
    WHERE {_OF} GROUP BY person_id
)
SELECT job.person_id AS id,
    job.organisation_id AS organisation,
    {_mask("profile.languages", LANGUAGES)} AS languages,
    {_mask("profile.topics", TOPICS)} AS topics,
    profile.hours_a_week AS hours,
    profile.dotank_cap AS cap,
    profile.paused::int AS paused,
    coalesce(seated.active, 0) AS active,
    coalesce(asked.open, 0) AS open,
    coalesce(asked.recent, 0) AS recent,
    coalesce(asked.answered, 0) AS answered,
    coalesce(asked.accepted, 0) AS accepted,
    coalesce(asked.ever_accepted, 0) AS ever_accepted,
    -- Of everybody it is counted afterwards, which is quicker.
    (%(members)s::uuid[] IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_employment other
        JOIN people_person them ON them.id = other.person_id AND them.is_active
        JOIN people_profile USING (person_id)
        WHERE other.organisation_id = job.organisation_id AND other.person_id <> job.person_id AND {_TODAY}
    ))::int AS only_at_home
FROM job
JOIN people_person person ON person.id = job.person_id AND person.is_active
JOIN people_profile profile USING (person_id)
LEFT JOIN asked USING (person_id)
LEFT JOIN seated USING (person_id)
ORDER BY id
"""  # noqa: S608 - all of these words are ours

HAVE = {"id": "uuid", "skill": "int4", "level": "int4", "wanted": "int4"}
_HAVE = f"""
SELECT person_id AS id, known.code AS skill, level, wants_to_use::int AS wanted
FROM people_personskill JOIN unnest(%(skills)s::text[]) WITH ORDINALITY AS known (name, code) ON known.name = skill
WHERE {_OF}
"""  # noqa: S608 - all of these words are ours


def columns_on(day: date, members: Sequence[UUID] | None = None) -> Columns:
    """Everybody who could be in a team on that day, or these of them, as the database says now."""
    given = {
        "members": None if members is None else list(members),
        "today": day,
        "recent": _beginning(day - RECENT),
        "look_back": _beginning(day - LOOK_BACK),
        "skills": SKILLS,
    }
    return _columns(_copied(_PEOPLE, PEOPLE, given), _copied(_HAVE, HAVE, given), day, count_homes=members is None)


@lru_cache(maxsize=1000)
def utc_offset(time_zone: str, day: date) -> float:
    """Hours east of Greenwich at noon of that day."""
    offset = datetime.combine(day, time(12), ZoneInfo(time_zone)).utcoffset() or timedelta()
    return offset.total_seconds() / 3600


def line_of(organisation: Organisation) -> str:
    """The line it answers to, however it is written; empty where nobody named one."""
    return " ".join(organisation.line.split()).casefold()


def acceptance(accepted: Any, answered: Any) -> Any:
    """A shrunken rate, of one or of many at once: few answers say little. Never shown to anybody."""
    return (accepted + PRIOR * PRIOR_WEIGHT) / (answered + PRIOR_WEIGHT)


def only_at_home(organisation: Coded) -> NDArray[np.bool_]:
    """Who is the only member of the network in their organisation."""
    return np.asarray(np.bincount(organisation.codes)[organisation.codes] == 1, dtype=np.bool_)


def _columns(
    people: Mapping[str, NDArray[Any]], have: Mapping[str, NDArray[Any]], day: date, *, count_homes: bool
) -> Columns:
    ids = people["id"]
    names = _ids(ids)
    homes, home = np.unique(people["organisation"], return_inverse=True)
    found = {str(one.pk): one for one in Organisation.objects.filter(pk__in=_ids(homes))}
    houses = [found[one] for one in _ids(homes)]
    organisation = _coded([str(house.pk) for house in houses], home)
    offsets = np.array([utc_offset(house.time_zone, day) for house in houses], dtype=np.float64)
    nobody = np.zeros(len(ids), dtype=np.int64)
    return Columns(
        ids=names,
        row_of=Rows(names),
        organisation=organisation,
        line=_coded([line_of(house) for house in houses], home),
        attributes={
            "kind": _coded([house.kind for house in houses], home),
            "region": _coded([house.region for house in houses], home),
            "level": _coded([house.level for house in houses], home),
            "seniority": Coded(nobody, ("",)),
        },
        language_names=tuple(LANGUAGES),
        language_bits=people["languages"].astype(np.uint64)[:, None],
        skills=_skills(ids, have),
        topics={
            name: np.flatnonzero((people["topics"] >> bit) & 1)
            for bit, name in enumerate(TOPICS)
            if ((people["topics"] >> bit) & 1).any()
        },
        utc_offset=offsets[home] if len(home) else np.zeros(0),
        hours=people["hours"].astype(np.float64),
        cap=_ints(people["cap"]),
        active=_ints(people["active"]),
        open=_ints(people["open"]),
        invitations_90=_ints(people["recent"]),
        acceptance=_floats(acceptance(people["accepted"], people["answered"])),
        first_timer=people["ever_accepted"] == 0,
        only_at_home=only_at_home(organisation) if count_homes else people["only_at_home"] == 1,
        opted_out=people["paused"] == 1,
    )


def _skills(ids: NDArray[Any], have: Arrays) -> dict[str, Skilled]:
    rows = np.searchsorted(ids, have["id"])
    here = rows < len(ids)
    here[here] = ids[rows[here]] == have["id"][here]
    wanted = have["wanted"] == 1
    levels = _ints(np.where(wanted, have["level"], have["level"] // 2))
    kept = np.flatnonzero(here & (levels > 0))
    order = kept[np.lexsort((rows[kept], have["skill"][kept]))]
    ends = np.searchsorted(have["skill"][order], np.arange(1, len(SKILLS) + 2))
    return {
        name: Skilled(rows[part], levels[part], wanted[part])
        for number, name in enumerate(SKILLS)
        if len(part := order[ends[number] : ends[number + 1]])
    }


def _coded(values: list[str], place: NDArray[Any]) -> Coded:
    names = ("", *sorted({*values} - {""}))
    code_of = {name: code for code, name in enumerate(names)}
    codes = np.array([code_of[value] for value in values], dtype=np.int64)
    return Coded(codes[place] if len(place) else np.zeros(0, dtype=np.int64), names)


def _copied(rows: str, fields: Mapping[str, str], given: Mapping[str, Any]) -> Arrays:
    """What the query gives, as one array for each column: the database sends each whole, and numpy reads it whole."""
    whole = ", ".join(f"array_agg({name}::{kind})" for name, kind in fields.items())
    query = f"COPY (SELECT {whole} FROM ({rows}) AS told) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - our own words
    # Past Django's cursors: the one that notes queries takes none with values here.
    with connection.cursor() as cursor, cursor.cursor.copy(query, given) as copy:
        data = b"".join(copy)
    found: dict[str, NDArray[Any]] = {}
    place = HEAD
    for name, kind in fields.items():
        size = int.from_bytes(data[place : place + 4], "big", signed=True)
        place += 4
        if size < 0:
            found[name] = np.zeros(0, dtype=CELLS[kind]["value"])
            continue
        _, empty_ones, _, count, _ = ARRAY_HEAD.unpack_from(data, place)
        if empty_ones:
            raise ValueError(f"{name} is not known of everybody.")
        found[name] = np.frombuffer(data, CELLS[kind], count, place + ARRAY_HEAD.size)["value"].copy()
        place += size
    return found


def _ids(values: NDArray[Any]) -> tuple[str, ...]:
    # By the bytes: read as text, numpy would leave out zeros at the end.
    every = values.tobytes().hex()
    return tuple(
        f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}"
        for one in (every[at : at + 32] for at in range(0, len(every), 32))
    )


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _ints(values: NDArray[Any]) -> Ints:
    return values.astype(np.int64)


def _floats(values: NDArray[Any]) -> Floats:
    return values.astype(np.float64)
