"""`make test`: every test on real servers and in a real browser, with one summary at the end.

python -m tools.test [all|back|front|browser] [ARGS of pytest or vitest...]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from tools import browser, frontend, prepare
from tools.services import Services, services_for_tests
from tools.steps import ROOT, Trouble, end_group, require_space, step, stop_on_sigterm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTHING_FOUND = 5
BROWSER_TESTS = "tests/browser"
PYTEST = [sys.executable, "-m", "pytest"]
# Two workers; a file stays whole, for what its tests share is made once a file.
BY_TWO = ["-n", "2", "--dist", "loadfile"]
STARTED: list[subprocess.Popen[bytes]] = []
# One part prints as it goes; what the others say meanwhile waits until it has ended.
SPEAKING = threading.Lock()


@dataclass
class Outcome:
    """How one part of the tests ended."""

    name: str
    code: int
    seconds: float
    said: str

    @property
    def line(self) -> str:
        """One line for the summary."""
        return f"  {'passed' if self.code == 0 else 'FAILED':7} {self.name:10} {self.seconds:6.1f} s   {self.said}"


def last_count(line: str, said: str) -> str:
    """A runner's own closing count, if this line is one; else what was known before."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", line).strip()
    if re.search(r"\b\d+ (passed|failed|errors?|skipped)\b", plain) and not plain.startswith("Test Files"):
        return plain.strip("= ")
    return said


def total(outcomes: list[Outcome]) -> str:
    """The closing line that any CI understands."""
    counts = dict.fromkeys(("passed", "failed", "skipped"), 0)
    for outcome in outcomes:
        for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", outcome.said):
            counts["failed" if word == "error" else word] += int(number)
    return "Tests: " + ", ".join(f"{number} {word}" for word, number in counts.items())


def pass_on(heading: str, output: IO[bytes]) -> tuple[str, float]:
    """Print what a runner says as soon as nobody else is printing; its closing count, and when it fell silent."""
    said, waiting, speaking = "", [heading.encode()], False
    try:
        for raw in output:
            said = last_count(raw.decode(errors="replace"), said)
            waiting.append(raw)
            speaking = speaking or SPEAKING.acquire(blocking=False)
            if speaking:
                sys.stdout.buffer.write(b"".join(waiting))
                sys.stdout.flush()
                waiting.clear()
        silent = time.monotonic()
        speaking = speaking or SPEAKING.acquire()
        sys.stdout.buffer.write(b"".join(waiting))
        sys.stdout.flush()
    finally:
        if speaking:
            SPEAKING.release()
    return said, silent


def run_part(name: str, command: list[str], env: Mapping[str, str], cwd: str = str(ROOT)) -> Outcome:
    """Run one runner, passing on its output and remembering its closing count."""
    heading = f"\n== {name}: {' '.join(command[2:] if command[0] == sys.executable else command)}\n"
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    STARTED.append(process)
    assert process.stdout is not None
    said, silent = pass_on(heading, process.stdout)
    return Outcome(name, process.wait(), silent - began, said)


def parts_for(kind: str, arguments: list[str]) -> list[str]:
    """Which parts a command runs; naming tests narrows `all` to the runner that knows them."""
    if kind != "all":
        return [kind]
    if not arguments:
        return ["back", "front", "browser"]
    named = [argument for argument in arguments if argument.startswith("tests")]
    return ["browser"] if named and all(name.startswith(BROWSER_TESTS) for name in named) else ["back"]


def back(arguments: list[str], env: Mapping[str, str]) -> Outcome:
    """The back end's tests, two at a time when all are run."""
    chosen = arguments or ["tests", f"--ignore={BROWSER_TESTS}", *BY_TWO]
    return run_part("back end", [*PYTEST, *chosen], env)


def front(arguments: list[str], env: Mapping[str, str]) -> Outcome:
    """The front end's unit tests."""
    extra = ["--", *arguments] if arguments else []
    return run_part("front end", ["npm", "test", *extra], {**env, **frontend.node_env()}, str(frontend.FRONTEND))


def in_browser(arguments: list[str], env: Mapping[str, str]) -> Outcome:
    """The browser tests, on the built front end, two at a time when all are run."""
    named = any(argument.startswith("tests") for argument in arguments)
    chosen = arguments if named else [BROWSER_TESTS, *BY_TWO, *arguments]
    return run_part("browser", [*PYTEST, *chosen], {**env, "CHROMIUM": browser.ensure()})


RUNNERS: dict[str, Callable[[list[str], Mapping[str, str]], Outcome]] = {
    "back": back,
    "front": front,
    "browser": in_browser,
}


def make_tables(found: Services, env: Mapping[str, str]) -> str:
    """Run the migrations once, in the still empty database of these servers; its name, for every worker to copy."""
    with step("Make the tables"):
        as_owner = {**env, "DATABASE_URL": found.database_owner_url, "STATEMENT_TIMEOUT_MS": "0"}
        prepare.manage("migrate", "--noinput", "--verbosity", "0", env=as_owner, log="migrate")
    return urlsplit(found.database_owner_url).path.removeprefix("/")


def prepare_for(parts: list[str], found: Services | None) -> dict[str, str]:
    """Make what these parts need; the environment to run them in."""
    if found is None:
        frontend.install()
        return dict(os.environ)
    env = prepare.settings_env(found, settings="config.settings.test")
    prepare.compile_catalogues()
    if found.processes:
        env["TABLES_MADE_IN"] = make_tables(found, env)
    if "browser" in parts or "back" in parts:
        frontend.build()
        static = {**env, "SITE_URL": "http://127.0.0.1:8000", "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        frontend.collect(static)
    return env


def run(kind: str, arguments: list[str]) -> list[Outcome]:
    """Run the parts side by side: each waits much of its time, so together they need little more than the longest."""
    parts = parts_for(kind, arguments)
    require_space(ROOT, 500)
    if parts == ["front"]:
        return side_by_side(parts, arguments, prepare_for(parts, None))
    if "browser" in parts:
        browser.ensure()
    with services_for_tests() as found:
        env = prepare_for(parts, found)
        return side_by_side(parts, arguments, env)


def side_by_side(parts: list[str], arguments: list[str], env: Mapping[str, str]) -> list[Outcome]:
    """Each part in a process of its own; whoever stops one stops all."""
    with ThreadPoolExecutor(len(parts)) as together:
        running = [together.submit(RUNNERS[part], arguments, env) for part in parts]
        try:
            return [one.result() for one in running]
        finally:
            for process in STARTED:
                if process.poll() is None:
                    end_group(process)


def main() -> int:
    """Run what was asked for and say clearly how it ended."""
    stop_on_sigterm()
    kind, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("all", [])
    try:
        outcomes = run(kind, arguments)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the test servers are gone.")
        return 130
    print("\n== Summary")
    for outcome in outcomes:
        print(outcome.line if outcome.code != NOTHING_FOUND else f"{outcome.line}   no test found")
    print(f"\n{total(outcomes)}")
    return 0 if all(outcome.code == 0 for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
