"""What a person asks about their data: done once, on its day, for them alone; and how long things are kept."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from common import retention
from common.clock import forget
from common.models import KeptAnswer
from common.refusals import Clash
from dotanks.models import ProposedTeam
from ideas.models import Problem
from people import clock, tasks
from people.actions import privacy as actions
from people.models import Archive, Erasure, Letter, Notice, Person
from people.privacy import archive as making
from people.privacy import erasure as erasing
from people.privacy.registry import stores
from tests import lives, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.racing import at_once


@pytest.mark.django_db
def test_an_archive_is_made_once_and_kept_sealed(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    stages.posted(cast)
    archive = actions.ask_for_archive(person=cast.poster)
    assert actions.ask_for_archive(person=cast.poster) == archive, "while one is being made, that is the one"

    for _ in range(3):
        tasks.make_archive(archive_id=str(archive.pk))

    archive.refresh_from_db()
    assert archive.ready_at
    assert archive.done == archive.total > 20
    assert str(stages.WORDS["title"]).encode() not in bytes(archive.content or b"")
    assert str(stages.WORDS["title"]).encode() not in making.opened(archive)[:200]
    kinds = [notice.told.kind for notice in Notice.objects.filter(person=cast.poster)]
    assert kinds.count("archive_ready") == 1


@pytest.mark.django_db
def test_an_archive_survives_a_killed_worker_and_a_failing_table(cast: Cast, monkeypatch: Any, eager: None) -> None:
    archive = actions.ask_for_archive(person=cast.poster)
    assert making.claim(archive.pk)  # and here the worker dies
    clock.keep_privacy_promises()
    assert not Archive.objects.filter(ready_at__isnull=False).exists()

    Archive.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    clock.keep_privacy_promises()
    assert Archive.objects.get().ready_at

    again = actions.ask_for_archive(person=cast.poster)
    monkeypatch.setattr(making, "_page", lambda *_: 1 / 0)
    for _ in range(making.LAST_ATTEMPT):
        with pytest.raises(ZeroDivisionError):
            tasks.make_archive(archive_id=str(again.pk))
    again.refresh_from_db()
    assert again.failed
    tasks.make_archive(archive_id=str(again.pk))
    assert actions.ask_for_archive(person=cast.poster) != again, "asking anew is possible"


@pytest.fixture
def eager() -> Iterator[None]:
    """Celery's own eager mode: what the sweep hands over is done here and now."""
    from config.celery import app

    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def ready(person: Person) -> Archive:
    archive = actions.ask_for_archive(person=person)
    tasks.make_archive(archive_id=str(archive.pk))
    return archive


@pytest.mark.django_db
def test_only_the_person_downloads_it_and_only_just_after_showing_who_they_are(
    cast: Cast, as_person: ClientFor, monkeypatch: Any
) -> None:
    archive = ready(cast.poster)
    address = f"/api/me/archives/{archive.pk}/file/"
    for other in (cast.coordinator, cast.manager, cast.outsider):
        assert as_person(other).get(address).status_code == 404
    assert as_person(None).get(address).status_code == 401

    client = lives.signed_in(cast.poster)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert cast.poster.name not in answer.headers["Content-Disposition"]

    later = timezone.now().timestamp() + settings.STEP_UP_MINUTES * 60 + 1
    monkeypatch.setattr("people.step_up.time.time", lambda: later)
    refused = client.get(address)
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")


def test_moments_by_lot_differ() -> None:
    moments = {erasing.moment_by_lot() for _ in range(20)}
    now = timezone.now()

    assert len(moments) > 15
    assert all(timedelta(minutes=59) < moment - now < timedelta(days=3) for moment in moments)


@pytest.mark.django_db
def test_nothing_happens_for_a_week_and_it_can_be_taken_back(cast: Cast, as_person: ClientFor, eager: None) -> None:
    client = as_person(cast.member)

    asked = client.post("/api/me/erasure/")
    assert asked.status_code == 201
    assert client.post("/api/me/erasure/").status_code == 409
    clock.keep_privacy_promises()
    tasks.erase(erasure_id=str(Erasure.objects.get().pk))
    assert client.get("/api/me/data/").json()["erasure"]["due_at"] == asked.json()["due_at"]

    back = client.post("/api/me/erasure/take-back/")
    assert back.status_code == 200
    assert back.json()["erasure"] is None
    assert client.post("/api/me/erasure/take-back/").status_code == 409
    Erasure.objects.update(due_at=timezone.now())
    clock.keep_privacy_promises()
    assert Person.objects.get(pk=cast.member.pk).name == cast.member.name
    assert [notice.told.kind for notice in Notice.objects.newest_first()] == ["erasure_taken_back", "erasure_asked"]
    assert Letter.objects.count() == 2


