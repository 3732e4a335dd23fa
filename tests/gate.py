"""A gate answered whole."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pgtrigger

from experiments.gate.questions import QUESTIONS
from experiments.gate.standard import CHECKS
from ideas.models import Rule
from tests.days import today

RULE = "Article 12"


def despite_the_lock() -> AbstractContextManager[None]:
    """What an opened pilot promised can be moved, as only a test may, to see what the rest says to it."""
    return pgtrigger.ignore()


def answers(**other: str) -> list[dict[str, str]]:
    """Words where words are asked, and no where no is the way on."""
    return [
        {
            "question": code.value,
            "answer": other.get(code.value, "no") if question.yes_no else "",
            "words": "" if question.yes_no else f"About {code.value}.",
        }
        for code, question in QUESTIONS.items()
        if code != "impact_assessed" or "personal_data" in other
    ]


def rule(entry: Rule | None = None, name: str = RULE) -> dict[str, Any]:
    """A rule in the way with everything that is asked about it."""
    words = {"aim": "Money is spent on travel that is needed.", "met_otherwise": "The team leader signs once a year."}
    return {"name": name, "entry": entry, "kind": "own_rule", "owner": "The town clerk", **words}


def routes() -> list[dict[str, str]]:
    """What was tried within the rules."""
    return [{"what": "Sign a month ahead", "tried_by": "Team North", "result": "Visits are not known a month ahead."}]


def checks(**results: str) -> list[dict[str, str]]:
    """Every check that comes with a pilot, passed unless another result is given."""
    return [
        {"standard": name.value, "result": results.get(name.value, "passed"), "evidence": "Seen on Monday"}
        for name in CHECKS
    ]


def exit_plan(days: int = 75) -> dict[str, Any]:
    """What happens afterwards."""
    words = {
        "success": "The rule is changed.",
        "failure": "We go back.",
        "unclear": "Four weeks more, then we go back.",
    }
    return {**words, "report_on": today() + timedelta(days=days)}
