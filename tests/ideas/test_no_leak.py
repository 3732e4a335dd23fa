"""A person with rare marks posts under a pseudonym; nothing that leaves the server carries one of the marks.

Every operation that reads, as everybody of the cast; every public page; every letter; every photo; every line
of the log; the history; and a copy of the whole database, in which no row links the person to the problem.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from rest_framework.test import APIClient

from common.models import HistoryLine
from experiments.actions import sign_offs
from ideas.models import Attachment, Problem
from learning.handbook.loading import load
from learning.models import Lesson
from learning.search.indexer import rebuild
from people.delivery import gather
from people.models import Letter
from people.tasks import deliver_letter
from tests import backing, calls, files, groups, margin, peers, register, rooms, sessions, stages, talks
from tests.cast import ROLES, Cast, make_cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.matrix.operations import READS
from tests.shared import taken_back

NAME = "Xanthippe Quollwright"
# The organisation itself is no secret: these say who is in the network.
OF_ORGANISATIONS = {"list_organisations", "read_organisation", "list_managers"}


@dataclass(frozen=True)
class Told:
    cast: Cast
    lesson: Lesson
    letters: list[str]
    logged: str

    @property
    def of_person(self) -> list[str]:
        rare = self.cast.poster
        return ["Xanthippe", "xanthippe", "Quollwright", "quollwright", str(rare.pk), rare.pk.hex]

    @property
    def of_organisation(self) -> list[str]:
        home = self.cast.poster.employments.get().organisation
        return ["Zzyzx", "zzyzx", str(home.pk), home.pk.hex]


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A case of the rare person at its last stage, and everything findable."""
    from django.test import override_settings

    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(f"{record.getMessage()} {record.__dict__}")  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    where = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), taken_back(), override_settings(SEARCH_DIR=where):
        load()
        cast = make_cast()
        alone = make_organisation("Zzyzx Bureau", kind="agency", level="national", region="Thule", country="IS")
        cast.poster = make_person(NAME, alone, hours_a_week=0)
        lesson = stages.published(cast)
        assert lesson.pilot is not None
        sign_offs.withdraw_sign_off(
            manager=cast.manager, proposal_id=lesson.pilot.sign_off.proposal_id, reason="New law"
        )
        groups.send(cast, lesson.dotank.problem, groups.gathered(cast))
        register.rule(cast)
        talks.grow(cast, lesson.dotank.problem, 0)
        talks.as_poster(cast, lesson.dotank.problem)
        with_a_photo(cast, lesson.dotank.problem)
        backing.answered(cast)
        peers.talking(cast, lesson.dotank.problem)
        calls.grow(cast)
        margin.grow(cast)
        rooms.grow(cast, lesson.dotank.room_id)
        sessions.grow(cast)
        stages.batch_done(cast)
        rebuild()
        mail.outbox = []
        gather()
        for letter_id in Letter.objects.values_list("pk", flat=True):
            deliver_letter(letter_id=str(letter_id))
        letters = [str(letter.message()) for letter in mail.outbox if letter.to != [cast.poster.email]]
        yield Told(cast, lesson, letters, "\n".join(lines))
    logging.getLogger().removeHandler(handler)


def with_a_photo(cast: Cast, problem: Problem) -> None:
    """The poster sends a photo with marks wherever a camera leaves them, under a name that tells who took it."""
    state, rows = problem.state, Problem.objects.filter(pk=problem.pk)
    rows.update(state="posted")
    browser: Any = APIClient()
    browser.force_login(cast.poster)
    sent = browser.generic(
        "POST",
        f"/api/problems/{problem.pk}/attachments/",
        files.photo(mark=NAME),
        content_type='image/jpeg; name="quollwright.jpg"',
        HTTP_CONTENT_DISPOSITION='attachment; filename="quollwright.jpg"',
    )
    assert sent.status_code == 201, sent.content
    rows.update(state=state)


def addresses(cast: Cast) -> dict[str, str]:
    """Every operation that reads, at this case, and ways to look for somebody."""
    read = {name: address if isinstance(address, str) else address(cast) for name, (_, address) in READS.items()}
    tries = (
        "search/?q=Quollwright",
        "search/?q=Zzyzx",
        "search/?country=IS",
        "problems/?mine=1",
        "problems/?language=en",
    )
    return read | {path: path for path in tries}


