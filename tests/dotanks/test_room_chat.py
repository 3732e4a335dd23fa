"""The chat of a room: in order, kept, searched, taken along; whoever is mentioned hears of it."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from dotanks.room.chat import actions
from dotanks.room.models import Message, MessageMention
from people.models import Notice, Person
from people.notices import fill, names_in, words_for
from tests import rooms, stages
from tests.cast import Cast, make_cast
from tests.conftest import ClientFor
from tests.racing import at_once
from tests.translations.languages import LANGUAGES


def asked(client: Any, room_id: Any, rest: str = "messages/", **query: Any) -> Any:
    response = client.get(f"/api/rooms/{room_id}/{rest}", query)
    assert response.status_code == 200, response.content
    return response.json()


def texts(page: Any) -> list[str]:
    return [message["text"] for message in page["results"]]


@pytest.mark.django_db
def test_it_is_read_newest_first_page_by_page(cast: Cast, as_person: ClientFor) -> None:
    room = rooms.room(cast)
    for number in range(5):
        rooms.write(cast, room.pk, text=f"Said {number}")
    client = as_person(cast.challenger)

    newest = asked(client, room.pk, page_size=3)
    older = client.get(newest["next"]).json()

    assert texts(newest) == ["Said 4", "Said 3", "Said 2"]
    assert texts(older) == ["Said 1", "Said 0"]
    assert older["next"] is None
    assert newest["results"][0]["author"]["name"] == cast.member.name


@pytest.mark.django_db
def test_a_word_is_found_in_each_of_our_languages(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.challenger)
    said = {
        "signature": "Three signatures for one ticket",
        "formulier": "Alle formulieren liggen bij het loket",
        "blankett": "Alla blanketter ligger i receptionen",
        "skjema": "Alle skjemaene ligger i resepsjonen",
    }
    for text in said.values():
        rooms.write(cast, room.pk, text=text)
    rooms.write(cast, rooms.room(cast).pk, text="Three signatures in another room")

    for word, text in said.items():
        assert texts(asked(client, room.pk, q=word)) == [text]
    assert texts(asked(client, room.pk, q="ticket signature")) == [said["signature"]]
    assert texts(asked(client, room.pk, q="nowhere")) == []
    assert texts(asked(client, room.pk, q="' | & !:* (")) == []


@pytest.mark.django_db
def test_what_was_taken_away_is_gone_for_good(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.challenger)
    message = rooms.write(cast, room.pk, text=f"Secret of @{cast.third.name}", mentioned=[cast.third.pk])

    actions.take_message_away(person=cast.member, message_id=message.pk)

    (shown,) = asked(client, room.pk)["results"]
    assert (shown["text"], shown["mentions"], shown["state"]) == ("", [], "taken")
    assert asked(client, room.pk, q="secret")["results"] == []
    row = Message.objects.get()
    assert (row.text, row.searched) == ("", "")
    assert as_person(cast.member).post(f"/api/messages/{message.pk}/take-away/").status_code == 409


@pytest.mark.django_db
def test_own_words_can_be_changed_for_an_hour_and_say_so(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.member)
    message = rooms.write(cast, room.pk)
    changed = {"text": f"Ask @{cast.third.name}", "mentioned": [str(cast.third.pk)], "read_version": 1}

    response = client.patch(f"/api/messages/{message.pk}/", changed, format="json")

    assert response.status_code == 200
    assert (response.json()["text"], response.json()["edited"]) == (changed["text"], True)
    assert response.json()["abilities"] == {"change": True, "take_away": True}
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    late = client.patch(f"/api/messages/{message.pk}/", {"text": "Never", "read_version": 2}, format="json")
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")
    assert asked(client, room.pk)["results"][0]["abilities"] == {"change": False, "take_away": True}


@pytest.mark.django_db
def test_sent_twice_it_is_said_once(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.member)
    key: dict[str, Any] = {"HTTP_IDEMPOTENCY_KEY": str(uuid4())}

    answers = [client.post(f"/api/rooms/{room.pk}/messages/", {"text": "Once"}, format="json", **key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_said_at_once_gets_a_place_each() -> None:
    cast = make_cast()
    room = rooms.room(cast)

    at_once(*(lambda who=who: rooms.write(cast, room.pk, who) for who in ("member", "challenger", "third") * 2))

    assert sorted(Message.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_i_know_how_much_i_have_not_read(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.challenger)
    for _ in range(3):
        rooms.write(cast, room.pk)

    assert asked(client, room.pk, "messages/unread/") == {"unread": 3, "read_up_to": 0, "latest": 3}
    for number, left in ((2, 1), (1, 1), (9999, 0)):
        read = client.post(f"/api/rooms/{room.pk}/messages/unread/", {"number": number}, format="json")
        assert read.json()["unread"] == left
    assert asked(as_person(cast.member), room.pk, "messages/unread/")["unread"] == 0, "my own are read"
    rooms.write(cast, room.pk, "challenger")
    assert asked(client, room.pk, "messages/unread/") == {"unread": 0, "read_up_to": 4, "latest": 4}


@pytest.mark.django_db
def test_it_is_taken_along_whole(cast: Cast, as_person: ClientFor) -> None:
    room = rooms.room(cast)
    rooms.write(cast, room.pk, text=f"Ask @{cast.third.name}\nor not", mentioned=[cast.third.pk])
    rooms.write(cast, room.pk, "challenger", text="“Yes”")
    taken = rooms.write(cast, room.pk, "challenger", text="Never said")
    actions.take_message_away(person=cast.challenger, message_id=taken.pk)
    client = as_person(cast.outsider)
    cast.outsider.language = "nl"
    cast.outsider.save(update_fields=["language"])

    lines = client.get(f"/api/rooms/{room.pk}/messages/export/?form=json")
    text = client.get(f"/api/rooms/{room.pk}/messages/export/", HTTP_ACCEPT_LANGUAGE="nl")

    assert lines.streaming
    said = [json.loads(line) for line in b"".join(lines).decode().splitlines()]
    assert [(one["number"], one["name"], one["text"]) for one in said] == [
        (1, cast.member.name, f"Ask @{cast.third.name}\nor not"),
        (2, cast.challenger.name, "“Yes”"),
        (3, cast.challenger.name, ""),
    ]
    read = b"".join(text).decode()
    assert f"{cast.member.name}: Ask @{cast.third.name}\n    or not\n" in read
    assert "[weggehaald]" in read
    assert text.headers["Content-Disposition"] == 'attachment; filename="chat.txt"'


@pytest.mark.django_db
def test_whoever_is_mentioned_hears_of_it_in_their_language(cast: Cast) -> None:
    room = rooms.room(cast)
    everyone = [cast.third, cast.challenger, cast.outsider]
    text = " ".join(f"@{person.name}" for person in everyone) + f" @{cast.member.name}"
    message = rooms.write(cast, room.pk, text=text, mentioned=[one.pk for one in [*everyone, cast.member]])

    told = [one for one in Notice.objects.all() if one.told.kind == "room_mentioned"]

    assert {notice.person_id for notice in told} == {person.pk for person in everyone}
    assert {notice.told.link for notice in told} == {f"/app/dotanks/{room.dotank.pk}/room?beside=chat&at={message.pk}"}
    spoken = set()
    for language in LANGUAGES:
        with translation.override(language):
            words = fill(words_for(told[0].told).happened, told[0].told.data, names_in(told))
        assert cast.member.name in words
        assert str(stages.WORDS["title"]) in words
        spoken.add(words)
    assert len(spoken) == len(LANGUAGES)


@pytest.mark.django_db
def test_only_those_who_come_in_are_offered_and_mentioned(cast: Cast, as_person: ClientFor) -> None:
    room, client = rooms.room(cast), as_person(cast.member)

    offered = [one["name"] for one in asked(client, room.pk, "people/")]
    refused = client.post(
        f"/api/rooms/{room.pk}/messages/",
        {"text": f"@{cast.colleague.name}", "mentioned": [str(cast.colleague.pk)]},
        format="json",
    )

    assert sorted(offered) == sorted(one.name for one in (cast.member, cast.challenger, cast.third, cast.outsider))
    assert (refused.status_code, list(refused.json()["details"])) == (422, ["mentioned"])
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_whoever_is_erased_is_named_no_more(cast: Cast, as_person: ClientFor) -> None:
    room = rooms.room(cast)
    rooms.write(cast, room.pk, text=f"Ask @{cast.third.name}", mentioned=[cast.third.pk])
    MessageMention.objects.all().delete()
    Person.objects.filter(pk=cast.member.pk).update(name="")

    (message,) = asked(as_person(cast.challenger), room.pk)["results"]

    assert message["text"] == "Ask @A former colleague"
    assert message["author"]["name"] == "A former colleague"
    assert message["author"]["id"] != str(cast.member.pk)


@pytest.mark.django_db
def test_a_room_that_is_closed_is_only_read(cast: Cast, as_person: ClientFor) -> None:
    message = rooms.said(cast)
    rooms.ended(cast, message.room_id)
    client = as_person(cast.member)

    assert texts(asked(client, message.room_id)) == [message.text]
    for method, address, sent in (
        ("post", f"rooms/{message.room_id}/messages/", {"text": "More"}),
        ("patch", f"messages/{message.pk}/", {"text": "Other", "read_version": 1}),
        ("post", f"messages/{message.pk}/take-away/", None),
    ):
        assert getattr(client, method)(f"/api/{address}", sent, format="json").status_code == 403
