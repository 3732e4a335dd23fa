"""From the content files into the tables. Loading twice changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from common.feed import note_change
from learning.handbook import content as files
from learning.handbook.models import (
    Case,
    Challenge,
    Dimension,
    Entry,
    HandbookPrinciple,
    Question,
    SuggestedAction,
    Tool,
)
from people.countries import country_code

E = TypeVar("E", bound=Entry)


@dataclass
class Loaded:
    """What a load did, by table."""

    total: dict[str, int] = field(default_factory=dict)
    created: int = 0
    changed: int = 0
    tied: int = 0
    removed: int = 0
    searchable: set[tuple[str, str]] = field(default_factory=set)


@transaction.atomic
def load(folder: Path = files.FOLDER) -> Loaded:
    """Make the tables say what the content files say, and nothing else."""
    content = files.read(folder)
    loaded = Loaded()
    principles = _put(loaded, HandbookPrinciple, _principles(content))
    _put(loaded, Dimension, _texts(content, "dimensions", principles))
    _put(loaded, Challenge, _texts(content, "challenges", principles))
    tools = _put(loaded, Tool, _tools(content))
    cases = _put(loaded, Case, _cases(content))
    questions = _put(loaded, Question, _questions(content, principles))
    _put(loaded, SuggestedAction, _actions(content, questions))

    _tie(loaded, Case, cases, "principles", principles, {case["slug"]: case["principles"] for case in content.cases})
    for name, others, listed in (("tools", tools, "toolkits"), ("cases", cases, "cases")):
        _tie(
            loaded,
            Question,
            questions,
            name,
            others,
            {question["slug"]: question[listed] for question in content.questions},
        )

    # Last, and children before parents: what a file no longer names has lost its ties by now.
    named = (
        (SuggestedAction, content.actions),
        (Question, content.questions),
        (Dimension, content.of_principles("dimensions")),
        (Challenge, content.of_principles("challenges")),
        (Tool, content.tools),
        (Case, content.cases),
        (HandbookPrinciple, content.principles),
    )
    for model, entries in named:
        _drop_others(loaded, model, {entry["slug"] for entry in entries})
    for kind, slug in sorted(loaded.searchable):
        note_change(kind, slug)
    return loaded


def _principles(content: files.Content) -> Iterable[tuple[str, dict[str, Any]]]:
    for entry in content.principles:
        yield entry["slug"], {"number": entry["number"], "name": entry["name"], "why": entry["why"]}


def _texts(
    content: files.Content, name: str, principles: Mapping[str, models.Model]
) -> Iterable[tuple[str, dict[str, Any]]]:
    for principle in content.principles:
        for entry in principle[name]:
            yield entry["slug"], {"text": entry["text"], "principle_id": principles[principle["slug"]].pk}


def _tools(content: files.Content) -> Iterable[tuple[str, dict[str, Any]]]:
    for entry in content.tools:
        yield entry["slug"], {"name": entry["name"], "gist": entry["gist"], "parts": entry.get("parts", [])}


def _cases(content: files.Content) -> Iterable[tuple[str, dict[str, Any]]]:
    gists = {entry["slug"]: entry["gist"] for entry in content.handbook_cases}
    for entry in content.cases:
        yield (
            entry["slug"],
            {
                "kind": entry["kind"],
                "country": country_code(entry["country"]),
                "organisation": entry["organisation"],
                "problem": entry["problem"],
                "tried": files.stated(entry["tried"]),
                "outcome": files.stated(entry["outcome"]),
                "year": files.stated(entry["year"]),
                "year_from": files.first_year(entry["year"]),
                "source_title": entry["source_title"],
                "evidence": entry["evidence"],
                "gist": gists.get(entry["slug"], ""),
            },
        )


def _questions(content: files.Content, principles: Mapping[str, models.Model]) -> Iterable[tuple[str, dict[str, Any]]]:
    for principle in content.principles:
        for entry in principle["questions"]:
            yield (
                entry["slug"],
                {
                    "principle_id": principles[principle["slug"]].pk,
                    "ask": entry["ask"],
                    "own_suggestion": entry["own_suggestion"],
                    "case_label": entry["case_label"],
                },
            )


def _actions(content: files.Content, questions: Mapping[str, models.Model]) -> Iterable[tuple[str, dict[str, Any]]]:
    for question in content.questions:
        for entry in question["actions"]:
            yield entry["slug"], {"do": entry["do"], "question_id": questions[question["slug"]].pk}


def _put(loaded: Loaded, model: type[E], entries: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, E]:
    """Create or change the row of each entry; rows that already say it are left alone."""
    rows = {row.slug: row for row in model._default_manager.all()}
    wanted: dict[str, E] = {}
    new: list[E] = []
    for position, (slug, entry) in enumerate(entries, start=1):
        values = {**entry, "language": "en", "position": position}
        row = rows.get(slug)
        if row is None:
            row = model(slug=slug, **values)
            new.append(row)
            _search_again(loaded, row)
        elif differing := [name for name, value in values.items() if getattr(row, name) != value]:
            for name in differing:
                setattr(row, name, values[name])
            row.save(update_fields=differing)
            loaded.changed += 1
            _search_again(loaded, row)
        wanted[slug] = row
    model._default_manager.bulk_create(new)
    loaded.created += len(new)
    loaded.total[model.__name__] = len(wanted)
    return wanted


def _tie(
    loaded: Loaded,
    model: type[Entry],
    rows: Mapping[str, Entry],
    name: str,
    others: Mapping[str, Entry],
    wanted: Mapping[str, Iterable[str]],
) -> None:
    """Tie each row to the others it names, and to no other."""
    tied: dict[str, set[str]] = {}
    for slug, other in model._default_manager.exclude(**{name: None}).values_list("slug", f"{name}__slug"):
        tied.setdefault(slug, set()).add(other)
    for slug, named in wanted.items():
        before, after = tied.get(slug, set()), set(named)
        if before == after:
            continue
        getattr(rows[slug], name).set([others[other] for other in after])
        loaded.tied += 1
        for changed in [rows[slug], *(others[other] for other in before ^ after if other in others)]:
            _search_again(loaded, changed)


def _drop_others(loaded: Loaded, model: type[Entry], slugs: set[str]) -> None:
    for row in model._default_manager.exclude(slug__in=slugs):
        _search_again(loaded, row)
        row.delete()
        loaded.removed += 1


def _search_again(loaded: Loaded, row: Entry) -> None:
    if isinstance(row, Case | Tool):
        loaded.searchable.add(("case" if isinstance(row, Case) else "tool", row.slug))
