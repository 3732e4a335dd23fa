"""A network with a little of everything that pages show."""

from dataclasses import dataclass
from typing import Any

import pytest

from ideas.models import Problem
from learning.handbook.loading import load
from learning.models import Lesson
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import Cast


@dataclass
class Shown:
    """What there is to look at."""

    cast: Cast
    lesson: Lesson
    problem: Problem
    open_problem: Problem
    draft: Problem


@pytest.fixture
def shown(cast: Cast, settings: Any, tmp_path: Any) -> Shown:
    """A lesson with its problem, a problem that waits, and a draft; all searchable."""
    settings.SEARCH_DIR = tmp_path / "search"
    lesson = stages.published(cast)
    shown = Shown(
        cast,
        lesson,
        lesson.dotank.problem,
        stages.posted(cast, title="Vergunning voor een buurtfeest", language="nl"),
        stages.draft(cast, title="Nobody may read this yet"),
    )
    rebuild()
    return shown


@pytest.fixture
def library(shown: Shown) -> Shown:
    """The same, and the handbook with its cases and tools."""
    load()
    rebuild()
    return shown
