"""The content files as plain, checked data."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.yaml_files import read_yaml

FOLDER = Path(__file__).resolve().parents[1] / "content"
NOT_STATED = "not stated"


class ContentError(Exception):
    """The content files contradict themselves; nothing was loaded."""


@dataclass(frozen=True)
class Content:
    """What the two files say, in their own order."""

    counts: dict[str, int]
    journey: list[dict[str, Any]]
    principles: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    handbook_cases: list[dict[str, Any]]
    cases: list[dict[str, Any]]

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [question for principle in self.principles for question in principle["questions"]]

    @property
    def actions(self) -> list[dict[str, Any]]:
        return [action for question in self.questions for action in question["actions"]]

    def of_principles(self, name: str) -> list[dict[str, Any]]:
        """Everything listed under this name, over all principles."""
        return [entry for principle in self.principles for entry in principle[name]]


def read(folder: Path = FOLDER) -> Content:
    """Both files, checked: counts as announced, slugs unique, every tie leading somewhere."""
    handbook = read_yaml(folder / "handbook.yaml")
    cases = read_yaml(folder / "real-cases.yaml")
    content = Content(
        counts=handbook["counts"],
        journey=handbook["journey"],
        principles=handbook["principles"],
        tools=handbook["toolkits"],
        handbook_cases=handbook["cases"],
        cases=cases["cases"],
    )
    if wrong := [*_wrong_counts(content), *_repeated_slugs(content), *_loose_ties(content)]:
        raise ContentError("; ".join(wrong))
    return content


def stated(text: str) -> str:
    """The text, or nothing where the source does not say."""
    return "" if text == NOT_STATED else text


def first_year(text: str) -> int | None:
    """The year it began; None where the source only says before, by or after."""
    found = re.fullmatch(r"(?:about )?(\d{4})(?:-\d{4})?", text)
    return int(found[1]) if found else None


def _wrong_counts(content: Content) -> Iterable[str]:
    found = {
        "steps": len(content.journey),
        "principles": len(content.principles),
        "dimensions": len(content.of_principles("dimensions")),
        "challenges": len(content.of_principles("challenges")),
        "questions": len(content.questions),
        "actions": len(content.actions),
        "own_suggestion_slots": sum(question["own_suggestion"] for question in content.questions),
        "toolbox_boxes": sum(bool(question["toolkits"]) for question in content.questions),
        "toolkits_named": len(content.tools),
        "case_boxes": sum(bool(question["cases"]) for question in content.questions),
        "cases_named": len(content.handbook_cases),
    }
    for name in sorted(found.keys() | content.counts.keys()):
        if found.get(name) != content.counts.get(name):
            yield f"{name}: {content.counts.get(name)} announced, {found.get(name)} found"


def _repeated_slugs(content: Content) -> Iterable[str]:
    kinds = {
        "principle": content.principles,
        "dimension": content.of_principles("dimensions"),
        "challenge": content.of_principles("challenges"),
        "question": content.questions,
        "action": content.actions,
        "tool": content.tools,
        "case": content.cases,
    }
    for kind, entries in kinds.items():
        for slug, times in Counter(entry["slug"] for entry in entries).items():
            if times > 1:
                yield f"{kind} {slug} stands there {times} times"


def _loose_ties(content: Content) -> Iterable[str]:
    principles = {principle["slug"] for principle in content.principles}
    tools = {tool["slug"] for tool in content.tools}
    cases = {case["slug"] for case in content.cases}
    named = {case["slug"] for case in content.handbook_cases}
    for case in content.cases:
        if not case["principles"] or not principles.issuperset(case["principles"]):
            yield f"case {case['slug']} names no known principle"
    for question in content.questions:
        for slug in {*question["toolkits"]} - tools:
            yield f"question {question['slug']} names the unknown tool {slug}"
        for slug in {*question["cases"]} - named:
            yield f"question {question['slug']} names the unknown case {slug}"
    for slug in sorted(named - cases):
        yield f"the handbook's case {slug} is not told in real-cases.yaml"
    for slug in sorted(tools - {slug for question in content.questions for slug in question["toolkits"]}):
        yield f"tool {slug} belongs to no question"
    for slug in sorted(named - {slug for question in content.questions for slug in question["cases"]}):
        yield f"the handbook's case {slug} belongs to no question"
