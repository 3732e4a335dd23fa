"""Limits that are left alarm their owners once; loops keep what they promised; check-ins are asked for once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from common.refusals import Clash, Invalid, NotReady, Outdated, Unknown, WrongState
from dotanks.models import DoTank
from experiments.actions import cards, check_ins, pausing, pilots, uses
from experiments.actions import preparing as getting_ready
from experiments.clock import remind_of_check_ins
from experiments.models import Card, CheckIn, Pilot, Use
from experiments.running.diary import diary_of
from experiments.running.rules import check_in_due
from flow.demo.clock import moved_clock
from people.models import Notice, Organisation
from tests import days, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.experiments.test_following import said
from tests.gate import despite_the_lock
from tests.racing import at_once


def use(cast: Cast, pilot: Pilot, kind: str = "people", **what: Any) -> Use:
    return uses.enter_use(person=cast.member, pilot_id=pilot.pk, kind=kind, **{"used_on": days.today(), **what})


@pytest.mark.django_db
def test_leaving_a_limit_alarms_lead_and_manager_once_per_crossing(cast: Cast) -> None:
    pilot = stages.running(cast)
    use(cast, pilot, amount=20)
    assert said(cast, "member", "limit_people_left") == []

    wrong = use(cast, pilot, amount=1)
    use(cast, pilot, amount=5)

    words = ["“One signature a year” left its limit: 21 of 20 people."]
    assert said(cast, "member", "limit_people_left") == words
    assert said(cast, "manager", "limit_people_left") == words
    assert said(cast, "challenger", "limit_people_left") == []
    assert "A limit was left: 21 of 20 people." in [entry.words for entry in diary_of(Pilot.objects.get())]
    use(cast, pilot, amount=0, corrects=wrong.pk)
    assert len(said(cast, "member", "limit_people_left")) == 1
    assert Pilot.objects.get().state == "running", "an alarm decides nothing"


@pytest.mark.django_db
def test_the_first_loop_is_written_in_the_language_of_its_team(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    DoTank.objects.update(language="nb")

    with translation.override("en"):
        getting_ready.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
        getting_ready.open_pilot(person=cast.member, pilot_id=pilot.pk)

    assert Card.objects.get().test == f"{pilot.title}, i {pilot.place}"


@pytest.mark.django_db
def test_back_within_and_out_again_alarms_again(cast: Cast) -> None:
    pilot = stages.running(cast)
    much = use(cast, pilot, "money", amount=501)
    use(cast, pilot, "money", amount=400, corrects=much.pk)

    use(cast, pilot, "money", amount=101)

    assert len(said(cast, "manager", "limit_money_left")) == 2


@pytest.mark.django_db
def test_a_place_outside_alarms_and_one_within_does_not(cast: Cast) -> None:
    pilot = stages.running(cast)
    use(cast, pilot, "place", place="Two teams")
    assert said(cast, "manager", "limit_place_left") == []

    use(cast, pilot, "place", place="The whole town", outside=True)

    assert said(cast, "manager", "limit_place_left") == [
        "“One signature a year” left its limit: it was tried in “The whole town”, and “Two teams” was agreed."
    ]


@pytest.mark.django_db
def test_what_cannot_be_used_is_refused(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    day = str(days.today())
    first = use(cast, pilot, amount=1)

    for body, status in (
        ({"kind": "people"}, 422),
        ({"kind": "people", "amount": -1}, 422),
        ({"kind": "people", "amount": 1, "place": "Here"}, 422),
        ({"kind": "people", "amount": 1, "outside": True}, 422),
        ({"kind": "place", "amount": 1}, 422),
        ({"kind": "money", "amount": 1, "corrects": str(first.pk)}, 422),
        ({"kind": "people", "amount": 1, "used_on": str(stages.in_a_week())}, 422),
    ):
        answer = client.post(f"/api/pilots/{pilot.pk}/uses/", {"used_on": day, **body}, format="json")
        assert answer.status_code == status, (body, answer.content)
    assert Use.objects.count() == 1
    use(cast, pilot, amount=2, corrects=first.pk)
    with pytest.raises(Clash):
        use(cast, pilot, amount=3, corrects=first.pk)


@pytest.mark.django_db(transaction=True)
def test_five_uses_at_once_cross_the_limit_once(cast: Cast) -> None:
    pilot = stages.running(cast)

    at_once(*[lambda: use(cast, pilot, amount=18) for _ in range(5)])

    assert len(said(cast, "manager", "limit_people_left")) == 1


@pytest.mark.django_db
def test_the_page_shows_what_is_used_against_the_limits(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)
    use(cast, pilot, amount=41)

    shown = as_person(cast.outsider).get(f"/api/pilots/{pilot.pk}/running/").json()

    assert shown["used"] == {"people": 41, "money": 0, "outside": []}
    assert shown["limits_left"] == ["41 of 20 people"]


@pytest.mark.django_db
def test_the_first_loop_begins_with_the_pilot(cast: Cast) -> None:
    card = stages.first_card(cast)

    assert (card.number, card.state, card.threshold) == (1, "running", Decimal(3))
    assert card.hypothesis == "Visits happen on the day they are needed."


@pytest.mark.django_db
def test_loops_come_in_turn_and_each_keeps_result_learning_and_decision(cast: Cast) -> None:
    second = stages.card(cast)
    with pytest.raises(Clash):
        cards.start_card(person=cast.member, card_id=second.pk)
    first = Card.objects.get(number=1)
    cards.decide_card(person=cast.member, card_id=first.pk, **stages.LEARNT)

    cards.start_card(person=cast.member, card_id=second.pk)

    assert list(Card.objects.values_list("number", "state")) == [(1, "decided"), (2, "running")]
    words = [entry.words for entry in diary_of(second.pilot)]
    assert "Loop 1: Go on with it." in words
    assert "Loop 2 started: Days until a visit, limit 3." in words


@pytest.mark.django_db
@pytest.mark.parametrize(("decision", "cards_after"), [("end", 1), ("go_on", 1), ("change", 2), ("keep_testing", 2)])
def test_where_testing_goes_on_the_next_card_is_written_down(decision: str, cards_after: int, cast: Cast) -> None:
    first = stages.first_card(cast)

    cards.decide_card(person=cast.member, card_id=first.pk, **{**stages.LEARNT, "decision": decision})

    assert Card.objects.count() == cards_after


@pytest.mark.django_db
def test_a_planned_loop_may_change_and_a_started_one_not(cast: Cast) -> None:
    card = stages.card(cast)
    cards.edit_card(person=cast.member, card_id=card.pk, read_version=1, threshold=Decimal(2))
    with pytest.raises(Outdated):
        cards.edit_card(person=cast.member, card_id=card.pk, read_version=1, threshold=Decimal(1))
    with pytest.raises(WrongState):
        cards.edit_card(person=cast.member, card_id=Card.objects.get(number=1).pk, read_version=1, threshold=Decimal(9))
    with pytest.raises(Unknown):
        cards.edit_card(person=cast.member, card_id=card.pilot.pk, read_version=1, threshold=Decimal(9))
    assert list(Card.objects.values_list("threshold", flat=True)) == [3, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["hypothesis = 'x'", "test = 'x'", "threshold = 99", "number = 7"])
def test_the_database_locks_what_a_started_loop_promised(column: str, cast: Cast) -> None:
    stages.first_card(cast)

    for change in (f"UPDATE experiments_card SET {column}", "DELETE FROM experiments_card"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.django_db
def test_no_loop_starts_while_the_pilot_rests(cast: Cast) -> None:
    card = stages.startable_card(cast)
    pausing.pause_pilot(person=cast.member, pilot_id=card.pilot_id, reason="Wait")

    with pytest.raises(NotReady):
        cards.start_card(person=cast.member, card_id=card.pk)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


DUE = [
    # (opened, every, last, today, due)
    (at(2026, 3, 2, 9), 7, None, date(2026, 3, 2), date(2026, 3, 9)),
    (at(2026, 3, 2, 9), 7, None, date(2026, 3, 9), date(2026, 3, 9)),
    (at(2026, 3, 2, 9), 7, None, date(2026, 3, 10), date(2026, 3, 9)),
    (at(2026, 3, 2, 9), 7, None, date(2026, 3, 16), date(2026, 3, 9)),
    (at(2026, 3, 2, 9), 7, None, date(2026, 3, 17), date(2026, 3, 16)),
    (at(2026, 3, 2, 9), 7, date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 17)),
    # The night of the 29th loses an hour in Amsterdam, that of the 25th of October gains one; days are days.
    (at(2026, 3, 28, 23, 30), 1, None, date(2026, 3, 30), date(2026, 3, 30)),
    (at(2026, 10, 24, 21, 30), 1, None, date(2026, 10, 26), date(2026, 10, 25)),
    (at(2028, 2, 28, 9), 1, None, date(2028, 3, 1), date(2028, 2, 29)),
    (at(2028, 2, 22, 9), 7, None, date(2028, 3, 1), date(2028, 2, 29)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("opened", "every", "last", "today", "due"), DUE)
def test_when_the_next_check_in_is_due(
    opened: datetime, every: int, last: date | None, today: date, due: date, cast: Cast
) -> None:
    pilot = stages.running(cast)
    Organisation.objects.filter(pk=cast.home.pk).update(time_zone="Europe/Amsterdam")
    with despite_the_lock():
        Pilot.objects.update(opened_at=opened, check_in_every=every)

    assert check_in_due(Pilot.objects.get(pk=pilot.pk), last, today) == due


@pytest.mark.django_db
def test_a_late_check_in_is_asked_for_once_for_each_day_it_was_due(cast: Cast) -> None:
    stages.watched(cast)

    def kinds() -> int:
        found = Notice.objects.filter(person=cast.member)
        return [notice.told.kind for notice in found].count("check_in_late")

    opened = Pilot.objects.get().opened_at
    assert opened is not None
    # Written down without a check-in between: the 7th day is late from the 8th on, the 14th from the 15th on.
    for day, asked in ((6, 0), (7, 0), (8, 1), (14, 1), (15, 2)):
        with moved_clock() as clock:
            clock.shows = opened + timedelta(days=day)
            remind_of_check_ins()
            remind_of_check_ins()
        assert kinds() == asked, day


@pytest.mark.django_db
def test_a_check_in_stands_in_the_diary_and_moves_the_next(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.watched(cast)
    today = days.today()
    with pytest.raises(Invalid):
        check_ins.check_in(person=cast.member, pilot_id=pilot.pk, on_day=today - timedelta(days=1), going="well")

    check_ins.check_in(
        person=cast.member, pilot_id=pilot.pk, on_day=today, going="mixed", helps="The desk", hinders="Time"
    )

    shown = as_person(cast.outsider).get(f"/api/pilots/{pilot.pk}/running/").json()
    assert (shown["check_in_due"], shown["check_in_late"]) == (str(today + timedelta(days=7)), False)
    said_ = next(entry for entry in shown["diary"] if entry["kind"] == "check_in")
    assert (said_["by"], said_["text"]) == ("Mia Member", "What helps: The desk\nWhat hinders: Time")
    assert CheckIn.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_written_down_after_the_end(cast: Cast) -> None:
    pilot = stages.watched(cast)
    pilots.stop_pilot(person=cast.member, pilot_id=pilot.pk, reason="Enough")

    with pytest.raises(WrongState):
        use(cast, pilot, amount=1)
    with pytest.raises(WrongState):
        check_ins.check_in(person=cast.member, pilot_id=pilot.pk, on_day=days.today(), going="well")
    with pytest.raises(WrongState):
        cards.plan_card(person=cast.member, pilot_id=pilot.pk, **stages.next_card(pilot))


@pytest.mark.django_db
def test_nothing_is_used_on_a_day_on_which_the_pilot_had_not_started(cast: Cast) -> None:
    pilot = stages.running(cast)
    with pytest.raises(Invalid) as refused:
        use(cast, pilot, "money", amount=10, used_on=days.today() - timedelta(days=1))
    assert refused.value.extra["details"] == {"used_on": ["The pilot had not started on this day."]}
    assert not Use.objects.exists()
