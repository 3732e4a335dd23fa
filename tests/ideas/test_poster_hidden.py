"""No answer to anybody but the poster names the poster: not by name, address or id, at any operation that reads."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from common.models import HistoryLine
from dotanks.models import DocumentVersion, DoTank, Invitation, Proposal, ProposedTeam
from experiments.actions import sign_offs
from experiments.models import Pilot
from ideas.models import Problem
from learning.handbook.loading import load
from learning.models import Lesson
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import ROLES, Cast, make_cast
from tests.conftest import ClientFor
from tests.matrix.operations import MATRIX
from tests.shared import taken_back


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Cast, Lesson]]:
    """A case at its last stage, and everything findable."""
    from django.test import override_settings

    where = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), taken_back(), override_settings(SEARCH_DIR=where):
        load()
        cast = make_cast()
        lesson = stages.published(cast)
        assert lesson.pilot is not None
        sign_offs.withdraw_sign_off(
            manager=cast.manager, proposal_id=lesson.pilot.sign_off.proposal_id, reason="New law"
        )
        rebuild()
        yield cast, lesson


def addresses(lesson: Lesson, cast: Cast) -> dict[str, str]:
    """Every operation that reads, at this case."""
    problem, dotank = Problem.objects.get(), DoTank.objects.get()
    here: dict[str, UUID] = {
        "read_problem": problem.pk,
        "read_trail": problem.pk,
        "read_need": problem.pk,
        "read_proposed_team": ProposedTeam.objects.get().pk,
        "read_dotank": dotank.pk,
        "list_others": dotank.pk,
        "list_versions": dotank.pk,
        "read_invitation": Invitation.objects.get(person=cast.member).pk,
        "read_version": DocumentVersion.objects.get().pk,
        "read_proposal": Proposal.objects.get().pk,
        "read_pilot": Pilot.objects.get().pk,
        "read_lesson": lesson.pk,
    }
    paths = {
        "read_problem": "problems/{}/",
        "read_trail": "problems/{}/trail/",
        "read_need": "problems/{}/need/",
        "read_proposed_team": "proposed-teams/{}/",
        "read_dotank": "dotanks/{}/",
        "list_others": "dotanks/{}/others/",
        "list_versions": "dotanks/{}/versions/",
        "read_invitation": "invitations/{}/",
        "read_version": "versions/{}/",
        "read_proposal": "proposals/{}/",
        "read_pilot": "pilots/{}/",
        "read_lesson": "lessons/{}/",
    }
    plain = ["me/", "me/notices/", "words/", "managers/", "desk/", "search/?q=signature", "search/?q=Petra"]
    more = ["handbook/", "cases/be-nido/", "tools/culture-map/", "problems/", "problems/?mine=1", "dotanks/", "pilots/"]
    return {name: path.format(here[name]) for name, path in paths.items()} | {path: path for path in plain + more}


@pytest.mark.django_db
@pytest.mark.parametrize("who", [role for role in [*ROLES, "third", "fourth"] if role != "poster"])
def test_no_answer_names_the_poster(who: str, told: tuple[Cast, Lesson], as_person: ClientFor) -> None:
    cast, lesson = told
    client = as_person(cast[who])
    secrets = [cast.poster.name, "Petra", cast.poster.email, str(cast.poster.pk), cast.poster.pk.hex]

    for name, address in addresses(lesson, cast).items():
        response = client.get(f"/api/{address}")
        said = response.content.decode()
        assert response.status_code in {200, 401, 403, 404}, name
        assert not [secret for secret in secrets if secret in said], f"{name} names the poster"


@pytest.mark.django_db
def test_every_operation_that_reads_is_looked_at(told: tuple[Cast, Lesson]) -> None:
    cast, lesson = told
    reading = {row.operation for row in MATRIX if row.operation.startswith(("read_", "list_", "search"))}
    by_path = {
        "read_me", "list_notices", "list_words", "list_managers", "read_desk", "search", "read_handbook",
        "read_case", "read_tool", "list_problems", "list_dotanks", "list_pilots",
    }  # fmt: skip
    assert reading == {name for name in addresses(lesson, cast) if "/" not in name} | by_path


@pytest.mark.django_db
def test_the_history_of_a_problem_names_no_poster(told: tuple[Cast, Lesson]) -> None:
    cast, _ = told
    assert not HistoryLine.objects.filter(actor=cast.poster).exists()
    assert not HistoryLine.objects.filter(data__icontains=str(cast.poster.pk)).exists()
