"""`make check`: all that can be judged without running the product. Every step runs, whatever fails, two at a time."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools import frontend, prepare
from tools.services import services_for_tests
from tools.steps import CACHE, ROOT, Trouble, stop_on_sigterm

PYTHON = sys.executable
APPS = ["common", "people", "ideas", "dotanks", "experiments", "learning", "flow", "config"]


@dataclass
class Step:
    """One thing to check, and where."""

    name: str
    command: list[str]
    env: dict[str, str]
    cwd: Path = ROOT


def program(name: str) -> str | None:
    """A linter that came with our packages, or that the machine has."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def production(env: dict[str, str]) -> dict[str, str]:
    """The environment of a real installation, so that the deployment check judges what will run."""
    return {
        **env,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SITE_URL": "https://dotank.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "IDENTITY_KEY": secrets.token_urlsafe(64),
        "TRUSTED_PROXY_COUNT": "1",
        "EMAIL_URL": "smtp://mail.example:25",
        "LOG_FORMAT": "json",
    }


def python_steps(env: dict[str, str]) -> list[Step]:
    """Style, types, imports, settings, migrations, schema and translations of the back end."""
    manage = [PYTHON, "manage.py"]
    schema = CACHE / "schema.yml"
    describe = [*manage, "spectacular", "--file", str(schema), "--validate", "--fail-on-warn"]
    steps = [
        Step("Types (mypy)", [PYTHON, "-m", "mypy", *APPS, "tools", "tests"], env),
        Step("Style (ruff)", [PYTHON, "-m", "ruff", "check", "."], env),
        Step("Format (ruff)", [PYTHON, "-m", "ruff", "format", "--check", "."], env),
        Step("Imports go one way (import-linter)", [program("lint-imports") or "lint-imports", "--no-cache"], env),
        Step("Settings fit for production", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production(env)),
        Step("No migration is missing", [*manage, "makemigrations", "--check", "--dry-run"], env),
        Step(
            "The API can be described, and schema.yml is the API",
            ["sh", "-c", '"$@" && diff -u schema.yml "$0"', str(schema), *describe],
            env,
        ),
    ]
    if find_spec("tools.i18n") is not None:
        steps.append(Step("Translations are complete", [PYTHON, "-m", "tools.i18n", "check"], env))
    return steps


def frontend_steps(env: dict[str, str]) -> list[Step]:
    """Style, types, translations and the generated client of the front end."""
    node = {**env, **frontend.node_env()}
    return [
        Step("Front end: style, types, translations", ["npm", "run", "check"], node, frontend.FRONTEND),
        Step("Front end: the client fits schema.yml", ["npm", "run", "client:check"], node, frontend.FRONTEND),
    ]


def container_steps(env: dict[str, str]) -> list[Step]:
    """The container files and shell scripts, which no engine here can run."""
    steps = [
        Step(
            "docker-compose.yml fits its schema",
            [PYTHON, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
            env,
        )
    ]
    linters = [
        ("hadolint", ["Dockerfile"]),
        ("shellcheck", [".ci/run", "deploy/make-secrets", "deploy/postgres/10-roles.sh"]),
    ]
    for name, files in linters:
        if found := program(name):
            steps.append(Step(f"{', '.join(files)} ({name})", [found, *files], env))
        else:
            print(f"  {', '.join(files)} … not checked: {name} is not installed")
    return steps


def do(step: Step) -> bool:
    """Run one step; show what it said only if it failed."""
    began = time.monotonic()
    try:
        done = subprocess.run(
            step.command,
            cwd=step.cwd,
            env=step.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        good, said = done.returncode == 0, done.stdout
    except OSError as missing:
        good, said = False, str(missing)
    lines = [] if good else [f"    {line}" for line in said.rstrip().splitlines()]
    ended = f"  {step.name} … {'' if good else 'FAILED after '}{time.monotonic() - began:.1f} s"
    print("\n".join([ended, *lines]), flush=True)
    return good


def built() -> list[str]:
    """Build the front end as a run would; its name if that fails, so that the other steps still run."""
    try:
        frontend.build()
    except Trouble as trouble:
        print(trouble)
        return ["Build the front end"]
    return []


def check() -> list[str]:
    """Run every step; the names of those that failed."""
    frontend.install()
    with services_for_tests() as found:
        env = prepare.settings_env(found, settings="config.settings.test")
        prepare.compile_catalogues()
        CACHE.mkdir(exist_ok=True)
        steps = [*frontend_steps(env), *python_steps(env), *container_steps(dict(os.environ))]
        steps.append(Step("No link leads out of the tree", ["sh", "-c", "! git ls-files -s | grep ^120000"], env))
        failed = built()
        with ThreadPoolExecutor(2) as two_at_a_time:
            good = list(two_at_a_time.map(do, steps))
        return [*failed, *(step.name for step, well in zip(steps, good, strict=True) if not well)]


def main() -> int:
    """Check everything and end with one clear line."""
    stop_on_sigterm()
    began = time.monotonic()
    try:
        failed = check()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    seconds = f"{time.monotonic() - began:.0f} s"
    print(f"\nFAILED in {seconds}: {'; '.join(failed)}" if failed else f"\nEverything is in order, in {seconds}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
