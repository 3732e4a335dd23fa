"""No answer to anybody but the poster names the poster: not by name, address or id, at any operation that reads."""

from collections.abc import Iterator
from typing import Any

import pytest

from common.models import HistoryLine
from experiments.actions import sign_offs
from learning.handbook.loading import load
from learning.models import Lesson
from learning.search.indexer import rebuild
from tests import stages
from tests.cast import ROLES, Cast, make_cast
from tests.conftest import ClientFor
from tests.matrix.operations import READS
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


def addresses(cast: Cast) -> dict[str, str]:
    """Every operation that reads, at this case, and the ways to look for somebody."""
    read = {name: address if isinstance(address, str) else address(cast) for name, (_, address) in READS.items()}
    return read | {path: path for path in ("search/?q=Petra", "problems/?mine=1")}


@pytest.mark.django_db
@pytest.mark.parametrize("who", [role for role in [*ROLES, "third", "fourth"] if role != "poster"])
def test_no_answer_names_the_poster(who: str, told: tuple[Cast, Lesson], as_person: ClientFor) -> None:
    cast, _ = told
    client = as_person(cast[who])
    secrets = [cast.poster.name, "Petra", cast.poster.email, str(cast.poster.pk), cast.poster.pk.hex]

    for name, address in addresses(cast).items():
        response = client.get(f"/api/{address}")
        said = response.content.decode()
        assert response.status_code in {200, 401, 403, 404}, name
        assert not [secret for secret in secrets if secret in said], f"{name} names the poster"


@pytest.mark.django_db
def test_the_history_of_a_problem_names_no_poster(told: tuple[Cast, Lesson]) -> None:
    cast, _ = told
    assert not HistoryLine.objects.filter(actor=cast.poster).exists()
    assert not HistoryLine.objects.filter(data__icontains=str(cast.poster.pk)).exists()
