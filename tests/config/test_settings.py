"""Settings as a real installation starts with them."""

import os
import subprocess
import sys
from pathlib import Path

from config.logging import without_persons

ROOT = Path(__file__).parents[2]
REAL = {
    "DATABASE_URL": "postgresql://web:secret@127.0.0.1:1/dotank",
    "VALKEY_URL": "redis://127.0.0.1:1/0",
    "SITE_URL": "https://dotank.example",
    "PATH": os.environ["PATH"],
}
SHOW = (
    "import config.settings.base as s; "
    "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
)


def start(**env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env={**REAL, **env}, capture_output=True, text=True, check=False
    )


def test_over_https_cookies_are_bound_to_the_host() -> None:
    started = start(SECRET_KEY="k" * 50, IDENTITY_KEY="i" * 50)

    assert started.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "31536000"]


def test_a_missing_or_example_secret_stops_the_start() -> None:
    assert "Set SECRET_KEY" in start().stderr
    assert "SECRET_KEY is an example" in start(SECRET_KEY="changeme", IDENTITY_KEY="i" * 50).stderr
    assert start(SECRET_KEY="example-" + "k" * 50, IDENTITY_KEY="i" * 50).returncode != 0
    assert "Set IDENTITY_KEY" in start(SECRET_KEY="k" * 50).stderr
    assert "IDENTITY_KEY is too short" in start(SECRET_KEY="k" * 50, IDENTITY_KEY="k" * 50).stderr


def test_a_line_of_the_log_points_at_nobody() -> None:
    line = {"event": "x", "ip": "10.1.2.3", "user_agent": "B", "request": "GET /en/library/?q=my+boss"}

    assert without_persons(None, "", dict(line)) == {"event": "x", "request": "GET /en/library/"}
    mailed = {"request": "GET /en/accounts/confirm-email/Mg:1abc:key/"}
    assert without_persons(None, "", mailed) == {"request": "GET /en/accounts/confirm-email/…"}
