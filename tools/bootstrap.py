"""From a bare Python to the project's own: make .venv, install the locked packages, hand over.

    python3 -m tools.bootstrap local tools.run
    python3 -m tools.bootstrap dev tools.test ARGS...

Standard library only, and no newer syntax: an old Python must get far enough to say that it is too old.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OLDEST = (3, 11)


def newer_python() -> str | None:
    """The newest Python on the PATH that is new enough."""
    from shutil import which

    names = [f"python3.{minor}" for minor in range(19, OLDEST[1] - 1, -1)]
    return next(filter(None, map(which, names)), None)


def require_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Go on under a Python that is new enough, or say plainly that there is none."""
    if version >= OLDEST:
        return
    better = newer_python()
    if better:
        os.execv(better, [better, "-m", "tools.bootstrap", *sys.argv[1:]])  # noqa: S606 - we become it
    sys.exit(
        "This is Python {}.{}; Python {}.{} or newer is needed. Install it (it may stand beside the old one), "
        "or name it: make run PYTHON=/path/to/python3.11".format(*version, *OLDEST)
    )


def require_venv() -> None:
    """Say plainly what to install when the system's Python cannot make an environment."""
    from tools.steps import Trouble

    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as missing:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Trouble(
            f"This Python cannot make an environment ({missing}). On Debian and Ubuntu: apt-get install {package}"
        ) from None


def works(python: Path) -> bool:
    """Whether an environment's Python starts and has pip; a half-made or moved one does not."""
    import subprocess

    try:
        return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def fingerprint(lock: Path, venv: Path) -> str:
    """What an installed set of packages depends on: its lock, the Python, and the place (scripts hold it)."""
    import hashlib

    text = lock.read_bytes() + repr((sys.version_info[:2], str(venv))).encode()
    return hashlib.sha256(text).hexdigest()


def install(kind: str) -> Path:
    """Make .venv hold exactly the locked packages of this kind; quick when it already does. Returns its Python."""
    import fcntl
    import json

    from tools import steps

    venv = steps.ROOT / ".venv"
    python = venv / "bin" / "python"
    stamp = venv / "installed.json"
    locks = {name: steps.ROOT / "requirements" / f"{name}.txt" for name in ("local", "dev")}
    prints = {name: fingerprint(lock, venv) for name, lock in locks.items()}

    steps.CACHE.mkdir(exist_ok=True)
    with (steps.CACHE / "bootstrap.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with steps.step("Another make is setting up here; waiting for it"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        stamps = json.loads(stamp.read_text()) if stamp.exists() else {}
        if stamps.get(kind) == prints[kind] and python.exists():
            return python
        steps.require_space(steps.ROOT, 2500)
        if not works(python):
            require_venv()
            with steps.step("Make a Python environment in .venv"):
                steps.run_quietly([sys.executable, "-m", "venv", "--clear", venv], log="make-environment")
        with steps.step("Install the locked Python packages (first time: about a minute)"):
            pip = [
                str(python),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--no-input",
                "--progress-bar=off",
            ]
            exactly = ["--retries=2", "--timeout=30", "--no-deps", "--require-hashes", "-r", str(locks[kind])]
            steps.run_quietly([*pip, *exactly], log="install-python-packages")
        # What tests need contains what a run needs.
        stamps.update({kind: prints[kind], "local": prints["local"]})
        stamp.write_text(json.dumps(stamps))
    return python


def main() -> None:
    """Install what the asked-for tool needs and become that tool."""
    require_python()
    from tools.steps import ROOT, Trouble, stop_on_sigterm

    kind, module, *rest = sys.argv[1:]
    os.environ["SET_UP_BEGAN"] = str(time.time())
    stop_on_sigterm()
    try:
        python = install(kind)
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except PermissionError as refused:
        sys.exit(f"\nThis folder cannot be written to: {refused}. Check who owns it.")
    except OSError as wrong:
        sys.exit(f"\nThe set-up could not write: {wrong}.")
    except KeyboardInterrupt:
        print("\nStopped during the set-up; the next start goes on from here.")
        sys.exit(130)
    os.chdir(ROOT)
    os.environ["PATH"] = os.pathsep.join([str(python.parent), os.environ.get("PATH", "")])
    os.environ.pop("PYTHONHOME", None)
    sys.stdout.flush()
    os.execv(python, [str(python), "-m", module, *rest])  # noqa: S606 - we become it


if __name__ == "__main__":
    main()
