"""Say what is being done, how long it took, and plainly what is wrong. Standard library only: the bootstrap uses it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
LOGS = CACHE / "logs"

HINTS = (
    (("No space left on device", "ENOSPC", "Disk quota exceeded"), "The disk is full. Free some space and try again."),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "A downloaded package is not the one we locked (its hash differs). Try again; if it stays, report it.",
    ),
    (
        ("couldn't get a connection", "connection to server at"),
        "The database does not answer. Check DATABASE_URL and that the server runs, and try again.",
    ),
    (
        (
            "NewConnectionError",
            "NameResolutionError",
            "Temporary failure in name resolution",
            "Network is unreachable",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "ReadTimeoutError",
            "ProxyError",
            "Connection refused",
            "from versions: none",
        ),
        "The package source cannot be reached. Check the network, the proxy or the mirror settings, and try again.",
    ),
    (("Permission denied", "EACCES"), "A file or folder here belongs to somebody else. Check who owns this folder."),
)


class Trouble(Exception):
    """Something the person at the keyboard can understand and put right."""


def hint_for(output: str) -> str | None:
    """The plain reason behind a failed command, if its output gives it away."""
    return next((words for signs, words in HINTS if any(sign in output for sign in signs)), None)


def tail(text: str, lines: int = 25) -> str:
    """The last lines of a log, where the reason usually stands."""
    return "\n".join(text.rstrip().splitlines()[-lines:])


def require_space(folder: Path, megabytes: int) -> None:
    """Refuse to begin what a full disk would break half way."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < megabytes:
        raise Trouble(f"The disk is nearly full: {free} MB free under {folder}, {megabytes} MB needed.")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print a step's name, a running count of seconds on a terminal, and how long it took."""
    began = time.monotonic()
    done = threading.Event()
    live = sys.stdout.isatty()

    def count() -> None:
        while not done.wait(1):
            print(f"\r  {name} … {time.monotonic() - began:.0f} s", end="", flush=True)

    print(f"  {name} …", end="", flush=True)
    ticker = threading.Thread(target=count, daemon=True)
    if live:
        ticker.start()
    mark = "failed after "
    try:
        yield
        mark = ""
    finally:
        done.set()
        if live:
            ticker.join()
            print("\r\033[K", end="")
            print(f"  {name} …", end="")
        print(f" {mark}{time.monotonic() - began:.1f} s", flush=True)


def run_quietly(
    command: Sequence[str | Path], *, log: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> str:
    """Run a command with its output in a log; if it fails, say why in plain words and show the log's end."""
    LOGS.mkdir(parents=True, exist_ok=True)
    place = LOGS / f"{log}.log"
    with place.open("wb") as output:
        # A session of its own: Ctrl-C reaches us alone, and we end the whole group.
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**(os.environ if env is None else env), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait()
        except BaseException:
            end_group(process)
            raise
    text = place.read_text(errors="replace")
    if code != 0:
        reason = hint_for(text)
        raise Trouble(
            f"{log} did not work (exit code {code}).\n\n{tail(text)}\n\n"
            + (f"{reason}\n" if reason else "")
            + f"The whole output is in {place}."
        )
    return text


def stop_on_sigterm() -> None:
    """Treat a polite request to end like Ctrl-C, so that what was started is stopped."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads its own group, with everything it started."""
    for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, number)
        except (ProcessLookupError, PermissionError):
            return
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        return
