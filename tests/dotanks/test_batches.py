"""Teams for many problems at once: worked out once, by one worker, told as it goes, stopped when somebody says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from common.models import HistoryLine
from common.refusals import Clash
from common.retention import rules
from dotanks import batch_work
from dotanks.actions import batches, teams
from dotanks.clock import look_after_batches
from dotanks.models import Batch, Need, ProposedTeam
from dotanks.states import BatchState
from dotanks.tasks import work_out_batch
from people.models import Notice
from tests import stages
from tests.cast import Cast, make_cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.racing import at_once


def two_needs(cast: Cast) -> list[Need]:
    """Two problems, and people enough for two teams."""
    for number in range(4):
        home = make_organisation(f"Extra {number}", kind="agency", region=f"Region {number}")
        make_person(f"Eve Extra {number}", home, skills={"administrative-law": 4, "plain-language": 3})
    return [stages.needed(cast), stages.needed(cast)]


@pytest.mark.django_db
def test_every_problem_gets_a_team_and_nobody_is_in_two(cast: Cast, as_person: ClientFor) -> None:
    needs = two_needs(cast)
    coordinator = as_person(cast.coordinator)
    started = coordinator.post("/api/batches/", {"all_stated": True}, format="json")
    assert started.status_code == 201
    assert (started.json()["state"], started.json()["total"], started.json()["teams"]) == ("waiting", 2, 0)

    work_out_batch(batch_id=started.json()["id"])

    read = coordinator.get(f"/api/batches/{started.json()['id']}/").json()
    assert (read["state"], read["done"], read["teams"], read["abilities"]) == ("done", 2, 2, {"cancel": False})
    results = coordinator.get(f"/api/batches/{started.json()['id']}/results/").json()["results"]
    assert {one["problem"]["id"] for one in results} == {str(need.problem_id) for need in needs}
    assert all(0.5 < one["share"] <= 1 and one["open"] and one["size"] >= 2 for one in results)
    seats = [
        seat["person"]["id"]
        for one in results
        for seat in coordinator.get(f"/api/proposed-teams/{one['proposed_team_id']}/").json()["seats"]
    ]
    assert len(seats) == len(set(seats)) >= 4
    need = coordinator.get(f"/api/problems/{needs[0].problem_id}/need/").json()
    assert need["proposed_team_id"] in {one["proposed_team_id"] for one in results}, "its desk shows the same team"
    assert Notice.objects.filter(person=cast.coordinator).latest("number").told.kind == "batch_done"


@pytest.mark.django_db
def test_a_problem_without_a_team_says_why(cast: Cast, as_person: ClientFor) -> None:
    need = stages.needed(cast)
    Need.objects.update(hours_a_week=40)
    batch = batches.start_batch(coordinator=cast.coordinator, problems=[need.problem_id])

    work_out_batch(batch_id=str(batch.pk))

    result = as_person(cast.coordinator).get(f"/api/batches/{batch.pk}/results/").json()["results"][0]
    assert (result["proposed_team_id"], result["share"], result["size"]) == (None, 0, 0)
    assert len(result["unmet"]) >= 1
    assert not ProposedTeam.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"problems": []},
        {"problems": [str(uuid4())]},
        {"problems": [str(uuid4())], "all_stated": True},
        {"problems": ["no id"]},
        {"all_stated": True},
    ],
)
def test_nothing_to_work_out_is_refused_and_leaves_nothing(cast: Cast, as_person: ClientFor, body: Any) -> None:
    stages.posted(cast)

    refused = as_person(cast.coordinator).post("/api/batches/", body, format="json")

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert not Batch.objects.exists()


@pytest.mark.django_db
def test_a_problem_that_somebody_works_on_is_refused(cast: Cast, as_person: ClientFor) -> None:
    free, taken = stages.needed(cast), stages.forming(cast).problem_id

    refused = as_person(cast.coordinator).post(
        "/api/batches/", {"problems": [str(free.problem_id), str(taken)]}, format="json"
    )

    assert refused.status_code == 422
    assert not Batch.objects.exists()


@pytest.mark.django_db
def test_only_one_batch_at_a_time(cast: Cast) -> None:
    batch = stages.batch(cast)

    with pytest.raises(Clash) as refused:
        batches.start_batch(coordinator=cast.coordinator, all_stated=True)

    assert refused.value.code == "batch_running"
    batches.cancel_batch(coordinator=cast.coordinator, batch_id=batch.pk)
    batches.start_batch(coordinator=cast.coordinator, all_stated=True)


@pytest.mark.django_db
def test_who_cancels_is_heard_at_the_next_sign_of_progress(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed = stages.batch_running(cast)
    monkeypatch.setattr(batch_work, "TOLD_EVERY", 0.0)
    heard = batch_work.Progress(claimed)
    heard("alone", 1, 2)
    assert (Batch.objects.get().stage, Batch.objects.get().done) == ("alone", 1)

    batches.cancel_batch(coordinator=cast.coordinator, batch_id=claimed.pk)

    with pytest.raises(batch_work.Stopped):
        heard("alone", 2, 2)
    batch_work.work_out(claimed)
    assert Batch.objects.get().state == BatchState.CANCELLED
    assert not ProposedTeam.objects.exists()


@pytest.mark.django_db
def test_cancelling_at_the_very_end_proposes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed = stages.batch_running(cast)
    advice: Callable[..., Any] = batch_work._advice

    def cancelled_meanwhile(*given: Any) -> Any:
        batches.cancel_batch(coordinator=cast.coordinator, batch_id=claimed.pk)
        return advice(*given)

    monkeypatch.setattr(batch_work, "_advice", cancelled_meanwhile)
    batch_work.work_out(claimed)

    assert Batch.objects.get().state == BatchState.CANCELLED
    assert not ProposedTeam.objects.exists()


@pytest.mark.django_db
def test_a_worker_that_died_is_followed_by_another_and_a_third(cast: Cast) -> None:
    batch = stages.batch_running(cast)
    assert batch_work.claim(batch.pk) is None, "somebody is at it"
    assert batch_work.waiting() == []

    for attempt in (2, 3):
        Batch.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
        assert batch_work.waiting() == [batch.pk]
        again = batch_work.claim(batch.pk)
        assert again
        assert again.attempts == attempt
    with pytest.raises(batch_work.Stopped):
        batch_work.Progress(batch)("alone", 0, 1)

    Batch.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert batch_work.claim(batch.pk) is None
    assert Batch.objects.get().state == BatchState.FAILED
    assert Notice.objects.filter(person=cast.coordinator).latest("number").told.kind == "batch_failed"
    assert list(HistoryLine.objects.filter(subject_id=batch.pk).order_by("id").values_list("step", flat=True)) == [
        "ask",
        "begin",
        "fail",
    ]


@pytest.mark.django_db
def test_what_goes_wrong_frees_the_batch_for_the_clock(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = stages.batch_running(cast)

    def breaks(*_: Any) -> Any:
        raise ArithmeticError

    with monkeypatch.context() as broken:
        broken.setattr(batch_work, "_answers", breaks)
        with pytest.raises(ArithmeticError):
            batch_work.work_out(batch)

    tried: list[str] = []
    monkeypatch.setattr(work_out_batch, "delay", lambda batch_id: tried.append(batch_id))
    look_after_batches()
    assert tried == [str(batch.pk)]


@pytest.mark.django_db
def test_a_need_that_changed_meanwhile_is_told(cast: Cast, as_person: ClientFor) -> None:
    batch = stages.batch_done(cast)
    need = Need.objects.get()
    teams.state_need(coordinator=cast.coordinator, problem_id=need.problem_id, **{**stages.NEED, "hours_a_week": 3})

    result = as_person(cast.coordinator).get(f"/api/batches/{batch.pk}/results/").json()["results"][0]

    assert result["open"] is False


@pytest.mark.django_db
def test_which_problems_say_what_their_team_must_bring(cast: Cast, as_person: ClientFor) -> None:
    without, stated = stages.posted(cast), stages.needed(cast)
    taken = stages.forming(cast)
    coordinator = as_person(cast.coordinator)

    def listed(query: str = "") -> dict[str, bool]:
        rows = coordinator.get(f"/api/problems-to-assemble/{query}").json()["results"]
        return {one["problem"]["id"]: one["stated"] for one in rows}

    assert listed() == {str(without.pk): False, str(stated.problem_id): True}
    assert listed("?stated=true") == {str(stated.problem_id): True}
    assert listed("?stated=false") == {str(without.pk): False}
    assert str(taken.problem_id) not in listed()


@pytest.mark.django_db
def test_a_batch_goes_after_three_months(cast: Cast) -> None:
    batch = stages.batch_done(cast)
    Batch.objects.update(created_at=timezone.now() - timedelta(days=92))

    next(rule for rule in rules() if rule.name == "batches").act()

    assert not Batch.objects.filter(pk=batch.pk).exists()


def test_two_who_start_at_once_start_one(transactional_db: None) -> None:
    cast = make_cast()
    stages.needed(cast)

    def start() -> str:
        try:
            batches.start_batch(coordinator=cast.coordinator, all_stated=True)
        except Clash as clash:
            return clash.code
        return "started"

    assert sorted(at_once(start, start)) == ["batch_running", "started"]


def test_two_workers_at_once_work_it_out_once(transactional_db: None) -> None:
    cast = make_cast()
    batch = stages.batch(cast)

    at_once(*[lambda: work_out_batch(batch_id=str(batch.pk))] * 2)

    assert Batch.objects.get().state == BatchState.DONE
    assert ProposedTeam.objects.count() == 1
