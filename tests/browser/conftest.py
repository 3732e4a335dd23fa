"""The running product with its demo network, and people who look at it through a real browser."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.people.organisation_service import Service

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
]
# Each worker of a run has a site of its own.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
DEMO = f"dotank_demo_{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
# Two workers, each with a browser and a site of its own, share whatever cores there are.
SECONDS = 30
expect.set_options(timeout=SECONDS * 1000)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SESSIONS = """
import json
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from people.models import Person
found = {}
for person in Person.objects.filter(is_active=True):
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    found[person.email] = session.session_key
print(json.dumps(found))
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(eq=False)
class Site:
    """The product as `make run` starts it, on a database of its own."""

    address: str
    env: dict[str, str]
    sessions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def inside(self) -> subprocess.Popen[str]:
        """A process of the product that does what tests ask; starting one takes seconds, so it is kept."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.browser.inside"],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, script: str) -> str:
        """Run these lines of Python inside the product; what they print."""
        asked, answers = self.inside.stdin, self.inside.stdout
        assert asked is not None
        assert answers is not None
        print(json.dumps(script), file=asked, flush=True)
        said, failed = json.loads(answers.readline())
        assert not failed, failed
        return str(said)

    def manage(self, *arguments: str) -> str:
        """Run one of Django's commands against this site's database."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the site's database, to know what a person cannot see."""
        with psycopg.connect(self.env["DATABASE_URL"]) as connection:
            return connection.execute(question, values or None).fetchall()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """The site has a cache of its own; the one of this process is where the back end's tests count meanwhile."""


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """The sign-in service of one of the demo organisations."""
    nora = {"name": "Nora New", "email": "nora.new@veldoever.example", "email_verified": True}
    with Service({"nora": nora}).running() as running:
        yield running


@pytest.fixture(scope="session")
def site(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    port = free_port()
    # Not in the database whose tables the back end's tests copy meanwhile: nobody may be in there.
    owner = urlunsplit(
        urlsplit(os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"]))._replace(path="/postgres")
    )
    name = f"dotank_browser_{os.getpid()}"
    database = urlunsplit(urlsplit(owner)._replace(path=f"/{name}"))
    env = {
        **os.environ,
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "VALKEY_URL": urlunsplit(urlsplit(os.environ["VALKEY_URL"])._replace(path=f"/{7 + WORKER}")),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": os.environ.get("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-1234"),
        "DATA_DIR": str(data),
        "PORT": str(port),
        "WORKER_PROCESSES": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        # Passkeys belong to a name, never to a bare address.
        "EXTRA_HOSTS": "localhost",
        "OIDC_PROVIDERS": json.dumps(
            [
                {
                    "id": "veldoever",
                    "name": "Gemeente Veldoever",
                    "issuer": service.issuer,
                    "client_id": "dotank",
                    "client_secret": "known to these two alone",
                    "organisation": "veldoever",
                }
            ]
        ),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    site = Site(f"http://127.0.0.1:{port}", env)
    try:
        copy_demo(site, owner, name)
        site.manage("reindex")
        site.sessions = json.loads(site.do(SESSIONS))
        with ExitStack() as running:
            for process in ("site", "worker", "indexer"):
                running.enter_context(start(process, site, data))
            wait_until_ready(site, data)
            yield site
    finally:
        site.inside.terminate()
        site.inside.wait()
        with psycopg.connect(owner, autocommit=True) as connection:
            for database in (name, DEMO):
                connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def copy_demo(site: Site, owner: str, name: str) -> None:
    """A database with the demo network: the first worker of a run fills one, and each takes a copy."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [DEMO])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DEMO]).fetchone():
            made = os.environ.get("TABLES_MADE_IN", "template1")
            connection.execute(f'CREATE DATABASE "{DEMO}" TEMPLATE "{made}"')
            filled = urlunsplit(urlsplit(owner)._replace(path=f"/{DEMO}"))
            demo = replace(site, env={**site.env, "DATABASE_URL": filled, "DATABASE_OWNER_URL": filled})
            demo.manage("migrate", "--verbosity", "0")
            demo.manage("load_demo")
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{DEMO}"')


class start:
    """One process of the Procfile, stopped at the end."""

    def __init__(self, name: str, site: Site, data: Path) -> None:
        lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if ": " in line)
        self.log = (data / f"{name}.log").open("wb")
        self.process = subprocess.Popen(
            ["sh", "-c", lines[name]], cwd=ROOT, env=site.env, stdout=self.log, stderr=subprocess.STDOUT
        )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def wait_until_ready(site: Site, data: Path) -> None:
    """Wait for the first answer; say what the log says if it never comes."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{site.address}/health/ready", timeout=10) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The site did not come up:\n{(data / 'site.log').read_text()[-4000:]}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": CHROMIUM_FLAGS,
    }


@dataclass
class Visitor:
    """One person at one machine; anything the browser complains of is remembered."""

    context: BrowserContext
    page: Page
    site: Site
    complaints: list[str]

    def go(self, address: str) -> Page:
        """Open an address of the site and wait until it has come to rest."""
        self.page.goto(f"{self.site.address}{address}", wait_until="networkidle")
        return self.page


def listen(page: Page, complaints: list[str]) -> None:
    """Remember errors of the console and the page; expected refusals (4xx answers) are no error of ours."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Open a browser for this person (or for nobody), in a profile of its own."""
    visitors: list[Visitor] = []

    def open_browser(
        email: str | None = None, *, viewport: dict[str, int] | None = None, language: str = "en", **more: Any
    ) -> Visitor:
        size = viewport or DESKTOP
        there: dict[str, Any] = {"locale": language, "timezone_id": "Europe/Amsterdam", **more}
        context = browser.new_context(viewport=size, **there)  # type: ignore[arg-type]
        context.set_default_timeout(SECONDS * 1000)
        if email is not None:
            cookie = {"name": "sessionid", "value": site.sessions[email], "url": site.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        visitor = Visitor(context, context.new_page(), site, [])
        listen(visitor.page, visitor.complaints)
        visitors.append(visitor)
        return visitor

    yield open_browser
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert not complaints, "\n".join(complaints)


def in_english(site: Site, email: str) -> None:
    """The demo network reads in four languages: this person chooses English."""
    site.rows("UPDATE people_person SET language = 'en' WHERE email = %s RETURNING id", email)


def all_in_english(site: Site) -> None:
    """Everybody of the demo network chooses English."""
    site.rows("UPDATE people_person SET language = 'en' RETURNING id")


WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def axe(page: Page, rules: dict[str, Any] = WCAG) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        """rules => axe.run(rules)
            .then(r => r.violations.map(v =>
                `${v.id}: ${v.help} — ${v.nodes.map(n => n.target.join(" ")).join(", ")}`))""",
        rules,
    )
    return list(found)
