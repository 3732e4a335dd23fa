"""A network with a little of everything that pages show."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from ideas.models import Problem
from learning.handbook.loading import load
from learning.models import Lesson, Question
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import Cast
from tests.remembered import remembered_cast
from tests.shared import taken_back


@dataclass
class Shown:
    """What there is to look at."""

    cast: Cast
    lesson: Lesson
    problem: Problem
    open_problem: Problem
    draft: Problem


@pytest.fixture(scope="module")
def network(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Shown, Path]]:
    """The handbook, a lesson with its problem, a problem that waits and a draft, all searchable; made once a module."""
    index = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), taken_back(), override_settings(SEARCH_DIR=index):
        load()
        cast = remembered_cast()
        lesson = stages.published(cast)
        lesson.questions.set(Question.objects.filter(slug="q1-1-leadership-backing"))
        shown = Shown(
            cast,
            lesson,
            lesson.dotank.problem,
            stages.published_problem(cast, title="Vergunning voor een buurtfeest", language="nl"),
            stages.draft(cast, title="Nobody may read this yet"),
        )
        rebuild()
        yield shown, index


@pytest.fixture
def shown(network: tuple[Shown, Path], db: None, settings: Any, tmp_path: Path) -> Shown:
    """The network with rows read anew and an index of the test's own."""
    made, index = network
    settings.SEARCH_DIR = shutil.copytree(index, tmp_path / "search")
    lesson = Lesson.objects.get(pk=made.lesson.pk)
    problems = Problem.objects.in_bulk()
    return replace(
        made,
        lesson=lesson,
        problem=lesson.dotank.problem,
        open_problem=problems[made.open_problem.pk],
        draft=problems[made.draft.pk],
    )


@pytest.fixture
def cast(shown: Shown) -> Cast:
    """The people of that network."""
    return shown.cast
