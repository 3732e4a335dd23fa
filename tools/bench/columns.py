"""`make bench-columns`: what it costs to have everybody as columns, from a database of generated members.

python -m tools.bench.columns [MEMBERS...]     19,000 and 100,000 by default

In a test database of its own, which goes afterwards. CPU is this process's alone: the database works beside it.
"""

# ruff: noqa: E402 - Django wants to be set up before any table is named.
from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from random import Random
from uuid import UUID

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

if not os.environ.get("DATABASE_URL"):
    again = [sys.executable, "-m", "tools.services", sys.executable, "-m", "tools.bench.columns", *sys.argv[1:]]
    sys.exit(subprocess.run(again, check=False).returncode)

import django

django.setup()

import pgtrigger
from django.db import connection
from django.utils import timezone

from dotanks import candidates, held
from dotanks.copied import columns_on
from people.models import Profile
from people.words import Language, Skill, Topic
from tools.bench.assembly import spread, timed

SIZES = ["19,000", "100,000"]
TIMES = 40
KINDS = ["municipality", "region", "ministry", "agency", "water_board", "police", "health", "education"]
# A house for every twenty members, four skills, two topics and two languages each, two invitations for every five.
FILL = """
INSERT INTO people_organisation (id, slug, name, kind, level, country, region, language, time_zone, calendar, colour,
    domain) SELECT gen_random_uuid(), 'h' || n, 'House ' || n, ('{kinds}'::text[])[1 + n % 8],
    (ARRAY['local', 'regional', 'national'])[1 + n % 3], 'NL', 'Region ' || n % 40, 'nl', 'Europe/Amsterdam', '', '',
    'h' || n || '.example' FROM generate_series(1, {members} / 20) n;
INSERT INTO people_person (id, password, email, name, language, is_active)
    SELECT gen_random_uuid(), '!', 'm' || n || '@h.example', 'M', 'nl', true FROM generate_series(1, {members}) n;
CREATE TEMPORARY TABLE numbered AS SELECT id, row_number() OVER (ORDER BY email) AS n FROM people_person
    WHERE email LIKE '%@h.example';
CREATE TEMPORARY TABLE houses AS SELECT id, row_number() OVER (ORDER BY slug) AS n FROM people_organisation
    WHERE slug LIKE 'h%';
INSERT INTO people_employment (id, person_id, organisation_id, job_title, since, confirmed_how) SELECT
    gen_random_uuid(), numbered.id, houses.id, '', '2020-01-01', 'domain' FROM numbered
    JOIN houses ON houses.n = 1 + numbered.n % (SELECT count(*) FROM houses);
INSERT INTO people_profile (person_id, languages, topics, hours_a_week, dotank_cap, paused) SELECT id,
    ARRAY[('{languages}'::text[])[1 + n % 4], ('{languages}'::text[])[1 + (n + 1) % 4]],
    ARRAY[('{topics}'::text[])[1 + n % 13], ('{topics}'::text[])[1 + (n / 7) % 13]], n % 12, 1 + n % 3, n % 50 = 0
    FROM numbered;
INSERT INTO people_personskill (id, person_id, skill, level, wants_to_use) SELECT gen_random_uuid(), id,
    ('{skills}'::text[])[1 + (n + 5 * k) % 21], 1 + (n + k) % 4, (n + k) % 4 > 0
    FROM numbered, generate_series(0, 3) k;
"""
ASK = """
INSERT INTO dotanks_invitation (id, dotank_id, person_id, role, reasons, reply_by, state, decline_reason, wave, nonce,
    created_at)
    SELECT gen_random_uuid(), (SELECT id FROM dotanks_dotank), id, 'member', '[]', '2026-12-01',
    (ARRAY['sent', 'accepted', 'declined', 'withdrawn'])[1 + n % 4], '', 1, n::text, now() - n % 400 * interval '1 day'
    FROM numbered WHERE n % 5 < 2;
INSERT INTO dotanks_seat (id, dotank_id, person_id, role) SELECT gen_random_uuid(), dotank_id, person_id, 'member'
    FROM dotanks_invitation WHERE state = 'accepted';
ANALYZE;
"""


def fill(members: int) -> None:
    """So many members, with what they offer and what they were asked."""
    from tests import stages
    from tests.cast import make_cast

    words = {"languages": Language.values, "topics": Topic.values, "skills": Skill.values, "kinds": KINDS}
    lists = {name: "{" + ",".join(sorted(values)) + "}" for name, values in words.items()}
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        stages.forming(make_cast())
        # The trigger's silence brings parameters of its own along, so each percent sign counts twice.
        cursor.execute(FILL.format(members=members, **lists).replace("%", "%%"))
        cursor.execute("DELETE FROM dotanks_invitation")
        cursor.execute(ASK.replace("%", "%%"))
    # What was held before these members came, in silence.
    held.forget()


def measure() -> list[str]:
    """Everybody; then after a change of one member, of twenty, and after somebody new."""
    today, chance = timezone.localdate(), Random(1)  # noqa: S311 - the same each time is the point
    whole = [timed(partial(columns_on, today))[1] for _ in range(5)]
    known = candidates.columns()
    rows = [f"| {len(known):,} | everybody, by COPY | {spread(whole)} |"]
    plain, cost = timed(candidates.members)
    rows.append(f"| | the same through the ORM, as records | {cost.cpu:.0f} | | {cost.wall:.0f} | |")
    del plain
    nothing = [timed(candidates.columns)[1] for _ in range(TIMES)]
    rows.append(f"| | nobody changed | {spread(nothing)} |")
    for many, what in ((1, "one changed"), (20, "twenty changed")):
        costs = []
        for _ in range(TIMES):
            some = [UUID(one) for one in chance.sample(candidates.columns().ids, many)]
            Profile.objects.filter(pk__in=some).update(hours_a_week=chance.randint(0, 12))
            costs.append(timed(candidates.columns)[1])
        rows.append(f"| | {what} | {spread(costs)} |")
    costs = []
    for number in range(TIMES):
        one = UUID(candidates.columns().ids[17 * number])
        Profile.objects.filter(pk=one).delete() if number % 2 else Profile.objects.filter(pk=one).update(hours_a_week=1)
        costs.append(timed(candidates.columns)[1])
    rows.append(f"| | somebody left, or one changed | {spread(costs)} |")
    teams = [[UUID(one) for one in chance.sample(known.ids, 7)] for _ in range(TIMES)]
    few = [timed(partial(candidates.columns_of, team))[1] for team in teams]
    rows.append(f"| | seven, at the moment of confirming | {spread(few)} |")
    return rows


def main() -> int:
    """Print the table."""
    print("| Members | Step | CPU ms p50 | p95 | wall ms p50 | p95 |\n|---|---|---|---|---|---|", flush=True)
    for size in sys.argv[1:] or SIZES:
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            fill(int(size.replace(",", "")))
            print("\n".join(measure()), flush=True)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
