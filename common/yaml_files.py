"""Content kept in YAML files."""

from pathlib import Path
from typing import Any

import yaml

# Python's own reader takes ten times as long; it stands in where libyaml is missing.
READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What the file says, as plain lists, names and words."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=READER)  # noqa: S506 - both readers are safe ones
