"""What a reading sets off: a broken guardrail pauses at once, a reached stop rule stops and opens close-and-learn."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from common.models import HistoryLine
from common.refusals import Clash, Invalid, NotReady, WrongState
from experiments.actions import pausing, pilots, readings
from experiments.models import Pilot, Reading
from experiments.running.diary import diary_of
from flow import steps
from flow.demo.clock import moved_clock
from flow.desk import waits_for
from people.models import Notice, Organisation
from people.notices import fill, words_for
from tests import days, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.gate import despite_the_lock
from tests.racing import at_once
from tests.shared import taken_back


def said(cast: Cast, name: str, kind: str) -> list[str]:
    """What this person heard of that kind."""
    person = cast[name]
    told = [notice.told for notice in Notice.objects.filter(person=person)]
    return [fill(words_for(one).happened, one.data) for one in told if one.kind == kind]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "state"),
    [(3, "running"), (6, "running"), ("6.001", "paused"), ("9.999", "paused"), (10, "stopped"), (99, "stopped")],
)
def test_the_value_decides(value: object, state: str, cast: Cast) -> None:
    pilot = stages.watched(cast)

    stages.complaints(cast, pilot, value)

    assert Pilot.objects.get().state == state


@pytest.mark.django_db
def test_a_broken_guardrail_tells_lead_team_and_manager_which_value_broke_which_limit(cast: Cast) -> None:
    pilot = stages.watched(cast)

    stages.complaints(cast, pilot, 7)

    assert Pilot.objects.get().paused_because == "guardrail"
    words = "“One signature a year” is paused: Complaints is 7 complaints a week, past its limit of 6."
    for name in ("member", "challenger", "manager"):
        assert said(cast, name, "pilot_paused_by_guardrail") == [words]
    line = HistoryLine.objects.get(subject_id=pilot.pk, step="pause")
    assert (line.actor_id, line.data["value"], line.data["limit"]) == (None, "7", "6")
    assert "Paused: Complaints is 7 complaints a week, past its limit of 6." in [
        entry.words for entry in diary_of(Pilot.objects.get())
    ]


@pytest.mark.django_db
def test_a_guardrail_that_breaks_while_the_team_lets_it_rest_is_told_as_well(cast: Cast) -> None:
    """Else a team would pause, write down what went wrong, and go on without anybody hearing."""
    pilot = stages.watched(cast)
    pausing.pause_pilot(person=cast.member, pilot_id=pilot.pk, reason="Lunch.")

    stages.complaints(cast, pilot, 7)
    stages.complaints(cast, pilot, 8)

    now = Pilot.objects.get()
    assert (now.state, now.paused_because) == ("paused", "guardrail")
    assert len(said(cast, "manager", "pilot_paused_by_guardrail")) == 1
    line = HistoryLine.objects.filter(subject_id=pilot.pk, step="pause").order_by("-id")[0]
    assert (line.from_state, line.to_state, line.data["before"]) == ("paused", "paused", "by_hand")


@pytest.mark.django_db
def test_reading_and_pause_stand_or_fall_together(cast: Cast) -> None:
    pilot = stages.watched(cast)

    with taken_back():
        stages.complaints(cast, pilot, 7)
        assert Pilot.objects.get().state == "paused"

    assert (Pilot.objects.get().state, Reading.objects.count()) == ("running", 0)


@pytest.mark.django_db
def test_a_reached_stop_rule_opens_close_and_learn(cast: Cast) -> None:
    pilot = stages.watched(cast)

    stages.complaints(cast, pilot, 12)

    assert said(cast, "manager", "pilot_stopped_by_rule") == [
        "“One signature a year” has stopped: Complaints is 12 complaints a week, and 10 was the point to stop."
    ]
    conclude = f"/app/pilots/{pilot.pk}/conclude"
    assert conclude in [one.link for one in waits_for(cast.member)]
    links = [n.told.link for n in Notice.objects.filter(person=cast.member) if n.told.kind == "pilot_stopped_by_rule"]
    assert links == [conclude]
    with pytest.raises(NotReady):
        stages.complaints(cast, pilot, 3)


@pytest.mark.django_db
def test_a_goal_past_its_threshold_pauses_nothing(cast: Cast) -> None:
    pilot = stages.watched(cast)
    goal = pilot.measures.get(kind="goal")

    stages.complaints(cast, pilot, 50, measure=goal.pk)

    assert Pilot.objects.get().state == "running"


@pytest.mark.django_db
def test_where_higher_is_better_falling_below_breaks(cast: Cast) -> None:
    pilot = stages.watched(cast)
    with despite_the_lock():
        pilot.measures.filter(kind="guardrail").update(direction="up", threshold=6, stop_at=2)

    stages.complaints(cast, pilot, 6)
    assert Pilot.objects.get().state == "running"
    stages.complaints(cast, pilot, 5)
    assert Pilot.objects.get().state == "paused"
    stages.complaints(cast, pilot, 2)
    assert Pilot.objects.get().state == "stopped"


@pytest.mark.django_db
def test_a_corrected_reading_says_so_and_lets_nothing_go_on_by_itself(cast: Cast) -> None:
    pilot = stages.watched(cast)
    wrong = stages.complaints(cast, pilot, 7)

    stages.complaints(cast, pilot, 4, corrects=wrong.pk)

    assert Pilot.objects.get().state == "paused"
    assert len(said(cast, "member", "guardrail_corrected")) == 1
    pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="It was a slip.")
    assert Pilot.objects.in_force().exists()


@pytest.mark.django_db
def test_a_correction_that_still_breaks_says_nothing_new(cast: Cast) -> None:
    pilot = stages.watched(cast)
    wrong = stages.complaints(cast, pilot, 7)

    stages.complaints(cast, pilot, 8, corrects=wrong.pk)

    assert said(cast, "member", "guardrail_corrected") == []
    assert len(said(cast, "member", "pilot_paused_by_guardrail")) == 1


@pytest.mark.django_db
def test_after_it_went_on_the_next_broken_value_pauses_again(cast: Cast) -> None:
    pilot = stages.watched(cast)
    stages.complaints(cast, pilot, 7)
    pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Looked at.")

    stages.complaints(cast, pilot, 8)

    assert Pilot.objects.get().state == "paused"
    assert len(said(cast, "manager", "pilot_paused_by_guardrail")) == 2


@pytest.mark.django_db
def test_many_are_taken_or_none(cast: Cast) -> None:
    pilot = stages.watched(cast)
    good = row(pilot, 3)

    late = {**good, "taken_on": stages.in_a_week()}
    with pytest.raises(Invalid) as refused:
        readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[good, late])

    assert list(refused.value.extra["details"]) == ["1.taken_on"]
    assert not Reading.objects.exists()
    readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[row(pilot, 7), row(pilot, 11)])
    assert Pilot.objects.get().state == "stopped"


def row(pilot: Pilot, value: int) -> dict[str, Any]:
    measure = pilot.measures.get(kind="guardrail").pk
    return {"measure": measure, "value": Decimal(value), "taken_on": days.today()}


@pytest.mark.django_db(transaction=True)
def test_five_broken_readings_at_once_pause_once(cast: Cast) -> None:
    pilot = stages.watched(cast)

    at_once(*[lambda: stages.complaints(cast, pilot, 7) for _ in range(5)])

    assert Reading.objects.count() == 5
    assert HistoryLine.objects.filter(subject_id=pilot.pk, step="pause").count() == 1
    assert len(said(cast, "manager", "pilot_paused_by_guardrail")) == 1


@pytest.mark.django_db(transaction=True)
def test_five_corrections_of_one_reading_at_once_give_one(cast: Cast) -> None:
    pilot = stages.watched(cast)
    wrong = stages.complaints(cast, pilot, 4)

    def correct() -> str:
        try:
            stages.complaints(cast, pilot, 3, corrects=wrong.pk)
        except Clash:
            return "clash"
        return "done"

    assert sorted(at_once(*[correct for _ in range(5)])) == ["clash"] * 4 + ["done"]
    assert Reading.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_five_pauses_at_once_give_one(cast: Cast) -> None:
    pilot = stages.watched(cast)

    def pause() -> str:
        try:
            with transaction.atomic():
                pausing.pause_pilot(person=cast.member, pilot_id=pilot.pk, reason="Wait")
        except WrongState:
            return "late"
        return "done"

    assert sorted(at_once(*[pause for _ in range(5)])) == ["done"] + ["late"] * 4
    assert len(said(cast, "manager", "pilot_paused")) == 1


@pytest.mark.django_db
def test_nothing_new_is_entered_after_the_end(cast: Cast) -> None:
    pilot = stages.watched(cast)
    pilots.stop_pilot(person=cast.member, pilot_id=pilot.pk, reason="Enough")

    with pytest.raises(NotReady):
        stages.complaints(cast, pilot, 4)


@pytest.mark.django_db
def test_what_was_measured_before_the_pilot_was_opened_sets_nothing_off(cast: Cast) -> None:
    pilot = stages.watched(cast)
    opened = days.today()

    stages.complaints(cast, pilot, 99, taken_on=date(2001, 1, 1))
    stages.complaints(cast, pilot, 99, taken_on=opened - timedelta(days=1))
    assert Pilot.objects.get().state == "running"

    stages.complaints(cast, pilot, 99, taken_on=opened)
    assert Pilot.objects.get().state == "stopped"


@pytest.mark.django_db
def test_a_wrong_reading_that_stopped_the_pilot_can_be_put_right_until_it_is_closed(
    cast: Cast, as_person: ClientFor
) -> None:
    pilot = stages.watched(cast)
    wrong = stages.complaints(cast, pilot, 99)
    shown = as_person(cast.member).get(f"/api/pilots/{pilot.pk}/").json()["abilities"]
    assert (shown["enter_reading"], shown["correct_reading"]) == (False, True)

    right = stages.complaints(cast, pilot, 3, corrects=wrong.pk)
    again = {**row(pilot, 4), "corrects": right.pk}
    (last,) = readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[again])

    assert Pilot.objects.get().state == "stopped", "people decide what follows"
    with pytest.raises(NotReady):
        readings.enter_readings(person=cast.member, pilot_id=pilot.pk, readings=[again, row(pilot, 3)])
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **stages.VERDICT)
    with pytest.raises(NotReady):
        stages.complaints(cast, pilot, 3, corrects=last.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "stands_at"),
    [("Europe/Amsterdam", "2026-11-21T23:30:00+00:00"), ("Atlantic/Reykjavik", "2026-11-22T12:00:00+00:00")],
)
def test_what_was_written_at_night_stands_in_the_diary_at_its_moment(zone: str, stands_at: str, cast: Cast) -> None:
    pilot = stages.running(cast)
    Organisation.objects.filter(pk=pilot.dotank.organisation_id).update(time_zone=zone)
    night = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    about = {"measure": pilot.measures.get(), "value": 3, "taken_on": date(2026, 11, 22), "note": "By night."}
    with moved_clock() as clock:
        clock.shows = night
        Reading.objects.create(**about, by=cast.member)

    (entry,) = [entry for entry in diary_of(Pilot.objects.get()) if entry.text == "By night."]

    assert entry.at == datetime.fromisoformat(stands_at)
