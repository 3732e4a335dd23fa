"""What the house rules promise and the import contracts cannot see."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ORDER = ["common", "people", "ideas", "dotanks", "experiments", "learning", "flow"]
ROOT = Path(settings.BASE_DIR)
SOURCES = [
    path for app in [*ORDER, "config"] for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
]
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ORDER]
LONGEST = 350


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(), str(path))))


def test_the_sources_are_there() -> None:
    assert len(SOURCES) > 80
    assert len(OURS) > 20


def test_a_table_points_only_to_the_left_and_says_whether_it_holds_personal_data() -> None:
    for model in OURS:
        place = ORDER.index(model.__module__.split(".")[0])
        assert isinstance(getattr(model, "holds_personal_data", None), bool), model
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target._meta.label == settings.AUTH_USER_MODEL:
                continue
            assert ORDER.index(target.__module__.split(".")[0]) <= place, f"{model.__name__}.{field.name}"


# Who may ask who is behind a persona: the door itself, and the migration that first filled it.
DOOR = {"ideas/poster.py", "ideas/identity.py", "ideas/migrations/0004_posters_behind_personas.py"}
NAMED_IN_SQL = re.compile(r"identity\.(keep|behind|proven|to_tell|looked_at|forget)")


def test_the_poster_is_reached_through_one_door() -> None:
    """Neither the module that keeps who is behind a persona nor its schema is named anywhere else."""
    assert not [
        f"{name_of(path)}:{line}" for path in SOURCES if name_of(path) not in DOOR for line in other_doors(path)
    ]


def other_doors(path: Path) -> Iterator[int]:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            taken = {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
            if "ideas.identity" in taken:
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED_IN_SQL.search(node.value):
            yield node.lineno


def test_only_a_step_assigns_a_state() -> None:
    others = [path for path in SOURCES if name_of(path) != "common/states.py"]
    assert not [f"{name_of(path)}:{line}" for path in others for line in states_assigned(path)]


def states_assigned(path: Path) -> Iterator[int]:
    for node in nodes(path):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            flat = [inner for target in targets if target is not None for inner in ast.walk(target)]
            if any(isinstance(one, ast.Attribute) and one.attr == "state" for one in flat):
                yield node.lineno
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".update"):
            yield from (node.lineno for keyword in node.keywords if keyword.arg == "state")


API = [path for path in SOURCES if "api" in path.parts]


def test_a_view_asks_a_query_and_never_the_table() -> None:
    assert not [
        f"{name_of(path)}:{node.lineno}"
        for path in API
        if path.name == "views.py"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and ast.unparse(node) != "Person.objects"
    ]


def test_an_answer_names_each_of_its_fields() -> None:
    assert not [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        for path in API
        for node in nodes(path)
        if (isinstance(node, ast.Constant) and node.value == "__all__")
        or (isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "exclude" for one in node.targets))
    ]


def test_a_file_is_short() -> None:
    assert not [name_of(path) for path in SOURCES if len(path.read_text().splitlines()) > LONGEST]


def test_whoever_catches_everything_says_it_in_the_log_or_says_why() -> None:
    assert not [f"{name_of(path)}:{line}" for path in SOURCES for line in caught_in_silence(path)]


def caught_in_silence(path: Path) -> Iterator[int]:
    lines = path.read_text().splitlines()
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            around = "\n".join(lines[node.lineno - 2 : node.end_lineno])
            if caught in {"Exception", "BaseException", "everything"} and not re.search(r"#|log\.|raise", around):
                yield node.lineno
