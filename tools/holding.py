"""One command at a time in a data folder, and nothing left over from one that was killed."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]

from tools.steps import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVERS = {"PostgreSQL", "Valkey"}


class Held:
    """A data folder that is ours until the command ends; remembers what was started in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note = folder / "running.json"
        self.says: dict[str, Any] = {"started": []}

    def say(self, **facts: Any) -> None:
        """Write down who holds the folder and what others may need to know."""
        self.says |= facts
        write_private(self.note, json.dumps(self.says))

    def started(self, name: str, pid: int) -> None:
        """Remember a process, so that the next start can end it should we be killed."""
        try:
            created = psutil.Process(pid).create_time()
        except psutil.NoSuchProcess:
            return
        self.say(started=[*self.says["started"], {"name": name, "pid": pid, "created": created}])


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner can read, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    new.replace(path)


def read_note(folder: Path) -> dict[str, Any]:
    """What the holder of a folder wrote down; empty if nothing readable is there."""
    try:
        note = json.loads((folder / "running.json").read_text())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def same_process(entry: dict[str, Any]) -> psutil.Process | None:
    """The process we once started, if it still runs; never another one that got its number."""
    try:
        process = psutil.Process(entry["pid"])
        if abs(process.create_time() - entry["created"]) < 0.05 and process.status() != psutil.STATUS_ZOMBIE:
            return process
    except (psutil.Error, KeyError, TypeError):
        pass
    return None


def stop_leftovers(folder: Path) -> list[str]:
    """End what a killed command left running here; the names of what was ended."""
    entries = read_note(folder).get("started", [])
    found = [(entry["name"], process) for entry in entries if (process := same_process(entry))]
    # What uses the servers ends before them, as on a clean stop.
    users = [process for name, process in found if name not in SERVERS]
    for group in (users, [process for name, process in found if name in SERVERS]):
        # SIGINT is PostgreSQL's quick and clean stop; Valkey saves on it too.
        for number, patience in ((signal.SIGTERM if group is users else signal.SIGINT, 10), (signal.SIGKILL, 5)):
            for process in group:
                with suppress(psutil.Error, ProcessLookupError, PermissionError):
                    os.killpg(process.pid, number) if group is users else process.send_signal(number)
            _, group_left = psutil.wait_procs(group, patience)
            if not group_left:
                break
    return [name for name, _ in found]


@contextmanager
def hold(folder: Path, what: str) -> Iterator[Held]:
    """Take a data folder for this command; refuse while another command has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Passing through is needed when PostgreSQL must run as another user; nobody may look around.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        lock = (folder / "lock").open("a")
    except PermissionError as refused:
        raise Trouble(
            f"{refused.filename} belongs to another user. Start as that user, or remove the folder to begin anew."
        ) from None
    with lock:
        try:
            # A record lock, not flock: it is not inherited by forks, so it is gone the moment this process is.
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            note = read_note(folder)
            where = f" at {note['address']}" if note.get("address") else ""
            raise Trouble(
                f"`{note.get('what', 'another command')}` is already running in this folder{where} "
                f"(process {note.get('pid', 'unknown')}). Stop it first with Ctrl-C."
            ) from None
        for name in stop_leftovers(folder):
            print(f"  {name} was left running by a start that was killed; stopped it.", file=sys.stderr)
        held = Held(folder)
        held.say(what=what, pid=os.getpid())
        try:
            yield held
        finally:
            held.note.unlink(missing_ok=True)
