"""Members straight from the database into the assembler's columns: binary COPY, read as numbers without a loop."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray
from psycopg.sql import SQL, Composable, Composed, Literal

from dotanks.assembly import Columns
from dotanks.assembly.columns import Coded, Floats, Ints, Rows, Skilled
from people.models import Organisation
from people.words import Language, Skill, Topic

PRIOR, PRIOR_WEIGHT = 0.45, 5
LOOK_BACK = timedelta(days=365)
RECENT = timedelta(days=90)

# The signature, the flags and the length of an extension that nobody uses; and the mark of the end.
HEAD, TAIL = 19, 2
WIDTH = {"uuid": (16, "S16"), "int4": (4, ">i4"), "int8": (8, ">i8")}
LANGUAGES, TOPICS, SKILLS = sorted(Language.values), sorted(Topic.values), sorted(Skill.values)

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
HAVE = {"id": "uuid", "skill": "int4", "level": "int4", "wanted": "int4"}

# Everybody with a profile and an employer on that day; who has two employers counts at the newer one.
EVERYBODY = SQL("""
WITH job AS (
    SELECT DISTINCT ON (person_id) person_id, organisation_id FROM people_employment
    WHERE since <= {today} AND (until IS NULL OR until >= {today}) AND {of}
    ORDER BY person_id, since DESC, id
), asked AS (
    SELECT person_id,
        count(*) FILTER (WHERE state = 'sent') AS open,
        count(*) FILTER (WHERE created_at >= {recent}) AS recent,
        count(*) FILTER (WHERE state IN ('accepted', 'declined') AND created_at >= {look_back}) AS answered,
        count(*) FILTER (WHERE state = 'accepted' AND created_at >= {look_back}) AS accepted,
        count(*) FILTER (WHERE state = 'accepted') AS ever_accepted
    FROM dotanks_invitation WHERE {of} GROUP BY person_id
), seated AS (
    SELECT person_id, count(*) AS active FROM dotanks_seat
    JOIN dotanks_dotank ON dotanks_dotank.id = dotank_id AND dotanks_dotank.state IN ('forming', 'working')
    WHERE {of} GROUP BY person_id
), offered AS (
    SELECT job.person_id AS id,
        job.organisation_id AS organisation,
        {languages} AS languages,
        {topics} AS topics,
        profile.hours_a_week AS hours,
        profile.dotank_cap AS cap,
        profile.paused::int AS paused,
        coalesce(seated.active, 0) AS active,
        coalesce(asked.open, 0) AS open,
        coalesce(asked.recent, 0) AS recent,
        coalesce(asked.answered, 0) AS answered,
        coalesce(asked.accepted, 0) AS accepted,
        coalesce(asked.ever_accepted, 0) AS ever_accepted,
        {only_at_home} AS only_at_home
    FROM job
    JOIN people_person person ON person.id = job.person_id AND person.is_active
    JOIN people_profile profile USING (person_id)
    LEFT JOIN asked USING (person_id)
    LEFT JOIN seated USING (person_id)
)
SELECT {fields} FROM offered ORDER BY id
""")
# Of a few, asked of the others there. Of everybody it is counted afterwards, which is quicker.
ALONE_THERE = SQL("""(NOT EXISTS (
    SELECT FROM people_employment other
    JOIN people_person them ON them.id = other.person_id AND them.is_active
    JOIN people_profile USING (person_id)
    WHERE other.organisation_id = job.organisation_id AND other.person_id <> job.person_id
        AND other.since <= {today} AND (other.until IS NULL OR other.until >= {today})
))::int""")
WHAT_THEY_HAVE = SQL("""
WITH had AS (
    SELECT person_id AS id, known.code AS skill, level, wants_to_use::int AS wanted
    FROM people_personskill JOIN unnest({skills}::text[]) WITH ORDINALITY AS known (name, code) ON known.name = skill
    WHERE {of}
)
SELECT {fields} FROM had
""")


def columns_on(day: date, members: Sequence[UUID] | None = None) -> Columns:
    """Everybody who could be in a team on that day, or these of them, as the database says now."""
    of = SQL("TRUE") if members is None else SQL("person_id = ANY({}::uuid[])").format(Literal(list(members)))
    today = Literal(day)
    people = _copied(
        EVERYBODY.format(
            of=of,
            today=today,
            recent=Literal(_beginning(day - RECENT)),
            look_back=Literal(_beginning(day - LOOK_BACK)),
            languages=_mask("profile.languages", LANGUAGES),
            topics=_mask("profile.topics", TOPICS),
            only_at_home=SQL("0") if members is None else ALONE_THERE.format(today=today),
            fields=_fields(PEOPLE),
        ),
        PEOPLE,
    )
    have = _copied(WHAT_THEY_HAVE.format(of=of, skills=Literal(SKILLS), fields=_fields(HAVE)), HAVE)
    return _columns(people, have, day, count_homes=members is None)


def utc_offset(time_zone: str, day: date) -> float:
    """Hours east of Greenwich at noon of that day."""
    offset = datetime.combine(day, time(12), ZoneInfo(time_zone)).utcoffset() or timedelta()
    return offset.total_seconds() / 3600


def acceptance(accepted: Any, answered: Any) -> Any:
    """A shrunken rate, of one or of many at once: few answers say little. Never shown to anybody."""
    return (accepted + PRIOR * PRIOR_WEIGHT) / (answered + PRIOR_WEIGHT)


def only_at_home(organisation: Coded) -> NDArray[np.bool_]:
    """Who is the only member of the network in their organisation."""
    return np.asarray(np.bincount(organisation.codes)[organisation.codes] == 1, dtype=np.bool_)


def _columns(people: NDArray[Any], have: NDArray[Any], day: date, *, count_homes: bool) -> Columns:
    ids = people["id"]
    names = tuple(map(str, map(_uuid, ids.tolist())))
    homes, home = np.unique(people["organisation"], return_inverse=True)
    found = {one.pk: one for one in Organisation.objects.filter(pk__in=list(map(_uuid, homes.tolist())))}
    houses = [found[_uuid(one)] for one in homes.tolist()]
    organisation = _coded([str(house.pk) for house in houses], home)
    offsets = np.array([utc_offset(house.time_zone, day) for house in houses], dtype=np.float64)
    nobody = np.zeros(len(ids), dtype=np.int64)
    return Columns(
        ids=names,
        row_of=Rows(names),
        organisation=organisation,
        line=Coded(nobody, ("",)),
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


def _skills(ids: NDArray[Any], have: NDArray[Any]) -> dict[str, Skilled]:
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


def _copied(query: Composed, fields: dict[str, str]) -> NDArray[Any]:
    """What the query gives, all of fixed width: one array over the very bytes that came."""
    with connection.cursor() as cursor, cursor.copy(SQL("COPY ({}) TO STDOUT (FORMAT BINARY)").format(query)) as copy:
        data = b"".join(copy)
    kinds: list[tuple[str, str]] = [("count", ">i2")]
    for name, kind in fields.items():
        kinds += [(f"width of {name}", ">i4"), (name, WIDTH[kind][1])]
    row = np.dtype(kinds)
    count, rest = divmod(len(data) - HEAD - TAIL, row.itemsize)
    rows = np.frombuffer(data, row, count=max(count, 0), offset=HEAD)
    whole = all(bool((rows[f"width of {name}"] == WIDTH[kind][0]).all()) for name, kind in fields.items())
    if rest or not whole:
        raise ValueError("A column was empty or of another width than promised.")
    return rows


def _fields(fields: dict[str, str]) -> Composable:
    return SQL(", ").join(SQL(f"{name}::{kind}") for name, kind in fields.items())


def _mask(column: str, names: list[str]) -> Composable:
    """One bit for each of these words that the list of the column has."""
    return SQL(" | ").join(
        SQL("(({} = ANY({}))::int::int8 << {})").format(Literal(name), SQL(column), Literal(bit))
        for bit, name in enumerate(names)
    )


def _uuid(value: bytes) -> UUID:
    # numpy leaves out the zeros at the end.
    return UUID(bytes=value.ljust(16, b"\0"))


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _ints(values: NDArray[Any]) -> Ints:
    return values.astype(np.int64)


def _floats(values: NDArray[Any]) -> Floats:
    return values.astype(np.float64)
