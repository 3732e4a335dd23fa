"""What `make test` reports is what happened."""

import sys
import tempfile
from functools import partial

import pytest

from tools import test as reports


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("==== 3 passed, 1 failed in 2.10s ====", "3 passed, 1 failed in 2.10s"),
        ("\x1b[32m12 passed\x1b[0m in 0.4s", "12 passed in 0.4s"),
        ("      Tests  36 passed (36)", "Tests  36 passed (36)"),
        (" Test Files  9 passed (9)", "before"),
        ("nothing of the kind", "before"),
    ],
)
def test_the_closing_count_is_found(line: str, said: str) -> None:
    assert reports.last_count(line, "before") == said


def test_a_failing_runner_fails_and_its_count_is_kept() -> None:
    program = "print('1 failed, 2 passed in 0.1s'); raise SystemExit(1)"
    outcome = reports.run_part("trial", [sys.executable, "-c", program], {})
    assert outcome.code == 1
    assert "FAILED" in outcome.line
    assert reports.total([outcome]) == "Tests: 2 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(
    ("kind", "arguments", "parts"),
    [
        ("all", [], ["back", "front", "browser"]),
        ("all", ["tests/ideas", "-k", "x"], ["back"]),
        ("all", ["tests/browser/test_flow.py"], ["browser"]),
        ("all", ["-k", "x"], ["back"]),
        ("front", ["Button"], ["front"]),
    ],
)
def test_naming_tests_narrows_what_is_run(kind: str, arguments: list[str], parts: list[str]) -> None:
    assert reports.parts_for(kind, arguments) == parts


def test_parts_run_side_by_side_and_print_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each waits for the other's file, so both must be running; what one says is in one piece."""
    program = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
print(mine.name, 1, flush=True)
mine.touch()
until = time.monotonic() + 60
while not other.exists() and time.monotonic() < until:
    time.sleep(0.01)
for number in range(2, 2000):
    print(mine.name, number, flush=True)
print(f"{int(other.exists())} passed in 1s")
"""
    with tempfile.TemporaryDirectory() as folder:
        places = [f"{folder}/one", f"{folder}/two"]
        for name, own, other in (("one", *places), ("two", *reversed(places))):
            command = [sys.executable, "-c", program, own, other]
            runner = partial(lambda name, command, *_: reports.run_part(name, command, {}), name, command)
            monkeypatch.setitem(reports.RUNNERS, name, runner)

        outcomes = reports.side_by_side(["one", "two"], [], {})

    assert [outcome.said for outcome in outcomes] == ["1 passed in 1s"] * 2
    said = [line.split()[0] for line in capfd.readouterr().out.splitlines() if line.startswith(("one", "two"))]
    assert said in (["one"] * 1999 + ["two"] * 1999, ["two"] * 1999 + ["one"] * 1999)
