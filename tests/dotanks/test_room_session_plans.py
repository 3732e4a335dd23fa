"""A session before it begins: planned with a time, planned otherwise, called off, and said again the day before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from dotanks.actions import proposals
from dotanks.models import DoTank
from dotanks.room.clock import remind_of_sessions
from dotanks.room.models import Session
from dotanks.room.sessions import days, leading
from people.models import Letter, Notice, Person
from people.models.notices import NoticeRhythms
from people.tasks import deliver_letter
from tests import sessions, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.sessions import ids

LANGUAGES = {
    "en": ("When", "at", "Agenda"),
    "nl": ("Wanneer", "om", "Agendapunten"),
    "sv": ("När", "klockan", "Dagordning"),
    "nb": ("Når", "klokken", "Dagsorden"),
}


def told(kind: str) -> list[Notice]:
    return [one for one in Notice.objects.order_by("number") if one.told.kind == kind]


def names(kind: str) -> set[str]:
    return {one.person.shown_name for one in told(kind)}


def change(session: Session, as_person: ClientFor, person: Person, status: int = 200, **more: Any) -> Any:
    body = {"read_version": 1, "title": "Another title", "agenda": sessions.AGENDA, **more}
    at = f"/api/rooms/{session.room_id}/sessions/{session.pk}/"
    response = as_person(person).put(at, body, format="json")
    assert response.status_code == status, response.content.decode()
    return response.json()


@pytest.fixture
def tomorrow() -> date:
    return days.today() + timedelta(days=1)


@pytest.mark.django_db
def test_a_planned_session_is_changed_whole(cast: Cast, as_person: ClientFor) -> None:
    session = sessions.planned(cast, planned_on=stages.in_a_week(), again_weeks=4)

    answer = change(session, as_person, cast.challenger, agenda=[{"card": "check-in", "minutes": 6, "quiet": True}])

    assert (answer["title"], answer["planned_on"], answer["again_weeks"]) == ("Another title", None, None)
    assert [(one["card"], one["minutes"], one["quiet"]) for one in answer["agenda"]] == [("check-in", 6, True)]
    assert (answer["version"], answer["facilitator"]["id"], answer["kind"]) == (2, str(cast.member.pk), "fail-round")
    assert change(session, as_person, cast.member, 409)["code"] == "outdated"
    assert change(session, as_person, cast.member, 422, read_version=2, agenda=[])["details"]["agenda"]


@pytest.mark.django_db
def test_what_has_begun_is_not_planned_otherwise(cast: Cast, as_person: ClientFor) -> None:
    session = sessions.running(cast)

    assert change(session, as_person, cast.member, 409, read_version=2)["code"] == "wrong_state"
    assert Session.objects.get().agenda.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "when",
    [
        {"planned_on": "2026-01-01"},
        {"planned_at": "2026-01-01T12:00:00Z"},
        {"planned_at": "2100-01-01T00:00:00Z"},
        {"planned_at": "0001-01-01T00:00:00+14:00"},
        {"planned_at": "soon"},
    ],
)
def test_a_day_or_moment_that_cannot_be_is_refused(cast: Cast, as_person: ClientFor, when: dict[str, str]) -> None:
    session = sessions.planned(cast, planned_on=stages.in_a_week())

    assert set(change(session, as_person, cast.member, 422, **when)["details"]) <= {"planned_on", "planned_at"}
    assert Session.objects.get().planned_on == stages.in_a_week()


@pytest.mark.django_db
def test_the_day_is_the_one_on_which_the_moment_lies_here(cast: Cast) -> None:
    late = datetime(2031, 3, 3, 23, 30, tzinfo=UTC)

    session = sessions.planned(cast, planned_at=late)

    assert (session.planned_on, session.planned_at) == (date(2031, 3, 4), late), "half past midnight in Amsterdam"


@pytest.mark.django_db
def test_the_next_one_is_at_the_same_time_of_day(cast: Cast) -> None:
    session = sessions.running(cast, planned_at=timezone.now() + timedelta(hours=2), again_weeks=30)
    assert session.planned_at

    leading.end_session(person=cast.member, **ids(session), read_version=2)

    following = Session.objects.get(state="planned")
    assert following.planned_at
    assert following.planned_on == days.today() + timedelta(weeks=30) == days.day_of(following.planned_at)
    assert following.planned_at == days.same_time_on(following.planned_on, session.planned_at)
    here = session.planned_at.astimezone(ZoneInfo("Europe/Amsterdam")).hour
    assert {days.same_time_on(date(2031, month, 1), session.planned_at).hour for month in (1, 7)} == {here}


@pytest.mark.django_db
def test_others_hear_of_another_day_once_and_of_another_title_never(cast: Cast, as_person: ClientFor) -> None:
    day = stages.in_a_week()
    session = sessions.planned(cast, planned_on=day)
    everybody = {cast.member.shown_name} | names("session_planned")

    change(session, as_person, cast.challenger, planned_on=str(day))
    assert told("session_moved") == []
    change(session, as_person, cast.challenger, planned_on=str(day + timedelta(days=1)), read_version=2)

    assert names("session_moved") == everybody - {cast.challenger.shown_name}
    assert len(told("session_moved")) == len(everybody) - 1


@pytest.mark.django_db
def test_others_hear_that_it_will_not_take_place(cast: Cast, as_person: ClientFor) -> None:
    session = sessions.planned(cast, planned_on=stages.in_a_week())
    at = f"/api/rooms/{session.room_id}/sessions/{session.pk}/call-off/"

    as_person(cast.challenger).post(at, {"read_version": 1}, format="json")

    assert cast.member.shown_name in names("session_called_off")
    assert cast.challenger.shown_name not in names("session_called_off")


def due_tomorrow(cast: Cast) -> Session:
    """Planned a week ago for tomorrow."""
    session = sessions.planned(cast, planned_on=stages.in_a_week())
    Session.objects.update(planned_on=days.today() + timedelta(days=1))
    return session


@pytest.mark.django_db
def test_the_day_before_everybody_who_may_enter_is_reminded_once(cast: Cast) -> None:
    due_tomorrow(cast)

    for _ in range(2):
        remind_of_sessions()

    assert names("session_soon") == {cast.member.shown_name} | names("session_planned")
    assert len(told("session_soon")) == len(names("session_soon"))


@pytest.fixture(params=["far", "called off", "running", "announced today", "no day", "ended Do Tank"])
def not_to_remind(request: pytest.FixtureRequest, cast: Cast) -> None:
    if request.param == "far":
        sessions.planned(cast, planned_on=days.today() + timedelta(days=2))
    elif request.param == "announced today":
        sessions.planned(cast, planned_on=days.today() + timedelta(days=1))
    elif request.param == "no day":
        sessions.planned(cast)
    else:
        session = due_tomorrow(cast)
        if request.param == "ended Do Tank":
            proposals.end(by=None, dotank_id=DoTank.objects.get(room_id=session.room_id).pk)
        else:
            Session.objects.update(state=request.param.replace(" ", "_"))


@pytest.mark.django_db
@pytest.mark.usefixtures("not_to_remind")
def test_nobody_is_reminded_of(cast: Cast) -> None:
    remind_of_sessions()

    assert told("session_soon") == []


@pytest.mark.django_db
def test_moved_to_a_later_day_it_is_said_again_the_day_before_that(cast: Cast, as_person: ClientFor) -> None:
    session = due_tomorrow(cast)
    remind_of_sessions()
    first = len(told("session_soon"))

    change(session, as_person, cast.member, planned_on=str(stages.in_a_week()))
    Session.objects.update(planned_on=days.today())
    remind_of_sessions()

    assert len(told("session_soon")) == 2 * first


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_when_and_what_in_its_readers_language(cast: Cast, language: str, tomorrow: date) -> None:
    Person.objects.filter(pk=cast.challenger.pk).update(language=language)
    NoticeRhythms.objects.create(person=cast.challenger, taking_part="at_once")
    noon = datetime.combine(tomorrow, datetime.min.time(), UTC) + timedelta(hours=12)
    sessions.planned(cast, planned_at=noon, question="What went wrong?")
    Session.objects.update(reminded=False)
    remind_of_sessions()
    (notice,) = [one for one in told("session_soon") if one.person_id == cast.challenger.pk]
    assert notice.letter_id
    Letter.objects.filter(pk=notice.letter_id).update(due_at="2020-01-01T00:00Z")

    deliver_letter(letter_id=str(notice.letter_id))

    (letter,) = [one for one in mail.outbox if one.to == [cast.challenger.email]]
    when, at, agenda = LANGUAGES[language]
    for words in (when, f" {at} ", agenda, "What went wrong?", str(tomorrow.year)):
        assert words in letter.body, words
