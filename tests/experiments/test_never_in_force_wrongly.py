"""However steps, withdrawals, expiries and clocks follow each other, no pilot is in force wrongly.

`make test-pilots-long ARGS="20,000"` walks further, in halves side by side; PILOT_SEED repeats a walk that failed.
"""

import os
import secrets
import sys
from collections import Counter
from datetime import timedelta
from itertools import count

import pytest

from experiments.models import Pilot
from tests import stages
from tests.cast import Cast
from tests.experiments.walking import ACTING, STEPS, walk
from tests.experiments.walking.facts import facts_of, move_clock

PARTS = int(os.environ.get("PILOT_PARTS", "1"))
STEPS_TO_TAKE = int(os.environ.get("PILOT_STEPS", "480")) // PARTS
SEED = int(os.environ.get("PILOT_SEED", secrets.randbelow(10**9)))


@pytest.mark.timeout(0 if "PILOT_STEPS" in os.environ else 300)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.django_db
def test_the_product_and_the_facts_agree_after_every_step(
    part: int, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    done: Counter[str] = Counter()
    for walked, seed in enumerate(count(SEED + part, PARTS)):
        if sum(done.values()) >= STEPS_TO_TAKE:
            break
        try:
            done += walk(cast, seed)
        except BaseException:
            print(f"walk with seed {seed} went wrong: PILOT_SEED={seed} repeats it")
            raise
        with capsys.disabled():
            if "PILOT_STEPS" in os.environ and walked % 50 == 0:
                print(f"{sum(done.values()):,} steps, now at seed {seed}", file=sys.stderr, flush=True)
    with capsys.disabled():
        print(
            f"\nfrom seed {SEED + part} in steps of {PARTS}: {sum(done.values()):,} steps, {dict(done.most_common())}",
            file=sys.stderr,
        )
    if STEPS_TO_TAKE >= 5_000:
        assert set(done) >= STEPS | {f"{name} refused" for name in ACTING}, "not everything was tried"


@pytest.mark.django_db
def test_the_oracle_sees_each_fact_by_itself(cast: Cast) -> None:
    pilot = stages.running(cast)
    assert facts_of(pilot.pk).in_force

    move_clock(pilot.pk, timedelta(days=61))
    facts = facts_of(pilot.pk)
    assert (facts.end_ahead, facts.exempted, facts.signed_off, facts.running) == (False, True, True, True)
    move_clock(pilot.pk, timedelta(days=31))
    assert not facts_of(pilot.pk).exempted
    assert not Pilot.objects.in_force().exists()
