"""Sent twice, done once; and what is kept for that tells a reader of the database neither who, nor what, nor when."""

from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction

from common.kept import Answer, Kept, KeyReused
from common.models import KeptAnswer
from ideas.models import Problem
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

KEY = "a-key-that-only-the-sender-knows"


def post(as_person: ClientFor, cast: Cast, who: str, title: str = "Three signatures", key: str = KEY) -> Any:
    body = {**stages.WORDS, "title": title}
    return as_person(cast[who]).post("/api/problems/", body, format="json", headers={"Idempotency-Key": key})


@pytest.mark.django_db
def test_sending_twice_does_once_and_answers_the_same(cast: Cast, as_person: ClientFor) -> None:
    first, second = post(as_person, cast, "poster"), post(as_person, cast, "poster")

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Problem.objects.count() == 1


@pytest.mark.django_db
def test_another_request_under_the_same_key_is_refused(cast: Cast, as_person: ClientFor) -> None:
    post(as_person, cast, "poster")

    answer = post(as_person, cast, "poster", title="Something else")

    assert answer.status_code == 409
    assert answer.json()["code"] == "key_reused"
    assert Problem.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_of_another_person_is_another_key(cast: Cast, as_person: ClientFor) -> None:
    first, second = post(as_person, cast, "poster"), post(as_person, cast, "member")

    assert first.json()["id"] != second.json()["id"]


@pytest.mark.django_db
def test_a_copy_of_the_table_tells_nothing(cast: Cast, as_person: ClientFor) -> None:
    answers = [post(as_person, cast, "poster"), post(as_person, cast, "poster", title="X" * 100, key="another")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, at FROM common_keptanswer t")
        rows = cursor.fetchall()

    said = " ".join(text for text, _ in rows)
    secrets = [str(cast.poster.pk), KEY, *(answer.json()["id"] for answer in answers)]
    assert not [secret for secret in secrets if secret in said or secret.encode().hex() in said]
    assert {(at.minute, at.second, at.microsecond) for _, at in rows} == {(0, 0, 0)}
    assert len({len(row.sealed or b"") for row in KeptAnswer.objects.all()}) == 1, "the size tells nothing either"


@pytest.mark.django_db
def test_an_answer_opens_only_with_its_key() -> None:
    with transaction.atomic():
        Kept(person="a", key="mine", asked="POST /").keep(Answer(201, {"id": 1}))
        Kept(person="a", key="yours", asked="POST /").keep(Answer(201, {"id": 2}))
        mine, yours = KeptAnswer.objects.order_by("pk")
        KeptAnswer.objects.filter(pk=mine.pk).update(sealed=yours.sealed)
        KeptAnswer.objects.filter(pk=yours.pk).update(sealed=mine.sealed)

        with pytest.raises(InvalidTag):
            _ = Kept(person="a", key="mine", asked="POST /").answer
        with pytest.raises(KeyReused):
            Kept(person="a", key="mine", asked="POST /elsewhere")
