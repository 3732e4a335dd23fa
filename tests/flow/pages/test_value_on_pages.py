"""A lesson's public page tells what the pilot was worth, and calls an innovation only what is one."""

from typing import Any

import pytest
from django.test import Client

from flow import steps
from learning import actions as learning
from learning.models import Lesson
from tests import stages
from tests.cast import Cast

pytestmark = pytest.mark.django_db

EFFECT = "Two days less for every visit."
PROMISED = stages.ASKED["promised_effect"]


def published(cast: Cast, **value: Any) -> Lesson:
    """A lesson whose pilot was worth this."""
    pilot = stages.running(cast)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **{**stages.VERDICT, **value})
    lesson = Lesson.objects.get(pilot=pilot)
    learning.edit_lesson(
        person=cast.member, lesson_id=lesson.pk, read_version=1, conditions="A manager.", principles=["p2-equip"]
    )
    steps.publish_lesson(person=cast.member, lesson_id=lesson.pk)
    return lesson


def page_of(cast: Cast, client: Client, **value: Any) -> str:
    """The public page of such a lesson."""
    lesson = published(cast, **value)
    return client.get(f"/en/library/lessons/{lesson.pk}/").content.decode()


def test_kinds_and_the_promise_beside_the_real_effect_stand_below_both_scores(cast: Cast, client: Client) -> None:
    kinds = [{"kind": "avoided_cost", "score": 2, "words": "No second visit"}]

    page = page_of(cast, client, value_entries=kinds, actual_effect=EFFECT)

    order = ["Quality of work", "Avoided cost", "No second visit", "Promised effect", PROMISED, "Actual effect", EFFECT]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_without_kinds_there_is_no_empty_heading_and_a_promise_is_never_left_alone(cast: Cast, client: Client) -> None:
    page = page_of(cast, client)

    assert "By kind" not in page
    assert page.index(PROMISED) < page.index("Actual effect") < page.index("The team did not say.")


@pytest.mark.parametrize("effect", ["", EFFECT])
def test_a_lesson_over_the_api_carries_both_effects(cast: Cast, client: Client, effect: str) -> None:
    lesson = published(cast, actual_effect=effect)

    told = client.get(f"/api/lessons/{lesson.pk}/").json()

    assert (told["promised_effect"], told["actual_effect"]) == (PROMISED, effect)


@pytest.mark.parametrize(("quality_of_work", "said"), [(1, True), (-1, False)])
def test_only_a_gain_is_called_an_innovation(cast: Cast, client: Client, quality_of_work: int, said: bool) -> None:
    page = page_of(cast, client, quality_of_work=quality_of_work)

    assert ("Innovation: its value is recorded" in page) is said
