"""The servers the product stands on: those named by DATABASE_URL and VALKEY_URL, else real ones started here.

python -m tools.services COMMAND...        run a command with servers of its own, gone afterwards
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.holding import Held, hold, read_note, write_private
from tools.steps import ROOT, Trouble, step, stop_on_sigterm

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = ROOT / ".data"


@dataclass(frozen=True)
class Services:
    """Where the servers are."""

    database_url: str
    database_owner_url: str
    valkey_url: str
    secret_key: str
    identity_key: str
    # Whether they are the ones in this folder, so that what was done to them stays done till the next start.
    ours: bool = False
    processes: tuple[tuple[str, subprocess.Popen[bytes]], ...] = ()

    def env(self) -> dict[str, str]:
        """The variables that settings read."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.database_owner_url,
            "VALKEY_URL": self.valkey_url,
            "SECRET_KEY": self.secret_key,
            "IDENTITY_KEY": self.identity_key,
        }

    def dead(self) -> str | None:
        """The name of a server that ended by itself."""
        return next((name for name, process in self.processes if process.poll() is not None), None)


def kept_secret(held: Held, name: str) -> str:
    """A random secret made once and kept beside the data, readable by its owner only."""
    folder = held.folder / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def named_servers(held: Held) -> Services | None:
    """The servers that the environment names, if it names any; half a naming is a mistake."""
    database, valkey = os.environ.get("DATABASE_URL"), os.environ.get("VALKEY_URL")
    if not database and not valkey:
        return None
    if not database or not valkey:
        raise Trouble("Set both DATABASE_URL and VALKEY_URL to use your own servers, or neither to have them started.")
    owner = os.environ.get("DATABASE_OWNER_URL") or database
    return Services(database, owner, valkey, *own_keys(held))


def own_keys(held: Held) -> tuple[str, str]:
    """The product's two keys: those the environment names, else ones made once."""
    secret, identity = (
        os.environ.get(name.upper()) or kept_secret(held, name) for name in ("secret_key", "identity_key")
    )
    return secret, identity


@contextmanager
def services(held: Held, *, for_tests: bool = False) -> Iterator[Services]:
    """Servers with their data in the held folder, stopped cleanly at the end; or those the environment names."""
    if named := named_servers(held):
        yield named
        return
    # Imported late: whoever names servers of their own need not have ours installed.
    from tools import postgres, valkey

    admin, owner, web = (kept_secret(held, name) for name in ("postgres", postgres.OWNER, postgres.WEB))
    with ExitStack() as stack:
        with step("Start PostgreSQL and Valkey"):
            cache = valkey.start(held, kept_secret(held, "valkey"))
            stack.callback(cache.stop)
            # A benchmark of storing must wait for the disk as in production.
            server = postgres.start(held, admin, quick=for_tests and not os.environ.get("STORE_SURELY"))
            stack.callback(server.stop)
            postgres.give_roles(server, admin, owner, web, for_tests=for_tests)
        owner_url = server.url(postgres.OWNER, owner)
        secret_key, identity_key = own_keys(held)
        yield Services(
            database_url=owner_url if for_tests else server.url(postgres.WEB, web),
            database_owner_url=owner_url,
            valkey_url=cache.url,
            secret_key=secret_key,
            identity_key=identity_key,
            ours=not for_tests,
            processes=(("PostgreSQL", server.process), ("Valkey", cache.process)),
        )


@contextmanager
def services_for_tests() -> Iterator[Services]:
    """Servers with empty data of their own, so that any number of test runs may go on at once."""
    home = DATA / "test"
    home.mkdir(parents=True, exist_ok=True)
    for old in home.iterdir():
        # A run that was killed left its folder; one that still runs holds it, or is about to.
        try:
            if time.time() - old.stat().st_mtime < 60:
                continue
            with hold(old, "clean up"):
                pass
        except (Trouble, OSError):
            continue
        shutil.rmtree(old, ignore_errors=True)
    folder = home / secrets.token_hex(4)
    try:
        with hold(folder, "tests") as held, services(held, for_tests=True) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_or_started() -> Iterator[Services]:
    """The servers of the `make run` that is going on in this folder, else servers for as long as needed."""
    note = read_note(DATA)
    if env := note.get("env"):
        try:
            with hold(DATA, "look"):
                pass
        except Trouble:
            yield Services(
                env["DATABASE_URL"],
                env["DATABASE_OWNER_URL"],
                env["VALKEY_URL"],
                env["SECRET_KEY"],
                env["IDENTITY_KEY"],
                ours=bool(note.get("ours")),
            )
            return
    with hold(DATA, "a command") as held, services(held) as found:
        yield found


def main() -> int:
    """Run one command with test servers in its environment."""
    stop_on_sigterm()
    try:
        with services_for_tests() as found:
            return subprocess.run(sys.argv[1:], env=os.environ | found.env(), check=False).returncode
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
