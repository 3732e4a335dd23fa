"""Drafts stay closed to coordinators until the team opens them, and close again at once."""

from collections.abc import Callable
from typing import Any

import pytest

from common.models import HistoryLine
from dotanks.actions import proposals
from dotanks.actions.reading_along import let_read_along
from dotanks.models import DoTank
from dotanks.rules import room_abilities
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.overheard import listening

Do = Callable[..., Any]


@pytest.fixture
def do(cast: Cast, as_person: ClientFor) -> Do:
    """A request by one of the cast, answered as expected."""

    def ask(who: str, method: str, address: str, body: Any = None, status: int = 200) -> Any:
        response = getattr(as_person(cast[who]), method)(f"/api/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json() if response["Content-Type"].endswith("json") else response.content.decode()

    return ask


def switch(do: Do, who: str, dotank: DoTank, on: bool, status: int = 200) -> Any:
    return do(who, "put", f"dotanks/{dotank.pk}/read-along/", {"open": on}, status)


@pytest.mark.django_db
def test_a_draft_is_closed_to_coordinators_until_the_team_opens_it(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    file = f"rooms/{dotank.room_id}/document/md/"
    do("coordinator", "get", file, status=404)
    assert room_abilities(cast.coordinator, dotank.room_id) is None

    opened = switch(do, "third", dotank, True)

    assert opened["read_along_since"] is not None
    assert "#" in do("coordinator", "get", file)
    seen = do("coordinator", "get", f"dotanks/{dotank.pk}/")
    assert (seen["abilities"]["enter_room"], seen["abilities"]["write_room"]) == (True, False)
    assert do("member", "get", f"dotanks/{dotank.pk}/")["read_along_since"] == opened["read_along_since"]
    for who in ("manager", "outsider", "colleague"):
        do(who, "get", file, status=404)

    assert switch(do, "member", dotank, False)["read_along_since"] is None
    do("coordinator", "get", file, status=404)
    steps = HistoryLine.objects.filter(subject_id=dotank.pk, step__contains="read").order_by("id")
    assert [(line.step, line.actor) for line in steps] == [
        ("let_read_along", cast.third),
        ("end_reading_along", cast.member),
    ]


@pytest.mark.django_db
def test_opening_what_is_open_changes_nothing(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    since = switch(do, "member", dotank, True)["read_along_since"]

    assert switch(do, "third", dotank, True)["read_along_since"] == since
    assert HistoryLine.objects.filter(step="let_read_along").count() == 1


@pytest.mark.django_db
def test_reading_along_is_no_more_than_reading(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    version = proposals.save_version(person=cast.member, dotank_id=dotank.pk)
    switch(do, "member", dotank, True)

    do("coordinator", "get", f"dotanks/{dotank.pk}/versions/", status=403)
    do("coordinator", "post", f"dotanks/{dotank.pk}/versions/", status=403)
    do("coordinator", "post", f"versions/{version.pk}/restore/", status=404)
    switch(do, "coordinator", dotank, False, status=403)


@pytest.mark.django_db
def test_a_coordinator_who_ends_being_one_is_out(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    switch(do, "member", dotank, True)
    cast.coordinator.roles.all().delete()

    assert room_abilities(Person.objects.get(pk=cast.coordinator.pk), dotank.room_id) is None


@pytest.mark.django_db
def test_only_a_working_team_opens_its_draft(cast: Cast, do: Do) -> None:
    gathered = stages.gathered(cast)
    switch(do, "member", gathered, True, status=409)

    gathered.refresh_from_db()
    assert gathered.read_along_since is None


@pytest.mark.django_db
def test_the_trail_says_so_without_a_name(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    switch(do, "member", dotank, True)

    trail = do("coordinator", "get", f"problems/{dotank.problem_id}/trail/")

    assert "The team lets coordinators read its draft." in str(trail)
    assert cast.member.name not in str(trail)


def test_closing_tells_every_process_to_close_their_sockets(transactional_db: None, cast: Cast) -> None:
    dotank = stages.working(cast)
    let_read_along(person=cast.member, dotank_id=dotank.pk, open_to_coordinators=True)

    with listening(cast.coordinator) as said_next:
        let_read_along(person=cast.member, dotank_id=dotank.pk, open_to_coordinators=False)
        assert said_next() == {"person": str(cast.coordinator.pk), "room": str(dotank.room_id)}
