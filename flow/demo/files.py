"""What the demo's content files say: people, and the stories in the order of the flow."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

from common.yaml_files import read_yaml

FOLDER = Path(__file__).parent / "content"
STORIES = ("open", "forming", "working", "deciding", "piloting", "ending", "lessons", "read")


def people() -> dict[str, Any]:
    """Organisations and the people who work there."""
    content: dict[str, Any] = read_yaml(FOLDER / "people.yaml")
    return content


def stories() -> list[dict[str, Any]]:
    """Every story; `slug` names the real case in the library that it retells."""
    found: list[dict[str, Any]] = []
    for name in STORIES:
        found += read_yaml(FOLDER / f"{name}.yaml")
    return found


def groups() -> list[dict[str, Any]]:
    """Every thematic group."""
    found: list[dict[str, Any]] = read_yaml(FOLDER / "groups.yaml")
    return found


def rules() -> list[dict[str, Any]]:
    """The register of rules in the way, with the stories that name each."""
    found: list[dict[str, Any]] = read_yaml(FOLDER / "rules.yaml")
    return found


def gates() -> dict[str, Any]:
    """What each pilot answered before it opened, by story."""
    content: dict[str, Any] = read_yaml(FOLDER / "gates.yaml")
    return content


def fixed_id(*names: str) -> UUID:
    """The same random-looking id for the same names on every machine: how a second load knows what is there."""
    return UUID(bytes=hashlib.sha256("/".join(names).encode()).digest()[:16], version=4)
