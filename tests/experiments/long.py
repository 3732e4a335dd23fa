"""`make test-pilots-long`: twenty thousand random steps of pilots through the real actions, in two halves side by side.

python -m tests.experiments.long [STEPS] [FIRST SEED]
"""

import os
import secrets
import subprocess
import sys
import time

STEPS = "20,000"
# Processes, each with a database of its own and every second seed.
PARTS = "2"
TEST = "tests/experiments/test_never_in_force_wrongly.py::test_the_product_and_the_facts_agree_after_every_step"


def main() -> int:
    """Walk in a database of its own; the seed of a walk that goes wrong is printed."""
    given = sys.argv[1:]
    walked = {"PILOT_STEPS": (given[0] if given else STEPS).replace(",", ""), "PILOT_PARTS": PARTS}
    seed = {"PILOT_SEED": given[1] if len(given) > 1 else str(secrets.randbelow(10**9))}
    command = [sys.executable, "-m", "tools.services", sys.executable, "-m", "pytest", "-q", "-n", PARTS, TEST]
    begun = time.monotonic()
    status = subprocess.run(command, env={**os.environ, **walked, **seed}, check=False).returncode
    print(f"{time.monotonic() - begun:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
