"""A notice is promised once and in order; a copy of the table tells neither what was told nor when."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.utils import timezone

from people.models import Letter, Notice, Person
from people.notices import fill, names_in, promise_notices, words_for
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

KIND = "problem_posted"
TITLE = "Three signatures, 100 % paper"


def promise(*people: Person, key: str = "key", **more: Any) -> None:
    promise_notices(key=key, kind=KIND, to=people, link="/app/problems/1", problem=TITLE, **more)


@pytest.mark.django_db
def test_the_same_key_tells_nobody_twice(cast: Cast) -> None:
    promise(cast.third, cast.third, cast.fourth)
    promise(cast.third)
    promise(cast.third, key="another")

    assert Notice.objects.filter(person=cast.third).count() == 2
    assert Notice.objects.filter(person=cast.fourth).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_tells_nobody_twice(cast: Cast) -> None:
    everybody = [cast.third, cast.fourth, cast.member]

    at_once(*[lambda: promise(*everybody), lambda: promise(*everybody[::-1])] * 2)

    assert Notice.objects.count() == 3
    assert {notice.letter.notices.count() for notice in Notice.objects.all() if notice.letter} == {1}


@pytest.mark.django_db
def test_whoever_has_left_is_told_nothing(cast: Cast) -> None:
    Person.objects.filter(pk=cast.fourth.pk).update(is_active=False)

    promise(Person.objects.get(pk=cast.fourth.pk))

    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_kind_without_words_is_a_bug(cast: Cast) -> None:
    with pytest.raises(LookupError):
        promise_notices(key="k", kind="rumour", to=[cast.third], link="/")


@pytest.mark.django_db
def test_a_copy_of_the_tables_tells_neither_what_nor_when(cast: Cast) -> None:
    promise(cast.third, quiet_key="thread")
    promise_notices(key="other", kind="dotank_started", to=[cast.third], link="/app/dotanks/2", problem="X" * 150)
    said, times = "", []
    for table in ("people_notice", "people_letter"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            said += " ".join(row[0] for row in cursor.fetchall())
    times = list(Notice.objects.values_list("created_at", flat=True))

    secrets = [TITLE, KIND, "dotank_started", "/app/", "thread", "XXXX"]
    assert not [one for one in secrets if one in said or one.encode().hex() in said]
    assert {(at.hour, at.minute, at.second, at.microsecond) for at in times} == {(0, 0, 0, 0)}
    assert {(letter.due_at.minute, letter.due_at.second) for letter in letters()} == {(0, 0)}
    assert len({len(notice.sealed) for notice in Notice.objects.all()}) == 1, "the size tells nothing either"


def letters() -> list[Any]:
    return [notice.letter for notice in Notice.objects.select_related("letter") if notice.letter]


@pytest.mark.django_db
def test_a_notice_opens_only_in_its_own_row(cast: Cast) -> None:
    promise(cast.third)
    promise(cast.fourth, key="mine")
    Notice.objects.filter(person=cast.fourth).update(sealed=Notice.objects.get(person=cast.third).sealed)

    assert Notice.objects.get(person=cast.third).told.data == {"problem": TITLE}
    with pytest.raises(InvalidTag):
        _ = Notice.objects.get(person=cast.fourth).told


@pytest.mark.django_db
def test_a_person_is_named_as_they_are_called_today(cast: Cast) -> None:
    promise_notices(key="k", kind="invitation_accepted", to=[cast.third], link="/", person=cast.fourth, problem="Forms")
    notice = Notice.objects.get()
    assert cast.fourth.name in fill(words_for(notice.told).happened, notice.told.data, names_in([notice]))

    Person.objects.filter(pk=cast.fourth.pk).update(name="")

    said = fill(words_for(notice.told).happened, notice.told.data, names_in([notice]))
    assert said == "A former colleague joins the Do Tank “Forms”."


@pytest.mark.django_db
def test_they_are_listed_in_the_order_of_telling_page_by_page(cast: Cast, as_person: ClientFor) -> None:
    for number in range(25):
        promise(cast.third, key=str(number), needs_you=number % 5 == 0)
    client = as_person(cast.third)

    told: list[str] = []
    address: str | None = "/api/me/notices/?page_size=10"
    while address:
        page = client.get(address).json()
        told += [one["id"] for one in page["results"]]
        address = page["next"]

    assert told == [str(notice.pk) for notice in Notice.objects.order_by("-number")]
    asks = client.get("/api/me/notices/?needs_you=true").json()["results"]
    assert [one["needs_you"] for one in asks] == [True] * 5
    assert len(client.get("/api/me/notices/?needs_you=false&page_size=100").json()["results"]) == 20


@pytest.mark.django_db
def test_the_answer_says_what_was_told_and_exactly_when(cast: Cast, as_person: ClientFor) -> None:
    before = timezone.now()
    promise(cast.third)

    (one,) = as_person(cast.third).get("/api/me/notices/").json()["results"]

    assert one["happened"] == f"Your problem “{TITLE}” is posted."
    assert one["link"] == "/app/problems/1"
    assert before.isoformat()[:16] <= one["created_at"][:16]


@pytest.mark.django_db
def test_one_or_all_are_marked_as_read_and_never_somebody_elses(cast: Cast, as_person: ClientFor) -> None:
    promise(cast.third, cast.fourth)
    promise(cast.third, key="second")
    mine, theirs = (Notice.objects.filter(person=one).newest_first().last() for one in (cast.third, cast.fourth))
    assert mine
    assert theirs
    client = as_person(cast.third)

    assert client.post(f"/api/me/notices/{theirs.pk}/seen/").status_code == 404
    assert client.post(f"/api/me/notices/{mine.pk}/seen/").json() == {"seen": 1}
    assert client.post(f"/api/me/notices/{mine.pk}/seen/").json() == {"seen": 0}
    assert client.get("/api/me/").json()["new_notices"] == 1
    assert client.post("/api/me/notices/seen/").json() == {"seen": 1}
    assert Notice.objects.filter(person=cast.fourth, seen_at=None).exists()
    assert all(one.seen_at.minute == 0 and one.seen_at.hour == 0 for one in seen_by(cast.third))


def seen_by(person: Person) -> Any:
    return Notice.objects.filter(person=person, seen_at__isnull=False)


@pytest.mark.django_db
def test_a_thread_tells_once_until_it_is_looked_at_and_writes_once_an_hour(cast: Cast) -> None:
    for number in range(100):
        promise(cast.third, key=f"comment:{number}", quiet_key="thread:1")
    promise(cast.third, key="elsewhere", quiet_key="thread:2")
    assert Notice.objects.filter(person=cast.third).count() == 2

    Notice.objects.update(seen_at=timezone.now())
    promise(cast.third, key="comment:101", quiet_key="thread:1")

    first, second, third = Notice.objects.order_by("number").select_related("letter")
    assert first.letter
    assert second.letter
    assert third.letter
    assert second.letter.due_at == first.letter.due_at
    assert third.letter.due_at >= first.letter.due_at + timedelta(hours=2)


@pytest.mark.django_db(transaction=True)
def test_two_comments_at_once_tell_once(cast: Cast) -> None:
    at_once(*[lambda key=key: promise(cast.third, key=key, quiet_key="thread") for key in "abcd"])

    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_telling_two_thousand_takes_a_handful_of_questions(
    cast: Cast, django_assert_max_num_queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    people = Person.objects.bulk_create([Person(email=f"{number}@home.example", name="N") for number in range(2000)])

    with django_assert_max_num_queries(8), django_capture_on_commit_callbacks():
        promise(*people)

    assert Notice.objects.count() == Letter.objects.count() == 2000
