"""Django's commands with the servers they need: those of a running `make run`, else started for as long as needed.

python -m tools.manage load_demo
python -m tools.manage migrations a_name
python -m tools.manage client
python -m tools.manage COMMAND ARGS...         any other manage.py command, as the web role
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tools import frontend, prepare
from tools.services import DATA, Services, running_or_started
from tools.steps import ROOT, Trouble, run_quietly, step, stop_on_sigterm

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = ROOT / "schema.yml"


def env_for(found: Services) -> dict[str, str]:
    """The environment of a command that no one visits."""
    return {"SITE_URL": "http://127.0.0.1:8000", "DATA_DIR": str(DATA), **prepare.settings_env(found)}


def write_client(env: Mapping[str, str]) -> None:
    """Write the schema, then the types the screens are checked against."""
    with step("Write schema.yml"):
        prepare.manage("spectacular", "--file", str(SCHEMA), "--fail-on-warn", "--validate", env=env, log="schema")
    frontend.install()
    with step("Write the TypeScript client"):
        run_quietly(["npm", "run", "client"], log="client", env=frontend.node_env(), cwd=frontend.FRONTEND)


def write_migrations(env: Mapping[str, str], name: str) -> int:
    """Write a named migration: a name says what changes, a number does not."""
    if not name.isidentifier():
        raise Trouble("Name the change: make migrations name=add_help_offered")
    return subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--name", name], cwd=ROOT, env=dict(env), check=False
    ).returncode


def do(command: str, rest: list[str]) -> int:
    """Do one command against the right servers."""
    with running_or_started() as found:
        env = env_for(found)
        if command == "client":
            write_client(env)
            return 0
        if command == "migrations":
            return write_migrations(env, rest[0] if rest else "")
        prepare.compile_catalogues()
        prepare.migrate(found, env)
        if command == "load_demo" and not rest:
            prepare.load_content(found, env, "load_demo", again=True)
            print(prepare.demo_people(env))
            return 0
        return subprocess.run([sys.executable, "manage.py", command, *rest], cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    """Do the command that was asked for."""
    stop_on_sigterm()
    try:
        return do(sys.argv[1], sys.argv[2:])
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
