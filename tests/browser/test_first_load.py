"""What a first visit loads, in bytes of the real build."""

import subprocess
import sys
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "frontend"


def test_first_loads_stay_within_their_budgets() -> None:
    node = Path(sys.executable).with_name("node")

    weighed = subprocess.run([node, "scripts/sizes.mjs"], cwd=FRONTEND, capture_output=True, text=True, check=False)

    assert weighed.returncode == 0, weighed.stdout + weighed.stderr
    assert "public" in weighed.stdout
