"""`make run`: the whole product on this machine, from nothing to an answering page, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
from honcho import manager as honcho_manager
from honcho.environ import parse_procfile

from tools import prepare
from tools.holding import hold
from tools.services import DATA, Services, services
from tools.steps import ROOT, Trouble, require_space, stop_on_sigterm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tools.holding import Held

PROCESSES = ("site", "worker", "beat", "indexer")
PATIENCE = 120


def require_free_port(host: str, port: int) -> None:
    """Say plainly that a port is taken, and by whom where the system tells."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return
        except PermissionError:
            raise Trouble(f"Port {port} may only be used by root. Choose another: make run PORT=8080") from None
        except OSError as wrong:
            reason = str(wrong)
    if "in use" not in reason:
        raise Trouble(f"Cannot listen on {host}, port {port}: {reason}.")
    raise Trouble(f"Port {port} is taken{taken_by(port)}. Stop that, or choose another: make run PORT={port + 1}")


def taken_by(port: int) -> str:
    """Who listens on a port, if we may know."""
    try:
        listening = [one for one in psutil.net_connections("inet") if one.status == psutil.CONN_LISTEN and one.pid]
        if pid := next((one.pid for one in listening if one.laddr.port == port), None):
            return f" by process {pid} ({psutil.Process(pid).name()})"
    except psutil.Error:
        pass
    return ""


def port_from(text: str) -> int:
    """The PORT variable as a number one can listen on."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


class Supervisor(honcho_manager.Manager):  # type: ignore[misc]  # honcho has no types
    """Honcho's supervisor, which also says which process ended by itself and can be stopped at any moment."""

    def __init__(self, beside: Callable[[Supervisor], None]) -> None:
        super().__init__()
        self.beside = beside
        self.ended_first: str | None = None
        self.stop_wanted = False

    def _start(self) -> None:
        super()._start()
        # After honcho's forks: a thread must not be copied into them.
        threading.Thread(target=self.beside, args=(self,), daemon=True).start()

    def terminate(self) -> None:
        """Stop all, once all have started: honcho knows no pid before."""
        if not self._all_started():
            self.stop_wanted = True
            return
        if not self._terminating and self.returncode in {None, *self.codes()}:
            self.ended_first = next((name for name, it in self._processes.items() if "returncode" in it), None)
        super().terminate()

    def codes(self) -> set[int]:
        """The exit codes of what has ended."""
        return {it["returncode"] for it in self._processes.values() if "returncode" in it}

    def stop(self, why: str) -> None:
        """Stop all because of something outside the processes."""
        self.returncode = 1
        print(f"\n{why}", file=sys.stderr, flush=True)
        self.terminate()

    def pids(self) -> dict[str, int]:
        """The processes that have started."""
        return {name: it["pid"] for name, it in self._processes.items() if it.get("pid") is not None}

    def end_what_is_left(self) -> None:
        """After a loop that broke off: nothing may go on without its supervisor."""
        for it in self._processes.values():
            if "returncode" not in it and it.get("pid") is not None:
                with suppress(OSError):
                    os.killpg(it["pid"], signal.SIGTERM)

    def over(self) -> bool:
        """Whether the end has begun."""
        return bool(self._terminating or self.ended_first)


def is_ready(address: str) -> bool:
    """Whether the product says it can serve."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watch(supervisor: Supervisor, held: Held, found: Services, address: str, greet: Callable[[], None]) -> None:
    """Beside the supervisor: remember pids, greet when the first page answers, notice a dead server."""
    known: set[str] = set()
    greeted, began = False, time.monotonic()
    while not supervisor.over():
        for name, pid in supervisor.pids().items():
            if name not in known:
                known.add(name)
                held.started(name, pid)
        if supervisor.stop_wanted:
            supervisor.terminate()
        if dead := found.dead():
            supervisor.stop(f"{dead} ended by itself; everything else is being stopped. Its log is in {held.folder}.")
            return
        if not greeted and is_ready(address):
            greeted = True
            greet()
        if not greeted and time.monotonic() - began > PATIENCE:
            supervisor.stop(f"No page answered within {PATIENCE} seconds; the lines above say why.")
            return
        time.sleep(0.2)


def supervise(held: Held, found: Services, env: Mapping[str, str], address: str, greet: Callable[[], None]) -> int:
    """Run the processes until Ctrl-C (0) or until one of them ends by itself (1)."""
    # Celery finishes the task in hand; honcho's five seconds would cut it off.
    honcho_manager.KILL_WAIT = 20
    supervisor = Supervisor(lambda it: watch(it, held, found, address, greet))
    commands = parse_procfile((ROOT / "Procfile").read_text()).processes
    for name in PROCESSES:
        # The first page comes first: on a small machine the others would halve its speed while they load.
        command = commands[name] if name == "site" else commands[name].replace("exec ", "exec nice -n 5 ", 1)
        supervisor.add_process(name, command, env=dict(env), cwd=str(ROOT))
    try:
        supervisor.loop()
    finally:
        supervisor.end_what_is_left()
    if supervisor.ended_first:
        print(f"\n{supervisor.ended_first} ended by itself, so everything was stopped. Its lines above say why.")
    return 0 if supervisor.returncode in (130, 143) else 1


def greeting_for(address: str, seconds: float, people: str) -> str:
    """The words a newcomer is waiting for."""
    lines = ["", f"  Ready after {seconds:.0f} s. Open  {address}", ""]
    lines += [f"  {line}" for line in people.splitlines()]
    return "\n".join([*lines, *([""] if people else []), "  Ctrl-C stops everything; what you did is kept.", ""])


def run() -> int:
    """Set up what is missing, start, and stay until stopped."""
    began = float(os.environ.get("SET_UP_BEGAN", time.time()))
    host, port = (os.environ.get("HOST", "127.0.0.1"), port_from(os.environ.get("PORT", "8000")))
    # Whoever listens everywhere is reached here.
    reach = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    address = os.environ.get("SITE_URL") or f"http://{reach}:{port}"
    prepare.require_everything_present()
    print("Do Tank Network", flush=True)
    with hold(DATA, "make run") as held:
        held.say(address=address)
        require_free_port(host, port)
        require_space(ROOT, 300)
        with services(held) as found:
            held.say(env=found.env(), ours=found.ours)
            env = prepare.settings_env(found) | {
                "HOST": host,
                "PORT": str(port),
                "SITE_URL": address,
                "DATA_DIR": os.environ.get("DATA_DIR", str(DATA)),
                # Celery's advice against root is for servers; on a bare machine there may be no one else.
                "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
                "EXTRA_HOSTS": os.environ.get("EXTRA_HOSTS", f"localhost,127.0.0.1,{reach}"),
            }
            prepare.everything(found, env)
            people = prepare.demo_people(env) if prepare.wants_demo(env) else ""

            def greet() -> None:
                print(greeting_for(address, time.time() - began, people), flush=True)

            code = supervise(held, found, env, f"http://{reach}:{port}", greet)
            # A second Ctrl-C must not interrupt the clean stop of the database.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
    print("Stopped. Everything is saved." if code == 0 else "Stopped.")
    return code


def stop_when_the_terminal_closes() -> None:
    """A closed window is a wish to stop, unless nohup says otherwise."""
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        return

    def stop(*_: object) -> None:
        # Nobody reads any more, and a failed print must not get in the way of a clean stop.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGHUP, stop)


def main() -> int:
    """Run, and turn what can go wrong into plain words."""
    stop_on_sigterm()
    stop_when_the_terminal_closes()
    try:
        return run()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped during the set-up; the next start goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
