"""A coordinator takes away a photo or a document that must not be seen; its poster reads why."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from common import files as kept
from common.models import HistoryLine
from flow.trail import trail_of
from ideas.actions import problems as ideas
from ideas.models import Attachment, Problem
from people.models import Notice, Person
from tests import files, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
WHY = {"reason": "A resident can be known on it."}


def take_away(client: APIClient, attachment: Attachment, body: Any = WHY) -> int:
    return client.post(f"/api/attachments/{attachment.pk}/take-away/", body, format="json").status_code


def test_it_is_gone_for_everybody_and_its_poster_reads_why(
    cast: Cast, as_person: ClientFor, django_capture_on_commit_callbacks: Any
) -> None:
    photo = stages.photo(cast)
    problem = ideas.publish_problem(coordinator=cast.coordinator, problem_id=photo.problem_id)
    told_before = Notice.objects.filter(person=cast.poster).count()

    with django_capture_on_commit_callbacks(execute=True):
        assert take_away(as_person(cast.coordinator), photo) == 204

    assert list(kept.kept()) == []
    for one in (cast.poster, cast.member, cast.coordinator):
        assert as_person(one).get(f"/api/attachments/{photo.pk}/file/").status_code == 404
    notice = Notice.objects.filter(person=cast.poster).latest("number").told
    assert Notice.objects.filter(person=cast.poster).count() == told_before + 1
    assert (notice.kind, notice.data["reason"]) == ("problem_attachment_taken_away", WHY["reason"])
    line = HistoryLine.objects.get(step="take_attachment_away")
    assert (line.subject_id, line.actor, line.note) == (problem.pk, cast.coordinator, WHY["reason"])
    steps = [str(step.words) for step in trail_of(problem, cast.member).steps]
    assert steps[-1] == "A coordinator removed a photo or a document."
    shown = as_person(cast.member).get(f"/api/problems/{problem.pk}/").content.decode()
    assert WHY["reason"] not in shown


@pytest.mark.parametrize("body", [{}, {"reason": "  "}, {"reason": "x" * 1001}, {**WHY, "by": "me"}], ids=str)
def test_without_a_reason_it_stays(body: dict[str, str], cast: Cast, as_person: ClientFor) -> None:
    photo = stages.photo(cast)

    assert take_away(as_person(cast.coordinator), photo, body) == 422

    assert Attachment.objects.filter(pk=photo.pk).exists()
    assert not HistoryLine.objects.filter(step="take_attachment_away").exists()


def test_what_only_its_poster_sees_is_nobody_else_s_to_take(cast: Cast, as_person: ClientFor) -> None:
    draft = stages.draft(cast)
    hidden = files.attach(cast.poster, draft, files.photo())
    waiting = stages.photo(cast)
    Attachment.objects.filter(pk=waiting.pk).update(shown_from=timezone.now() + timedelta(hours=1))

    assert [take_away(as_person(cast.coordinator), one) for one in (hidden, waiting)] == [404, 404]

    assert Attachment.objects.count() == 2


def test_who_may_take_it_away_is_told_so_and_their_own_they_remove(cast: Cast, as_person: ClientFor) -> None:
    def may(person: Person, problem: Problem) -> bool:
        read = as_person(person).get(f"/api/problems/{problem.pk}/").json()
        return bool(read["attachments"][0]["abilities"]["take_away"])

    problem = stages.photo(cast).problem
    own = stages.draft(cast, poster=cast.coordinator)
    files.attach(cast.coordinator, own, files.photo())

    assert [may(one, problem) for one in (cast.coordinator, cast.poster, cast.member)] == [True, False, False]
    assert not may(cast.coordinator, own)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_take_it_away_once(cast: Cast, as_person: ClientFor) -> None:
    photo = stages.photo(cast)
    one, two = as_person(cast.coordinator), as_person(cast.coordinator)

    answers = at_once(lambda: take_away(one, photo), lambda: take_away(two, photo))

    assert sorted(answers) == [204, 404]

    assert HistoryLine.objects.filter(step="take_attachment_away").count() == 1
