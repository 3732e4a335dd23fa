"""Numbered versions: called something, compared, brought back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from dotanks.actions import proposals, versions
from dotanks.live import rooms
from dotanks.live.clock import prune_logs
from dotanks.live.models import RoomSnapshot, RoomUpdate
from dotanks.models import DocumentVersion, DoTank, VersionName
from flow.demo.writing import add_paragraphs
from people.models import Person
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(cast: Cast, as_person: ClientFor) -> Do:
    """A request by one of the cast, answered as expected."""

    def ask(who: str, method: str, address: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        response = getattr(as_person(cast[who]), method)(f"/api/{address}", body, format="json", headers=headers)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


def save(cast: Cast, dotank: DoTank, *lines: str) -> DocumentVersion:
    add_paragraphs(dotank.room_id, lines)
    return proposals.save_version(person=cast.member, dotank_id=dotank.pk)


@pytest.mark.django_db
def test_a_version_is_called_something_and_then_something_else(cast: Cast, do: Do) -> None:
    version = stages.version(cast)
    assert do("member", "get", f"versions/{version.pk}/")["called"] is None

    do("member", "put", f"versions/{version.pk}/name/", {"name": " For the manager "})
    do("member", "put", f"versions/{version.pk}/name/", {"name": "For the manager"})
    do("third", "put", f"versions/{version.pk}/name/", {"name": "For Max"})

    (card,) = do("member", "get", f"dotanks/{version.dotank_id}/versions/")["results"]
    assert (card["called"]["name"], card["called"]["named_by"]) == ("For Max", cast.third.name)
    assert list(VersionName.objects.order_by("created_at").values_list("name", flat=True)) == [
        "For the manager",
        "For Max",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "   ", "x" * 81, None])
def test_a_name_says_something_and_is_short(cast: Cast, do: Do, name: Any) -> None:
    version = stages.version(cast)

    do("member", "put", f"versions/{version.pk}/name/", {"name": name}, status=422)

    assert not VersionName.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_version_was_called_is_never_changed(cast: Cast) -> None:
    version = versions.name_version(person=cast.member, version_id=stages.version(cast).pk, name="First")

    for change in (lambda: version.names.update(name="Other"), lambda: version.names.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_an_earlier_version_comes_back_as_a_new_one_and_what_stood_there_stays(cast: Cast, do: Do) -> None:
    first = stages.version(cast)
    add_paragraphs(first.dotank.room_id, ["A second thought."])

    back = do("third", "post", f"versions/{first.pk}/restore/", status=201)

    assert (back["number"], back["restored_from"], back["saved_by"]["name"]) == (3, 1, cast.third.name)
    assert back["text"] == first.text == rooms.read_document(first.dotank.room_id).text
    assert "A second thought." in DocumentVersion.objects.get(number=2).text
    assert do("member", "get", f"dotanks/{first.dotank_id}/differences/?before=1&after=3")["same"] is True


@pytest.mark.django_db
def test_a_version_that_is_the_newest_text_already_makes_no_new_one(cast: Cast, do: Do) -> None:
    first = stages.version(cast)

    back = do("member", "post", f"versions/{first.pk}/restore/", status=201)

    assert (back["number"], DocumentVersion.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_sending_it_twice_restores_once(cast: Cast, do: Do) -> None:
    first = stages.version(cast)
    add_paragraphs(first.dotank.room_id, ["A second thought."])
    key = {"Idempotency-Key": str(uuid4())}

    once = do("member", "post", f"versions/{first.pk}/restore/", status=201, **key)["number"]
    add_paragraphs(first.dotank.room_id, ["A third one."])
    twice = do("member", "post", f"versions/{first.pk}/restore/", status=201, **key)["number"]

    assert (once, twice) == (3, 3)
    assert "A third one." in rooms.read_document(first.dotank.room_id).text


@pytest.mark.django_db
def test_when_the_work_is_over_nothing_comes_back(cast: Cast, do: Do) -> None:
    first = stages.version(cast)
    proposals.end(by=cast.coordinator, dotank_id=first.dotank_id)

    do("member", "post", f"versions/{first.pk}/restore/", status=409)

    assert DocumentVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_restore_at_once_and_both_texts_are_kept(cast: Cast) -> None:
    dotank = stages.working(cast)
    one = save(cast, dotank, "Plan A")
    two = save(cast, dotank, "Plan B")
    add_paragraphs(dotank.room_id, ["Plan C"])

    at_once(
        lambda: versions.restore_version(person=cast.member, version_id=one.pk),
        lambda: versions.restore_version(person=cast.third, version_id=two.pk),
    )

    kept = list(DocumentVersion.objects.order_by("number"))
    assert [version.number for version in kept] == [1, 2, 3, 4, 5]
    assert "Plan C" in kept[2].text
    assert {kept[3].text, kept[4].text} == {one.text, two.text}
    assert rooms.read_document(dotank.room_id).text == kept[4].text


@pytest.mark.django_db
def test_differences_with_the_document_as_it_is_now(cast: Cast, do: Do) -> None:
    version = stages.version(cast)
    add_paragraphs(version.dotank.room_id, ["Costs: none."])

    told = do("member", "get", f"dotanks/{version.dotank_id}/differences/?before=1")

    assert (told["before"], told["after"], told["same"]) == (1, None, False)
    (added,) = [line for line in told["lines"] if line["change"] == "added"]
    assert added["stretches"] == [{"change": "added", "text": "Costs: none."}]
    assert told["lines"][0]["change"] == "folded"
    whole = do("member", "get", f"dotanks/{version.dotank_id}/differences/?before=1&whole=true")
    assert "folded" not in {line["change"] for line in whole["lines"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field"),
    [("", "before"), ("before=7", "before"), ("before=1&after=9", "after"), ("before=-1", "before"),
     ("before=99999999999999", "before"), ("before=one", "before")],
)  # fmt: skip
def test_versions_that_are_not_there(cast: Cast, do: Do, asked: str, field: str) -> None:
    version = stages.version(cast)

    refused = do("member", "get", f"dotanks/{version.dotank_id}/differences/?{asked}", status=422)

    assert field in refused["details"]


@pytest.mark.django_db
def test_another_teams_version_is_not_compared(cast: Cast, do: Do) -> None:
    version = stages.version(cast)
    do("outsider", "get", f"dotanks/{version.dotank_id}/differences/?before=1", status=404)


@pytest.mark.django_db
def test_a_version_says_who_wrote_since_the_one_before(cast: Cast, do: Do) -> None:
    dotank = stages.working(cast)
    typed(dotank, "Mine.", cast.member)
    typed(dotank, "Hers.", cast.third, cast.member)
    first = proposals.save_version(person=cast.challenger, dotank_id=dotank.pk)
    typed(dotank, "And mine.", cast.challenger)
    save(cast, dotank, "Nobody's.")

    cards = do("member", "get", f"dotanks/{dotank.pk}/versions/")["results"]

    assert [card["written_by"] for card in cards] == [
        [cast.challenger.name],
        sorted([cast.member.name, cast.third.name]),
    ]
    back = do("third", "post", f"versions/{first.pk}/restore/", status=201)
    assert back["written_by"] == [cast.third.name]


@pytest.mark.django_db
def test_who_wrote_is_known_when_the_log_is_gone(cast: Cast) -> None:
    dotank = stages.working(cast)
    typed(dotank, "Mine.", cast.member)
    newest = RoomUpdate.objects.filter(room_id=dotank.room_id).latest("seq").seq
    state = rooms.read_document(dotank.room_id).state
    RoomSnapshot.objects.create(room_id=dotank.room_id, up_to_seq=newest, payload=state)
    RoomUpdate.objects.update(at=timezone.now() - timedelta(days=31))

    assert prune_logs() > 0
    assert prune_logs() == 0

    assert rooms.authors_between(dotank.room_id, 0, newest) == {cast.member.pk}
    assert rooms.authors_between(dotank.room_id, newest, newest + 9) == set()
    assert [one.person for one in save(cast, dotank, "Later.").authors.all()] == [cast.member]


def typed(dotank: DoTank, words: str, *authors: Person) -> None:
    add_paragraphs(dotank.room_id, [words])
    newest = RoomUpdate.objects.filter(room_id=dotank.room_id).latest("seq")
    RoomUpdate.objects.filter(pk=newest.pk).update(authors=[one.pk for one in authors])