def read_in(response: Any) -> str:
    """All that an answer says; of an archive, what stands in its files."""
    body = response.getvalue()
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return str(body.decode(errors="replace"))


@pytest.mark.django_db
@pytest.mark.parametrize("who", [role for role in [*ROLES, "third", "fourth"] if role != "poster"])
def test_no_answer_and_no_line_of_the_log_carries_a_mark(
    who: str, told: Told, as_person: ClientFor, caplog: pytest.LogCaptureFixture
) -> None:
    client = as_person(told.cast[who])

    for name, address in addresses(told.cast).items():
        response = client.get(f"/api/{address}")
        said = read_in(response)
        marks = told.of_person + ([] if name in OF_ORGANISATIONS or "q=" in address else told.of_organisation)
        assert response.status_code in {200, 401, 403, 404}, name
        assert not [mark for mark in marks if mark in said], f"{name} tells {who} who posted"
        headers = str(response.headers)
        assert not [mark for mark in marks if mark in headers], f"a header of {name}"
    assert not [mark for mark in told.of_person if mark in caplog.text.replace("q=Quollwright", "")]


@pytest.mark.django_db
def test_no_photo_that_is_kept_or_sent_out_carries_a_mark(told: Told, client: Client) -> None:
    photo = Attachment.objects.get()
    response: Any = client.get(f"/api/attachments/{photo.pk}/file/")

    sent = b"".join(response.streaming_content)
    assert sent.startswith(b"\xff\xd8")
    kept = {str(file): file.read_bytes() for file in files.kept_files()}
    marks = [*told.of_person, *told.of_organisation]
    for where, content in {**kept, "sent": sent + str(response.headers).encode()}.items():
        assert not [mark for mark in marks if mark.encode() in content or mark in where], where


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
def test_no_page_carries_a_mark(language: str, told: Told, client: Client) -> None:
    problem = Problem.objects.order_by("day").first()
    assert problem is not None
    for path in ("", "problems/", f"problems/{problem.pk}/", "library/", f"library/lessons/{told.lesson.pk}/"):
        page = client.get(f"/{language}/{path}".replace("/en/", "/")).content.decode()
        assert not [mark for mark in told.of_person + told.of_organisation if mark in page], path
    sitemap = client.get("/sitemap.xml").content.decode()
    assert not [mark for mark in told.of_person if mark in sitemap]


@pytest.mark.django_db
def test_no_letter_to_others_and_no_line_of_the_log_carries_a_mark(told: Told) -> None:
    assert told.letters
    assert not [mark for mark in told.of_person + told.of_organisation for letter in told.letters if mark in letter]
    assert not [mark for mark in told.of_person if mark in told.logged]


@pytest.mark.django_db
def test_a_copy_of_the_database_links_the_person_to_no_problem(told: Told) -> None:
    rare, problems = told.cast.poster, list(Problem.objects.all())
    assert problems
    of_problems = {str(one) for problem in problems for one in (problem.pk, problem.persona_id)}
    of_problems |= {problem.title for problem in problems}
    at_person: set[str] = set()
    at_problem: set[str] = set()
    moment = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+")
    with connection.cursor() as cursor:
        for table in [model._meta.db_table for model in apps.get_models()] + ["identity.behind_persona"]:
            cursor.execute(f"SELECT t::text FROM {table} t")
            for (row,) in cursor.fetchall():
                person = any(mark in row for mark in told.of_person)
                problem = any(mark in row for mark in of_problems)
                assert not (person and problem), f"{table} links them"
                if person:
                    at_person |= set(moment.findall(row))
                if problem:
                    at_problem |= set(moment.findall(row))
        cursor.execute("SELECT persona::text FROM identity.behind_persona")
        assert {row[0] for row in cursor.fetchall()} >= {str(problem.persona_id) for problem in problems}
    assert not at_person & at_problem, "the same moment stands beside both"
    assert not Problem.objects.filter(organisation=rare.employments.get().organisation).exists()


@pytest.mark.django_db
def test_the_history_of_a_problem_names_no_poster(told: Told) -> None:
    assert not HistoryLine.objects.filter(actor=told.cast.poster).exists()
    assert not HistoryLine.objects.filter(data__icontains=str(told.cast.poster.pk)).exists()
