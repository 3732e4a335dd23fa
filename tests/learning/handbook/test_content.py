"""The content files hold what they announce, and a damaged file is refused as a whole."""

import shutil
from pathlib import Path

import pytest

from learning.handbook import content as files
from learning.handbook.content import ContentError, first_year, read, stated


def test_the_handbook_is_complete() -> None:
    content = read()

    assert len(content.principles) == 5
    assert len(content.of_principles("dimensions")) == 23
    assert len(content.of_principles("challenges")) == 23
    assert len(content.questions) == 30
    assert len(content.actions) == 131
    assert len(content.tools) == 37
    assert len(content.handbook_cases) == 33
    assert len(content.cases) == 84


@pytest.mark.parametrize(
    ("file", "before", "after", "complaint"),
    [
        ("handbook.yaml", "  actions: 131", "  actions: 132", "actions: 132 announced, 131 found"),
        ("handbook.yaml", "toolkits: [culture-map]", "toolkits: [culture-mop]", "unknown tool culture-mop"),
        ("handbook.yaml", "toolkits: [culture-map]", "toolkits: []", "tool culture-map belongs to no question"),
        ("handbook.yaml", "    cases: [nl-ric]", "    cases: []", "case nl-ric belongs to no question"),
        ("handbook.yaml", "slug: d1-2-steward", "slug: d1-1-invest", "dimension d1-1-invest stands there 2 times"),
        ("real-cases.yaml", "{slug: nl-ric,", "{slug: nl-rick,", "case nl-ric is not told in real-cases.yaml"),
        ("real-cases.yaml", "principles: [p5-diffuse]", "principles: [p6]", "names no known principle"),
        ("real-cases.yaml", "principles: [p5-diffuse]", "principles: []", "names no known principle"),
    ],
)
def test_damaged_content_is_refused(tmp_path: Path, file: str, before: str, after: str, complaint: str) -> None:
    for name in ("handbook.yaml", "real-cases.yaml"):
        shutil.copy(files.FOLDER / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / file).write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ContentError, match=complaint):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017", 2017),
        ("2017-2020", 2017),
        ("about 2018", 2018),
        ("about 2017-2018", 2017),
        ("before 2018", None),
        ("by 2012", None),
        ("after 2019", None),
        ("ongoing", None),
        ("not stated", None),
    ],
)
def test_the_first_year_is_never_guessed(text: str, year: int | None) -> None:
    assert first_year(text) == year


def test_what_the_source_does_not_say_stays_empty() -> None:
    assert stated("not stated") == ""
    assert stated("One door in") == "One door in"
