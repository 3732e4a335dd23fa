"""What is said of a field that was left empty or filled in wrongly: words for a colleague, not for a developer."""

from typing import Any

import pytest
from django.utils import translation
from rest_framework import serializers

from common.api import Body, Day, Moment, as_refusal

pytestmark = pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
EMPTY, DAY = "Please fill this in.", "Give a day, such as 2026-12-01."
MOMENT, WHOLE = "Give a day and a time, such as 2026-12-01 14:30.", "Give a whole number, without decimals."


class Answers(Body):
    day = Day()
    until = Day(required=False, allow_null=True)
    at = Moment()
    money = serializers.IntegerField()


RIGHT = {"day": "2026-12-01", "until": None, "at": "2026-12-01T14:30", "money": 2000}


def _said(field: str, sent: object) -> list[str]:
    body = Answers(data={**RIGHT, field: sent})
    with pytest.raises(serializers.ValidationError) as refused:
        body.is_valid(raise_exception=True)
    refusal: Any = as_refusal(refused.value)
    return list(refusal.extra["details"][field])


@pytest.mark.parametrize(
    ("field", "sent", "words"),
    [
        ("day", "", EMPTY),
        ("day", None, EMPTY),
        ("day", "1 Dec", DAY),
        ("until", "1-12-2026", DAY),
        ("at", "", EMPTY),
        ("at", "tomorrow", MOMENT),
        ("money", "", WHOLE),
        ("money", "2.000,50", WHOLE),
        ("money", "20 000,50", WHOLE),
    ],
)
def test_a_wrong_field_is_named_in_our_words(language: str, field: str, sent: object, words: str) -> None:
    with translation.override(language):
        assert _said(field, sent) == [translation.gettext(words)]


def test_an_empty_day_that_may_stay_open_is_no_day(language: str) -> None:
    with translation.override(language):
        body = Answers(data={**RIGHT, "until": ""})
        body.is_valid(raise_exception=True)

    assert body.validated_data["until"] is None
