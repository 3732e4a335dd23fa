"""`make test-assembly-long`: a hundred thousand seeded networks, each with its need, and all that must hold.

python -m tests.dotanks.assembly.long [INSTANCES] [FIRST SEED]

Hard rules and reasons are checked every time; that no team is better by trying every team, that the order of the input
changes nothing, and many needs at once, for a share of the instances. A failure names the seed that shows it.
"""

import os
import sys
import time
from random import Random

# Before numpy is imported: it takes as many threads as there are cores.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from dataclasses import replace as changed

from dotanks.assembly import assemble, assemble_many
from tests.dotanks.assembly.holds import (
    every_reason_is_honest,
    no_rule_is_broken,
    no_rule_is_broken_in_a_batch,
    no_team_is_better,
)
from tests.dotanks.assembly.instances import any_members, any_need

INSTANCES = 100_000
TRY_EVERY_TEAM, SHUFFLE, MANY = 5, 10, 20
REPORT = 1_000


def check(seed: int) -> bool:
    """Everything that must hold for this seed's network; whether there was a team."""
    chance = Random(seed)
    members, asked = any_members(chance.randint(0, 14), seed), any_need(chance)
    answer = assemble(members, asked)
    no_rule_is_broken(members, asked, answer)
    every_reason_is_honest(members, asked, answer)
    if seed % TRY_EVERY_TEAM == 0:
        no_team_is_better(members, asked, answer)
    if seed % SHUFFLE == 0:
        assert assemble(chance.sample(members, len(members)), asked) == answer
    if seed % MANY == 0:
        several = [changed(any_need(chance), problem_id=f"p{number}") for number in range(4)]
        network = any_members(chance.randint(10, 40), seed)
        no_rule_is_broken_in_a_batch(network, several, assemble_many(network, several))
    return answer.team is not None


def main() -> int:
    """Check one seed after the other; stop at the first that does not hold."""
    instances = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else INSTANCES
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    teams = 0
    for done, seed in enumerate(range(first, first + instances), 1):
        try:
            teams += check(seed)
        except BaseException:
            print(f"seed {seed} does not hold")
            raise
        if done % REPORT == 0 or done == instances:
            print(
                f"{done:,} instances, {teams:,} teams, nothing broken, {time.process_time():.0f} s of CPU", flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
