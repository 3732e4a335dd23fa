"""Look at the pages of the product with its demo network, started as the browser tests do.

python -m tools.pages pictures [NAME...]   the README's pictures to docs/screenshots/, all to .cache/screenshots/
python -m tools.pages speed [NAME...]      what Lighthouse measures at the settings of a phone
python -m tools.pages room                 how soon a large room opens, and how smoothly one writes in it
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools import browser, frontend, prepare
from tools.services import services_for_tests
from tools.steps import ROOT, stop_on_sigterm

WAYS = {
    "pictures": "tests/browser/take_screenshots.py",
    "speed": "tests/browser/measure_pages.py",
    "room": "tests/browser/measure_room.py",
}


def main(way: str, names: list[str]) -> int:
    """Run the browser tests' machinery with the one file that looks this way."""
    stop_on_sigterm()
    with services_for_tests() as found:
        env = {**os.environ, **prepare.settings_env(found, settings="config.settings.test")}
        prepare.compile_catalogues()
        frontend.build()
        frontend.collect(
            {**env, "SITE_URL": "http://127.0.0.1:8000", "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        )
        env |= frontend.node_env() | {"CHROMIUM": browser.ensure(), "PAGES": ",".join(names) or "all"}
        command = [sys.executable, "-m", "pytest", "-q" if way == "pictures" else "-s", WAYS[way]]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
