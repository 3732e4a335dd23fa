"""What `make test` reports is what happened."""

import sys

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
