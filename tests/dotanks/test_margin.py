"""Comments beside a document: who hears of them, what a place may be, and two who act at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.refusals import Unknown
from dotanks.actions import proposals
from dotanks.models import DoTank
from dotanks.room.margin import actions
from dotanks.room.models import MarginComment, MarginThread
from people.models import Notice, Person
from tests import margin, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_person
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(as_person: ClientFor) -> Do:
    """A request by this person, answered as expected."""

    def ask(person: Person, method: str, address: str, body: Any = None, status: int = 200) -> Any:
        response = getattr(as_person(person), method)(f"/api/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json() if response.content else None

    return ask


def heard(person: Person) -> list[tuple[str, str]]:
    return [
        (notice.told.kind, notice.told.link)
        for notice in Notice.objects.filter(person=person)
        if notice.told.kind.startswith("margin_")
    ]


@pytest.mark.django_db
def test_one_comments_with_a_mention_the_other_answers_and_resolves(cast: Cast, do: Do) -> None:
    dotank = margin.watched(cast)
    threads = f"rooms/{dotank.room_id}/threads/"
    people = do(cast.outsider, "get", f"rooms/{dotank.room_id}/people/")
    assert {one["name"] for one in people} == {"Mia Member", "Chris Challenger", "Tess Third", "Otto Outsider"}

    text = "Ask @Chris Challenger, he knows."
    begun = do(
        cast.member, "post", threads, {**margin.BODY, "text": text, "mentioned": [cast.challenger.pk]}, status=201
    )
    comment = MarginComment.objects.get()
    assert comment.text == f"Ask @{{{cast.challenger.pk}}}, he knows."
    assert (begun["quote"], begun["start"], begun["end"]) == tuple(
        margin.BODY[one] for one in ("quote", "start", "end")
    )
    assert (begun["comments"][0]["text"], begun["comments"][0]["mentions"]) == (text, ["@Chris Challenger"])
    there = f"/app/dotanks/{dotank.pk}/room?beside=comments&at={begun['id']}"
    assert heard(cast.challenger) == [("margin_mentioned", there)]

    answered = do(cast.outsider, "post", f"margin-threads/{begun['id']}/comments/", {"text": "By law."}, status=201)
    assert [one["mine"] for one in answered["comments"]] == [False, True]
    assert answered["abilities"] == {"answer": True, "resolve": False, "reopen": False}
    assert heard(cast.member) == [("margin_answered", there)]
    assert heard(cast.outsider) == []

    settled = do(cast.challenger, "post", f"margin-threads/{begun['id']}/resolve/")
    assert (settled["state"], settled["abilities"]["reopen"]) == ("resolved", True)
    do(cast.challenger, "post", f"margin-threads/{begun['id']}/resolve/", status=409)
    assert do(cast.member, "get", threads)["results"] == []
    assert len(do(cast.member, "get", f"{threads}?state=resolved")["results"]) == 1


@pytest.mark.django_db
def test_a_guest_resolves_what_they_began_themselves(cast: Cast, do: Do) -> None:
    dotank = margin.watched(cast)
    mine = do(cast.outsider, "post", f"rooms/{dotank.room_id}/threads/", {"text": "All clear to me."}, status=201)

    assert (mine["start"], mine["end"], mine["quote"]) == (None, None, "")
    assert do(cast.outsider, "post", f"margin-threads/{mine['id']}/resolve/")["state"] == "resolved"
    assert do(cast.outsider, "post", f"margin-threads/{mine['id']}/reopen/")["state"] == "open"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place",
    [
        {"start": "AQID"},
        {"start": "AQID", "end": "AQID"},
        {"start": "not base64!", "end": "AQID", "quote": "x"},
        {"start": "", "end": "AQID", "quote": "x"},
        {"start": "A" * 272, "end": "AQID", "quote": "x"},
        {"start": "AQID", "end": "AQID", "quote": ""},
        {"start": "AQID", "end": "AQID", "quote": "x" * 501},
        {"start": "ÄQID", "end": "AQID", "quote": "x"},
        {"start": None, "end": None, "quote": None},
    ],
)
def test_a_damaged_place_is_refused_and_leaves_nothing(cast: Cast, do: Do, place: dict[str, Any]) -> None:
    dotank = stages.working(cast)

    refused = do(cast.member, "post", f"rooms/{dotank.room_id}/threads/", {"text": "Why?", **place}, status=422)

    assert refused["details"]
    assert not MarginThread.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["coordinator", "outsider", "poster", "fourth"])
def test_nobody_is_mentioned_who_may_not_enter(cast: Cast, do: Do, who: str) -> None:
    dotank = stages.working(cast)
    person = cast[who]
    assert person
    body = {"text": f"@{person.name}?", "mentioned": [person.pk]}

    refused = do(cast.member, "post", f"rooms/{dotank.room_id}/threads/", body, status=422)

    assert list(refused["details"]) == ["mentioned"]
    assert not MarginThread.objects.exists()
    assert not heard(person)


@pytest.mark.django_db
def test_a_thread_of_a_room_that_is_closed_to_me_is_not_there(cast: Cast, do: Do) -> None:
    thread = margin.begun(cast, stages.working(cast))
    comment = thread.comments.get()
    nobody = make_person("Nina Nobody", cast.home)
    for method, address in (
        ("get", f"rooms/{thread.room_id}/threads/"),
        ("get", f"rooms/{thread.room_id}/people/"),
        ("post", f"margin-threads/{thread.pk}/comments/"),
        ("post", f"margin-threads/{thread.pk}/resolve/"),
        ("post", f"margin-comments/{comment.pk}/remove/"),
    ):
        body = {"text": "Hello"} if method == "post" else None
        do(nobody, method, address, body, status=404)


@pytest.mark.django_db
def test_a_change_tells_only_who_is_newly_mentioned(cast: Cast, do: Do) -> None:
    dotank = margin.watched(cast)
    body = {"text": "@Tess Third, look.", "mentioned": [cast.third.pk]}
    begun = do(cast.member, "post", f"rooms/{dotank.room_id}/threads/", body, status=201)
    comment = begun["comments"][0]["id"]
    both = {
        "text": "@Tess Third and @Chris Challenger, look.",
        "mentioned": [cast.third.pk, cast.challenger.pk],
        "read_version": 1,
    }
    changed = do(cast.member, "patch", f"margin-comments/{comment}/", both)

    assert (changed["comments"][0]["edited"], changed["comments"][0]["text"]) == (True, both["text"])
    assert len(heard(cast.third)) == len(heard(cast.challenger)) == 1
    do(cast.member, "patch", f"margin-comments/{comment}/", both, status=409)


@pytest.mark.django_db
def test_when_the_work_is_done_the_threads_are_read_and_no_longer_written(cast: Cast, do: Do) -> None:
    thread = margin.begun(cast)
    proposals.end(by=None, dotank_id=DoTank.objects.get(room_id=thread.room_id).pk)

    (read,) = do(cast.member, "get", f"rooms/{thread.room_id}/threads/")["results"]

    assert not any({**read["abilities"], **read["comments"][0]["abilities"]}.values())
    do(cast.member, "post", f"margin-threads/{thread.pk}/comments/", {"text": "Late"}, status=403)
    do(cast.member, "post", f"margin-threads/{thread.pk}/resolve/", status=403)


@pytest.mark.django_db
def test_three_threads_cost_what_one_costs(cast: Cast, do: Do) -> None:
    room = margin.begun(cast).room_id

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            do(cast.member, "get", f"rooms/{room}/threads/")
        return len(asked)

    margin.grow(cast)
    queries()  # the first of a process also asks what is kept from then on
    one = queries()
    margin.grow(cast)
    margin.grow(cast)

    assert queries() == one


@pytest.mark.django_db
def test_a_full_conversation_asks_for_a_new_one(cast: Cast, do: Do) -> None:
    thread = margin.begun(cast)
    words = {"thread": thread, "person": cast.member, "text": "Once more", "language": "en"}
    MarginComment.objects.bulk_create([MarginComment(**words) for _ in range(99)])

    refused = do(cast.challenger, "post", f"margin-threads/{thread.pk}/comments/", {"text": "Late"}, status=409)

    assert refused["code"] == "thread_full"


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_taking_the_last_words_back_at_once_leave_no_empty_thread(cast: Cast) -> None:
    comment = margin.said(cast)

    def answer() -> str:
        try:
            actions.answer_thread(person=cast.challenger, thread_id=comment.thread_id, text="By law.")
        except Unknown:
            return "gone"
        return "answered"

    def remove() -> str:
        actions.remove_comment(person=cast.member, comment_id=comment.pk)
        return "removed"

    answered, removed = at_once(answer, remove)

    assert removed == "removed"
    assert MarginThread.objects.count() == MarginComment.objects.count() == (answered == "answered")
    assert answered in {"answered", "gone"}
