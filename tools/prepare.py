"""Everything the product needs before its first page, each part only when something it depends on has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tools import catalogues, frontend, stamps
from tools.services import DATA, Services
from tools.steps import ROOT, Trouble, run_quietly, step

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE = DATA / "done"


def settings_env(found: Services, *, settings: str = "config.settings.local") -> dict[str, str]:
    """The environment of every Django process of this command."""
    # Bytecode is kept whatever the machine's habit: dozens of processes would each compile everything again.
    python = {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **found.env(), **python, "DJANGO_SETTINGS_MODULE": settings}


def manage(*arguments: str, env: Mapping[str, str], log: str) -> str:
    """Run one `manage.py` command; its output."""
    return run_quietly([sys.executable, "manage.py", *arguments], log=log, env=env)


def in_apps(path: str) -> list[Path]:
    """That file or folder in every app that has it, also in apps within apps."""
    found = [*ROOT.glob(f"[!.]*/{path}"), *ROOT.glob(f"[!.]*/[!.]*/{path}")]
    return sorted(place for place in found if "node_modules" not in place.parts)


def command_file(name: str) -> Path | None:
    """Where a management command of ours is, if it exists."""
    return next(iter(in_apps(f"management/commands/{name}.py")), None)


def compile_catalogues() -> None:
    """Bring the gettext catalogues up to date."""
    with step("Compile the translations"):
        catalogues.compile()


def applied(found: Services) -> str:
    """Which migrations the database itself says it has: the stamp must not outlive a restored or emptied database."""
    with psycopg.connect(found.database_owner_url, connect_timeout=10) as connection:
        if connection.execute("select to_regclass('django_migrations')").fetchone() == (None,):
            return "none"
        return str(connection.execute("select app, name from django_migrations order by 1, 2").fetchall())


def migrate(found: Services, env: Mapping[str, str]) -> None:
    """Bring the tables up to date as the owner, then grant the web role what it may do and no more."""
    grants = command_file("grant_web_role")
    places = [*in_apps("migrations"), ROOT / "requirements" / "base.txt"]
    stamp, sources = (DONE / "migrations", stamps.fingerprint([*places, *([grants] if grants else [])]))
    if found.ours and stamps.is_fresh(stamp, sources + applied(found)):
        return
    as_owner = {**env, "DATABASE_URL": found.database_owner_url, "STATEMENT_TIMEOUT_MS": "0"}
    with step("Bring the database up to date"):
        manage("migrate", "--noinput", env=as_owner, log="migrate")
        if grants and found.database_owner_url != found.database_url:
            manage("grant_web_role", env=env, log="grant-web-role")
    if found.ours:
        stamps.done(stamp, sources + applied(found))


def load_content(found: Services, env: Mapping[str, str], command: str, *, again: bool = False) -> None:
    """Load the handbook and the real cases, with or without the demo network, unless exactly that is already there."""
    loader = command_file(command)
    if loader is None:
        raise Trouble(f"The command {command} is missing: this checkout is not whole.")
    places = [loader, *in_apps("content"), *in_apps("demo"), *in_apps("handbook")]
    stamp, sources = DONE / command, stamps.fingerprint(places)
    if not again and found.ours and stamps.is_fresh(stamp, sources):
        return
    with step("Load the demo network" if command == "load_demo" else "Load the handbook and the real cases"):
        manage(command, env=env, log=command.replace("_", "-"))
    if found.ours:
        stamps.done(stamp, sources)


def demo_people(env: Mapping[str, str]) -> str:
    """Who can sign in to the demo network, asked again only when the demo was loaded again."""
    kept, since = DONE / "demo-people", DONE / "load_demo"
    if kept.exists() and since.exists() and kept.stat().st_mtime_ns >= since.stat().st_mtime_ns:
        return kept.read_text()
    words = manage("demo_people", env=env, log="demo-people").strip()
    if since.exists():
        stamps.done(kept, words)
    return words


def wants_demo(env: Mapping[str, str]) -> bool:
    """Whether the demo network belongs here: never on a site behind https, as everybody knows its password."""
    return env.get("DEMO", "1") != "0" and not env["SITE_URL"].startswith("https:")


def everything(found: Services, env: Mapping[str, str]) -> None:
    """Front end, translations, static files, database and demo network, in this order."""
    frontend.build()
    compile_catalogues()
    frontend.collect(dict(env))
    # From here on data is written: mails, uploads, the index. Nobody else on this machine may read it.
    os.umask(0o077)
    migrate(found, env)
    load_content(found, env, "load_demo" if wants_demo(env) else "load_handbook")


def require_everything_present() -> None:
    """Say plainly when the checkout is not whole."""
    for name in ("manage.py", "Procfile", "frontend/package-lock.json"):
        if not (ROOT / name).exists():
            raise Trouble(f"{name} is missing: this checkout is not whole.")
