"""What a story's pilot answers at the gate, before it opens."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from experiments.gate.questions import QUESTIONS, Code
from experiments.gate.standard import CHECKS
from experiments.gate.states import CheckResult, Part, YesNo
from flow.demo import files
from flow.demo.register import set_aside_by

if TYPE_CHECKING:
    from flow.demo.walking import Told

WORDS = [code for code, question in QUESTIONS.items() if question.part in {Part.PEOPLE, Part.INCLUSION}]
RED_LINES = [code for code, question in QUESTIONS.items() if question.part == Part.RED_LINES]
# The report follows the last day by so much.
REPORT = timedelta(days=14)


def answered(story: str, plan: "Told", today: date) -> dict[str, Any]:
    """All that the story's pilot says, as far as it has come."""
    told = files.gates().get(story)
    if told is None:
        return {}
    fields: dict[str, Any] = {name: told[name] for name in ("check_in_every", "services", "population") if name in told}
    fields["answers"] = _answers(told)
    fields["rules_in_the_way"] = [{**rule, **_entry(story, rule["name"], plan)} for rule in told["rules"]]
    if "routes" in told:
        fields["routes"] = told["routes"]
    if "evidence" in told:
        fields["checks"] = [
            {"standard": name, "result": CheckResult.PASSED, "evidence": words}
            for name, words in zip(CHECKS, told["evidence"], strict=True)
        ]
    if "exit" in told:
        fields["exit_plan"] = {**told["exit"], "report_on": today + timedelta(days=plan["ends_in"]) + REPORT}
    return fields


def _answers(told: "Told") -> list[dict[str, str]]:
    given = [_given(code, "", words) for code, words in zip(WORDS, told["answers"], strict=False)]
    if len(told["answers"]) < len(WORDS):
        return given
    data = told.get("data", "")
    given.append(_given(Code.PERSONAL_DATA, YesNo.YES if data else YesNo.NO, data))
    if data:
        given.append(_given(Code.IMPACT_ASSESSED, YesNo.YES, told["cleared"]))
    return [*given, *(_given(code, YesNo.NO, "") for code in RED_LINES)]


def _given(code: Code, answer: str, words: str) -> dict[str, str]:
    return {"question": code, "answer": answer, "words": words}


def _entry(story: str, name: str, plan: "Told") -> dict[str, Any]:
    """The register's entry of the rule that this pilot sets aside."""
    if plan.get("exemption", {}).get("rule") != name:
        return {}
    found = set_aside_by(story)
    return {"entry": found["names_rule"]} if found else {}