@pytest.mark.django_db
def test_the_clock_erases_whose_week_is_over(cast: Cast, eager: None) -> None:
    actions.ask_for_erasure(person=cast.member)
    Erasure.objects.update(due_at=timezone.now())

    clock.keep_privacy_promises()

    assert Person.objects.get(pk=cast.member.pk).name == ""


@pytest.mark.django_db(transaction=True)
def test_four_workers_erase_once(cast: Cast) -> None:
    erasure = actions.ask_for_erasure(person=cast.member)
    Erasure.objects.update(due_at=timezone.now())

    done = at_once(*[lambda: erasing.carry_out(Erasure.objects.get(pk=erasure.pk))] * 4)

    assert sorted(done) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_taking_back_while_it_is_done_is_one_or_the_other(cast: Cast) -> None:
    erasure = actions.ask_for_erasure(person=cast.member)
    Erasure.objects.update(due_at=timezone.now())

    def back() -> bool:
        try:
            actions.take_erasure_back(person=cast.member)
        except Clash:  # the worker was quicker
            return False
        return True

    done, taken = at_once(lambda: erasing.carry_out(Erasure.objects.get(pk=erasure.pk)), back)

    assert done is not taken
    assert (Person.objects.get(pk=cast.member.pk).name == "") is done


@pytest.mark.django_db
def test_what_has_had_its_day_is_forgotten_and_nothing_else(cast: Cast) -> None:
    now = timezone.now()
    stages.proposed_team(cast)
    stages.draft(cast, title="Fresh")
    old_draft = stages.draft(cast, title="Old")
    ready(cast.poster)
    KeptAnswer.objects.create(mark=b"fresh", asked=b"")
    KeptAnswer.objects.create(mark=b"old", asked=b"", at=now - timedelta(hours=26))
    forget()
    before = {model: model.objects.count() for model in (Notice, Letter, Archive, ProposedTeam, Problem)}
    assert KeptAnswer.objects.count() == 1
    assert all(before.values())

    Notice.objects.update(created_at=now - timedelta(days=547))
    Letter.objects.update(due_at=now - timedelta(days=90))
    Archive.objects.update(created_at=now - timedelta(days=6, hours=23))
    ProposedTeam.objects.update(created_at=now - timedelta(days=90))
    Problem.objects.filter(pk=old_draft.pk).update(day=timezone.localdate() - timedelta(days=365))
    forget()
    assert {model: model.objects.count() for model in before} == before

    Notice.objects.update(created_at=now - timedelta(days=549))
    Letter.objects.update(due_at=now - timedelta(days=92))
    Archive.objects.update(created_at=now - timedelta(days=7, hours=1))
    ProposedTeam.objects.update(created_at=now - timedelta(days=92))
    Problem.objects.filter(pk=old_draft.pk).update(day=timezone.localdate() - timedelta(days=366))
    forget()
    assert {model.__name__: model.objects.count() for model in before} == {
        "Notice": 0, "Letter": 0, "Archive": 0, "ProposedTeam": 0, "Problem": before[Problem] - 1
    }  # fmt: skip


@pytest.mark.django_db
def test_a_rule_that_fails_keeps_no_other_from_its_work(monkeypatch: Any) -> None:
    acted = []
    broken = retention.Rule("broken", "", "", lambda: 1 // 0)  # type: ignore[arg-type]
    works = retention.Rule("works", "", "", lambda: acted.append(1) or 0)  # type: ignore[arg-type,func-returns-value]
    monkeypatch.setattr(retention, "_rules", {"broken": broken, "works": works})

    with pytest.raises(ZeroDivisionError):
        forget()

    assert acted == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
def test_the_page_says_what_the_list_says(language: str) -> None:
    from django.utils import translation
    from django.utils.html import escape

    page = Client().get(f"/{language}/what-we-store/").content.decode()

    with translation.override(language):
        for one in stores():
            said = (one.title, one.what, one.why, one.ground.label, one.kept, one.seen_by)
            assert [words for words in said if escape(str(words)) not in page] == []
        assert [rule.what for rule in retention.rules() if escape(str(rule.what)) not in page] == []


def test_consent_is_never_the_ground() -> None:
    assert {one.ground.value for one in stores()} <= {"public_task", "interest", "duty"}
