"""What one row costs, three rows cost: the number of queries of every operation that reads does not grow."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from common.states import note_step
from dotanks.models import Batch, BatchProblem, DocumentVersion, DoTank, Need
from experiments.models import CheckIn, Measure, Pilot, Reading, Use
from flow import steps
from ideas.models import Comment, Problem, Support
from learning.handbook.loading import load
from learning.search.indexer import rebuild
from people.models import Group, Profile
from tests import (
    backing,
    calls,
    copies,
    days,
    groups,
    margin,
    organisations,
    peers,
    register,
    rooms,
    sessions,
    stages,
    talks,
)
from tests.cast import Cast
from tests.factories import make_person
from tests.gate import despite_the_lock
from tests.matrix.operations import MATRIX, READS
from tests.matrix.rows import first
from tests.remembered import remembered_cast
from tests.shared import taken_back

# Two of them find the session and the person.
MOST = 12


@pytest.fixture(scope="module")
def counts(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[int, int]]]:
    """How many queries each operation takes with one case and with three."""
    where = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), taken_back(), override_settings(SEARCH_DIR=where):
        load()
        cast = remembered_cast()
        Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=9, hours_a_week=40)
        case(cast)
        rebuild()
        one = {name: queries(cast, name) for name in READS}
        grow(cast)
        rebuild()
        yield {name: (one[name], queries(cast, name)) for name in READS}


def written_down(cast: Cast, pilot: Pilot, count: int) -> None:
    """Of everything that is written down while a pilot runs, so many rows."""
    today = days.today()
    for number in range(count):
        by = cast.volunteers[number]
        Use.objects.create(pilot=pilot, kind="people", amount=1, used_on=today, by=by)
        CheckIn.objects.create(pilot=pilot, on_day=today, going="well", by=by)
        Reading.objects.create(measure=pilot.measures.all()[0], value=1, taken_on=today, note="Seen", by=by)
        note_step(pilot, "pause", by=by)


def case(cast: Cast) -> None:
    pilot = stages.running(cast)
    stages.reading(cast, pilot)
    written_down(cast, pilot, 1)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)
    groups.grow(cast, Group.objects.count() + 1)
    organisations.grow(cast)
    peers.grow(cast)
    backing.grow(cast)
    register.grow(cast)
    groups.send(cast, pilot.dotank.problem, first(Group))
    talks.grow(cast, *talked_of(pilot.dotank.problem))
    calls.grow(cast)
    margin.grow(cast)
    rooms.grow(cast, first(DoTank).room_id)
    stages.batch_done(cast)
    sessions.grow(cast)
    copies.ask(cast, pilot)


def talked_of(problem: Problem) -> tuple[Problem, int]:
    """All talk is about one problem, so that it grows too; and how many say already that it is theirs."""
    said = Comment.objects.first()
    return (said.problem, Support.objects.filter(problem=said.problem).count()) if said else (problem, 0)


def grow(cast: Cast) -> None:
    """Two cases more, and more inside the first one."""
    case(cast)
    case(cast)
    make_person("Second Manager", cast.home, roles=["manager"])
    make_person("Third Manager", cast.home, roles=["manager"])
    pilot = first(Pilot)
    written_down(cast, pilot, 3)
    with despite_the_lock():
        for number in (1, 2):
            Measure.objects.create(
                pilot=pilot, name=f"More {number}", unit="x", direction="up", baseline=0,
                baseline_on=stages.in_a_week(), baseline_source="Log", target=2, threshold=1,
            )  # fmt: skip
    for measure in pilot.measures.all():
        for value in (1, 2, 3):
            measure.readings.create(value=value, taken_on=stages.in_a_week(), by=cast.third)
    for number in (1, 2, 3):
        first(Problem).attachments.create(number=number, kind="photo", digest="0" * 64, size=1)
    for need in Need.objects.exclude(problem=first(Batch).problems.get().need.problem)[:2]:
        BatchProblem.objects.create(batch=first(Batch), need=need, need_version=1)
    version = first(DocumentVersion)
    for number in (2, 3):
        DocumentVersion.objects.create(
            dotank=version.dotank, number=number, html="", text="", state=b"", sha256=str(number), saved_by=cast.third
        )


def queries(cast: Cast, name: str) -> int:
    from rest_framework.test import APIClient

    who, address = READS[name]
    client = APIClient()
    person = cast[who]
    assert person is not None
    client.force_login(person)
    asked = address if isinstance(address, str) else address(cast)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/api/{asked}")
    assert response.status_code == 200, (name, response.content)
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("name", READS)
def test_three_rows_cost_what_one_costs(name: str, counts: dict[str, tuple[int, int]]) -> None:
    one, three = counts[name]

    assert three <= one or name in OPENS_EACH
    if name.startswith("list_"):
        assert three <= MOST


# Its boards are documents of their own, and each is opened.
OPENS_EACH = {"export_room"}
READING = ("read_", "list_", "search", "export_", "compare_")


def test_every_operation_that_reads_is_counted() -> None:
    assert set(READS) == {row.operation for row in MATRIX if row.operation.startswith(READING)}
