"""The solver's own faults end no process of ours."""

import subprocess
import sys

# With HiGHS's presolve on, this network's programme ended the process: a pointer freed that was none.
ENDED_THE_PROCESS = "60529"


def test_a_programme_that_ended_the_process_is_solved() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "tests.dotanks.assembly.long", "1", ENDED_THE_PROCESS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
