"""The container files say what the Procfile and the settings say: no engine here would notice a difference."""

import re
import subprocess
from typing import Any

import pytest
import yaml
from honcho.environ import parse_procfile

from tools.run import PROCESSES
from tools.steps import ROOT

PROCFILE: dict[str, str] = dict(parse_procfile((ROOT / "Procfile").read_text()).processes)
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("dotank-network")}
SETTINGS = (ROOT / "config" / "settings" / "base.py").read_text()
READ_BY_SETTINGS = set(re.findall(r'from_env\(\s*"(\w+)"', SETTINGS))
READ_BY_PROCFILE = set(re.findall(r"\$\{(\w+)", "\n".join(PROCFILE.values())))


def command_of(service: dict[str, Any]) -> str:
    command = service["command"]
    return command if isinstance(command, str) else " ".join(command)


def test_make_run_and_compose_start_what_the_procfile_names() -> None:
    started = {name: re.findall(r"honcho start .*?(\w+)$", command_of(service)) for name, service in OURS.items()}
    assert started.pop("migrate") == []
    assert started == {name: [name] for name in ("web", "sockets", "worker", "beat", "indexer")}
    assert set(started) | set(PROCESSES) == set(PROCFILE)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_one_that_is_read(name: str) -> None:
    for variable in OURS[name]["environment"]:
        assert variable.removesuffix("_FILE") in READ_BY_SETTINGS | READ_BY_PROCFILE, variable


@pytest.mark.parametrize("name", sorted(OURS))
def test_no_secret_stands_in_the_environment(name: str) -> None:
    environment: dict[str, str] = OURS[name]["environment"]
    assert not {"SECRET_KEY", "IDENTITY_KEY", "DATABASE_URL", "DATABASE_OWNER_URL", "VALKEY_URL"} & set(environment)
    mounted = {f"/run/secrets/{secret}" for secret in OURS[name]["secrets"]}
    assert {value for key, value in environment.items() if key.endswith("_FILE")} <= mounted


def test_the_owners_password_reaches_the_migration_only() -> None:
    assert [name for name, service in OURS.items() if "database_owner_url" in service["secrets"]] == ["migrate"]


def test_only_the_door_and_the_mail_catcher_are_published() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"proxy": ["80:80", "443:443"], "mail": ["127.0.0.1:8025:8025"]}


def test_the_image_runs_as_nobody_special_and_holds_no_secret() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\S+)", dockerfile, re.M) == ["10001"]
    assert "deploy/secrets" not in (ROOT / ".dockerignore").read_text()
    assert (ROOT / ".dockerignore").read_text().startswith("*\n")


def test_every_folder_of_the_product_is_in_the_image() -> None:
    let_in = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.M))
    needed = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"config", "frontend", "manage.py", "Procfile"}
    assert needed <= let_in


@pytest.mark.parametrize("name", sorted(PROCFILE))
def test_each_command_is_good_shell_and_gives_way_to_its_program(name: str) -> None:
    assert subprocess.run(["sh", "-n", "-c", PROCFILE[name]], check=False).returncode == 0
    # Without exec a shell stays in between and does not pass on the signal to stop.
    assert PROCFILE[name].startswith("exec python ")


@pytest.mark.parametrize("name", ["site", "sockets"])
def test_a_socket_takes_no_larger_message_than_a_room_does(name: str) -> None:
    assert "--ws dotanks.live.wire:RoomProtocol --ws-max-size 1572928 " in PROCFILE[name]
    assert "--no-proxy-headers" in PROCFILE[name]
