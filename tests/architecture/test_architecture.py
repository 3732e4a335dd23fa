"""What the house rules promise and the import contracts cannot see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
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


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(), str(path)))


def found(path: Path, kind: type[ast.AST]) -> list[ast.AST]:
    return [node for node in nodes(path) if isinstance(node, kind)]


def test_the_sources_are_there() -> None:
    assert len(SOURCES) > 80
    assert len(OURS) > 20


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_table_points_only_to_the_left_and_says_whether_it_holds_personal_data(model: type) -> None:
    place = ORDER.index(model.__module__.split(".")[0])
    for field in model._meta.get_fields():  # type: ignore[attr-defined]
        target = getattr(field, "related_model", None)
        if target is None or field.auto_created or target._meta.label == settings.AUTH_USER_MODEL:
            continue
        assert ORDER.index(target.__module__.split(".")[0]) <= place, f"{model.__name__}.{field.name}"
    assert isinstance(getattr(model, "holds_personal_data", None), bool)


# Who may ask who is behind a persona: the door itself, and the migration that first filled it.
DOOR = {"ideas/poster.py", "ideas/identity.py", "ideas/migrations/0004_posters_behind_personas.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_the_poster_is_reached_through_one_door(path: Path) -> None:
    """Neither the module that keeps who is behind a persona nor its schema is named anywhere else."""
    if name_of(path) in DOOR:
        return
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            taken = {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
            assert "ideas.identity" not in taken, f"line {node.lineno}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "migrations" not in name_of(path):
            assert not re.search(r"identity\.(keep|behind|proven|to_tell|looked_at|forget)", node.value), (
                f"line {node.lineno}"
            )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_a_step_assigns_a_state(path: Path) -> None:
    if name_of(path) == "common/states.py":
        return
    for node in nodes(path):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            flat = [inner for target in targets if target is not None for inner in ast.walk(target)]
            assert not [one for one in flat if isinstance(one, ast.Attribute) and one.attr == "state"], (
                f"line {node.lineno}"
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            assert "state" not in {keyword.arg for keyword in node.keywords}, f"line {node.lineno}"


API = [path for path in SOURCES if "api" in path.parts]


@pytest.mark.parametrize("path", [path for path in API if path.name == "views.py"], ids=name_of)
def test_a_view_asks_a_query_and_never_the_table(path: Path) -> None:
    found_here = [
        ast.unparse(node)
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and ast.unparse(node) != "Person.objects"
    ]
    assert not found_here


@pytest.mark.parametrize("path", API, ids=name_of)
def test_an_answer_names_each_of_its_fields(path: Path) -> None:
    for node in found(path, ast.Constant):
        assert getattr(node, "value", None) != "__all__", f"line {getattr(node, 'lineno', 0)}"
    for node in found(path, ast.Assign):
        assert not [one for one in getattr(node, "targets", []) if getattr(one, "id", "") == "exclude"]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_whoever_catches_everything_says_it_in_the_log_or_says_why(path: Path) -> None:
    lines = path.read_text().splitlines()
    for node in found(path, ast.ExceptHandler):
        assert isinstance(node, ast.ExceptHandler)
        caught = ast.unparse(node.type) if node.type else "everything"
        if caught in {"Exception", "BaseException", "everything"}:
            around = "\n".join(lines[node.lineno - 2 : node.end_lineno])
            assert "#" in around or "log." in around or "raise" in around, f"line {node.lineno}: except {caught}"
