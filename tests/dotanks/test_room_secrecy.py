"""Secret for ever: no row, no answer and no message tells who voted what, before the end and after it."""

import re
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.db import connection

from common.models import HistoryLine, KeptAnswer
from dotanks.room.deciding import actions, box
from dotanks.room.models import Ballot, Box, Poll, Voter
from tests import rooms
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor

REASON = "The archive would have to move."


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, sessions left out."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def rows_naming(found: dict[str, Any], *marks: object) -> list[str]:
    """The tables with a row in which all of these stand together."""
    return sorted({table for table, rows in found.items() for row in rows if all(str(mark) in row for mark in marks)})


def voted(cast: Cast) -> Poll:
    """Three people, each something else, one of them anew."""
    poll = rooms.secret(cast)
    rooms.vote(cast, poll, "member", 2, 1)
    rooms.vote(cast, poll, "challenger", 0, 2, 1)
    rooms.vote(cast, poll, "third", 0, 0, 2)
    rooms.vote(cast, poll, "member", 0, 1, 2)
    return poll


@pytest.mark.django_db
def test_no_row_links_a_person_and_a_choice(cast: Cast) -> None:
    poll = voted(cast)
    options = [str(one.pk) for one in poll.options.all()]
    people = [cast.member, cast.challenger, cast.third]

    for found in (dump(), [actions.close_poll(person=cast.member, poll_id=poll.pk), dump()][1]):
        assert isinstance(found, dict)
        for person in people:
            for option in options:
                assert rows_naming(found, person.pk, option) == []
        assert all(option not in row for option in options for row in found["room_box"])
        assert all(rooms.WORD not in row for rows in found.values() for row in rows)
    assert not Voter.objects.exists()
    assert not Box.objects.exists()
    assert not Ballot.objects.exists()


@pytest.mark.django_db
def test_who_voted_and_what_was_voted_share_nothing(cast: Cast) -> None:
    """Not a key, not a moment, not an order, and not the number of the transaction in which they were written."""
    poll = voted(cast)

    assert {field.name for field in Voter._meta.local_fields} == {"id", "poll", "person"}
    assert {field.name for field in Box._meta.local_fields} == {"poll", "sealed"}
    assert Box.objects.count() == 1
    assert {one["choices"].__len__() for one in box.votes_in(poll).values()} == {1, 2}
    marks = list(box.votes_in(poll))
    assert all(re.fullmatch(r"[0-9a-f]{64}", mark) for mark in marks)
    assert not {str(person.pk) for person in (cast.member, cast.challenger, cast.third)} & set(marks)
    assert not HistoryLine.objects.filter(subject_id=poll.pk, step="vote").exists()
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db
def test_the_box_says_nothing_by_its_size_and_opens_for_no_other_poll(cast: Cast) -> None:
    poll, other = rooms.secret(cast), rooms.secret(cast)
    rooms.vote(cast, poll, "member", 1)
    size = len(bytes(Box.objects.get(poll=poll).sealed))
    rooms.vote(cast, poll, "challenger", 2, 1)

    assert len(bytes(Box.objects.get(poll=poll).sealed)) == size
    Box.objects.create(poll=other, sealed=Box.objects.get(poll=poll).sealed)
    with pytest.raises(InvalidTag):
        box.votes_in(other)


@pytest.mark.django_db
def test_no_answer_tells_anybody_before_or_after(cast: Cast, as_person: ClientFor) -> None:
    poll = voted(cast)
    options = [str(one.pk) for one in poll.options.all()]

    for closed in (False, True):
        if closed:
            actions.close_poll(person=cast.challenger, poll_id=poll.pk)
        for who in ROLES:
            client = as_person(cast[who])
            for address in (f"polls/{poll.pk}/", f"rooms/{poll.room_id}/polls/"):
                response = client.get(f"/api/{address}")
                if response.status_code >= 400:
                    continue
                said = response.json()
                shown = said["results"][0] if "results" in said else said
                assert [one["names"] for one in shown["options"]] == [[], [], []]
                assert [one["mine"] for one in shown["options"]] == [0, 0, 0]
                assert [one["count"] for one in shown["options"]] == ([0, 3, 5] if closed else [None] * 3)
                assert shown["voted"] == 3
                assert cast.third.name not in response.content.decode()
                assert str(cast.third.pk) not in response.content.decode()
    assert len(options) == 3


@pytest.mark.django_db
def test_of_fewer_than_three_secret_votes_nobody_learns_the_numbers(cast: Cast, as_person: ClientFor) -> None:
    poll = rooms.proposal(cast, secrecy="always")
    rooms.vote(cast, poll, "member", 0, 0, 1, reason=REASON)
    rooms.vote(cast, poll, "challenger", 1)

    actions.close_poll(person=cast.member, poll_id=poll.pk)

    shown = as_person(cast.member).get(f"/api/polls/{poll.pk}/").json()
    assert [one["count"] for one in shown["options"]] == [None, None, None]
    assert (shown["counts_shown"], shown["adopted"], shown["words_with_votes"]) == (False, None, [])
    assert not any(REASON in row for rows in dump().values() for row in rows)


@pytest.mark.django_db
def test_secret_words_stand_without_anybody(cast: Cast) -> None:
    poll = rooms.proposal(cast, secrecy="always")
    rooms.vote(cast, poll, "member", 0, 0, 1, reason=REASON)
    for who in ("challenger", "third"):
        rooms.vote(cast, poll, who, 1)
    actions.close_poll(person=cast.third, poll_id=poll.pk)

    (ballot,) = Ballot.objects.all()

    assert (ballot.person, ballot.reason) == (None, REASON)
    assert rows_naming(dump(), REASON, cast.member.pk) == []


@pytest.mark.django_db
def test_what_is_hidden_until_the_end_is_in_no_row_before_it(cast: Cast, as_person: ClientFor) -> None:
    poll = rooms.poll(cast, secrecy="until_closed")
    rooms.vote(cast, poll, "member", 2)
    rooms.vote(cast, poll, "challenger", 0, 1)
    client = as_person(cast.outsider)

    before, found = client.get(f"/api/polls/{poll.pk}/").json(), dump()
    actions.close_poll(person=cast.member, poll_id=poll.pk)
    after = client.get(f"/api/polls/{poll.pk}/").json()

    for option in poll.options.all():
        assert rows_naming(found, cast.member.pk, option.pk) == []
    assert [one["names"] for one in before["options"]] == [[], [], []]
    assert [one["names"] for one in after["options"]] == [[f"{cast.member.name} (2)"], [cast.challenger.name], []]
