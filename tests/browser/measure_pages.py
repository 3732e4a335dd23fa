"""Not a test of its own: `make bench-pages` runs it to measure pages with Lighthouse at the settings of a phone."""

import json
import os
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM_FLAGS, Site
from tests.browser.screens import SCREENS, Screen

# Fetched when asked for: it is no part of the product, and too large to lock for everybody.
LIGHTHOUSE = ["npx", "--yes", "lighthouse@13.5.0"]
USUAL = ("start", "library", "lesson", "problem-public", "sign-in", "desk")
CHOSEN = os.environ.get("PAGES", "all")
WANTED = [screen for screen in SCREENS if screen.name in (USUAL if CHOSEN == "all" else CHOSEN.split(","))]
# On busy cores a run now and then sees no paint at all.
RUNS, SPARE = 3, 3
NUMBERS = {
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}


@pytest.mark.parametrize("screen", WANTED, ids=lambda screen: screen.name)
def test_measure(screen: Screen, site: Site, tmp_path: Path) -> None:
    runs: list[dict[str, float]] = []
    for number in range(RUNS + SPARE):
        if len(runs) < RUNS and (run := measured(screen, site, tmp_path / f"{number}.json")):
            runs.append(run)
    assert len(runs) == RUNS, "Lighthouse saw no paint; is the machine too busy?"

    found = {name: round(median(run[name] for run in runs), 3) for name in runs[0]}
    print(f"\n{screen.name}: {found}")


def measured(screen: Screen, site: Site, report: Path) -> dict[str, float] | None:
    """One run of Lighthouse on a fresh profile: scores from 0 to 1 and the numbers we promise; None if it failed."""
    email, address = screen.find(site)
    cookies = {"Cookie": f"sessionid={site.sessions[email]}"} if email else {}
    done = subprocess.run(
        [
            *LIGHTHOUSE,
            f"{site.address}{address}",
            "--quiet",
            "--output=json",
            "--only-categories=performance,accessibility,best-practices,seo",
            f"--output-path={report}",
            f"--extra-headers={json.dumps(cookies)}",
            f"--chrome-flags=--headless=new {' '.join(CHROMIUM_FLAGS)}",
        ],
        env={**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]},
        check=False,
    )
    if done.returncode != 0:
        return None
    found: dict[str, Any] = json.loads(report.read_text())
    failing = [
        name for name, one in found["audits"].items() if one["scoreDisplayMode"] == "binary" and one["score"] == 0
    ]
    print(f"  {screen.name}: {', '.join(failing) or 'nothing to mend'}")
    scores = {name: category["score"] or 0 for name, category in found["categories"].items()}
    numbers = {name: found["audits"][audit]["numericValue"] for name, audit in NUMBERS.items()}
    requests = len(found["audits"]["network-requests"]["details"]["items"])
    return {**scores, **numbers, "requests": requests}
