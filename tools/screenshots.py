"""Take the pictures of the README and of every main screen: python -m tools.screenshots [NAME...]

Starts the product with its demo network as the browser tests do. The README's pictures go to docs/screenshots/,
all (desk and phone, light and dark) to .cache/screenshots/ to be looked at.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools import browser, frontend, prepare
from tools.services import services_for_tests
from tools.steps import ROOT, stop_on_sigterm


def main(names: list[str]) -> int:
    """Run the browser tests' machinery with the one test that takes pictures."""
    stop_on_sigterm()
    with services_for_tests() as found:
        env = {**os.environ, **prepare.settings_env(found, settings="config.settings.test")}
        prepare.compile_catalogues()
        frontend.build()
        frontend.collect(
            {**env, "SITE_URL": "http://127.0.0.1:8000", "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        )
        env |= {"CHROMIUM": browser.ensure(), "SCREENSHOTS": ",".join(names) or "all"}
        command = [sys.executable, "-m", "pytest", "tests/browser/take_screenshots.py"]
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
