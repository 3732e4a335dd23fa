"""A member asks their own manager for hours; the answer is dated, revocable, and seen by the team without the words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dotanks.actions import hours
from dotanks.clock import end_what_is_over
from dotanks.hours.links import key_of
from dotanks.models import HoursRequest
from people.models import Notice, Person
from people.notices import fill, names_in, words_for
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.matrix.operations.hours import granted, plain
from tests.racing import at_once

Do = Callable[..., Any]


@pytest.fixture
def do(as_person: ClientFor) -> Do:
    """A request by this person, answered as expected."""

    def ask(person: Person, method: str, address: str, body: Any = None, status: int = 200) -> Any:
        response = getattr(as_person(person), method)(f"/api/{address}", body, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


def boss() -> Person:
    return Person.objects.get(name="Bea Boss")


@pytest.mark.django_db
def test_asked_given_seen_by_the_team_and_taken_back(cast: Cast, do: Do) -> None:
    asked = stages.asked_hours(cast)
    page = f"hours-asked/{key_of(asked)}/"
    heard = Notice.objects.get(person=boss())
    assert heard.told.link == f"/app/hours/{key_of(asked)}"
    team = f"dotanks/{asked.dotank_id}/hours/"
    assert do(cast.challenger, "get", team)["given"] == []

    fewer = {**plain(cast), "hours_a_week": 3, "words": "Three is what I can spare."}
    do(boss(), "post", f"{page}grant/", fewer)

    seen = do(cast.challenger, "get", team)
    assert [(one["person"]["name"], one["hours_a_week"]) for one in seen["given"]] == [("Mia Member", 3)]
    assert "Three is what" not in str(seen)
    assert do(cast.member, "get", team)["mine"]["words"] == "Three is what I can spare."
    assert do(boss(), "get", page)["abilities"] == {"grant": False, "refuse": False, "revoke": True}
    do(boss(), "post", f"{page}revoke/", {"words": "We are short of people."})
    assert do(cast.coordinator, "get", team)["given"] == []
    assert [one.told.kind for one in Notice.objects.filter(person=cast.member)].count("hours_revoked") == 1


@pytest.mark.django_db
def test_a_refusal_is_the_members_alone(cast: Cast, do: Do) -> None:
    asked = stages.asked_hours(cast)
    do(boss(), "post", f"hours-asked/{key_of(asked)}/refuse/", {"words": "Not this year."})

    team = f"dotanks/{asked.dotank_id}/hours/"
    for other in (cast.challenger, cast.coordinator):
        told = do(other, "get", team)
        assert (told["given"], told["mine"]) == ([], None)
    mine = do(cast.member, "get", team)
    assert (mine["mine"]["state"], mine["may_ask"]) == ("refused", True)


@pytest.mark.django_db
def test_a_manager_reads_the_subject_and_nothing_of_the_poster_or_the_team(cast: Cast, do: Do) -> None:
    asked = stages.asked_hours(cast)
    read = str(do(boss(), "get", f"hours-asked/{key_of(asked)}/"))
    letter = Notice.objects.get(person=boss())
    words = fill(words_for(letter.told).happened, letter.told.data, names_in([letter]))

    assert "Mia Member" in read
    assert str(stages.WORDS["title"]) in words
    persona = str(asked.dotank.problem.persona)
    for hidden in ("Petra", "Chris", str(cast.poster.pk), str(asked.dotank_id), persona, cast.home.name):
        assert hidden not in read + words + str(letter.told.data), hidden
    # The link opens the question alone: the Do Tank stays closed to the manager.
    do(boss(), "get", f"dotanks/{asked.dotank_id}/", status=404)


@pytest.mark.django_db
def test_the_link_opens_for_nobody_else_and_not_when_it_was_changed(cast: Cast, do: Do) -> None:
    key = key_of(stages.asked_hours(cast))
    for other in (cast.member, cast.coordinator, cast.manager, cast.poster):
        do(other, "get", f"hours-asked/{key}/", status=404)
    for damaged in (key[:-1] + ("0" if key[-1] != "0" else "1"), key[:32], "x", key + "0", "ä" * 64):
        do(boss(), "get", f"hours-asked/{damaged}/", status=404)


@pytest.mark.django_db
def test_without_a_named_manager_nobody_is_asked(cast: Cast, do: Do) -> None:
    dotank = stages.gathered(cast)
    assert do(cast.member, "get", f"dotanks/{dotank.pk}/hours/")["manager"] is None
    refused = do(cast.member, "post", f"dotanks/{dotank.pk}/hours/", plain(cast), status=403)
    assert refused["code"] == "no_manager_named"


@pytest.mark.django_db
def test_who_is_the_members_manager_no_more_cannot_answer(cast: Cast, do: Do) -> None:
    asked = stages.asked_hours(cast)
    cast.member.employments.update(manager=None)
    do(boss(), "post", f"hours-asked/{key_of(asked)}/grant/", plain(cast), status=409)
    assert HoursRequest.objects.get().state == "asked"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"hours_a_week": 0}, "hours_a_week"),
        ({"hours_a_week": 41}, "hours_a_week"),
        ({"since": 9, "until": 8}, "until"),
        ({"since": -9, "until": -1}, "until"),
    ],
)
def test_hours_that_make_no_sense_are_refused(cast: Cast, do: Do, changed: dict[str, int], field: str) -> None:
    asked = stages.asked_hours(cast)
    today = timezone.localdate()
    body = plain(cast) | {
        name: value if name == "hours_a_week" else str(today + timedelta(days=value)) for name, value in changed.items()
    }
    told = do(boss(), "post", f"hours-asked/{key_of(asked)}/grant/", body, status=422)
    assert list(told["details"]) == [field]
    hours.end_hours(person=cast.member, asked_id=asked.pk)
    do(cast.member, "post", f"dotanks/{asked.dotank_id}/hours/", body, status=422)


@pytest.mark.django_db
def test_given_hours_end_after_their_last_day(cast: Cast) -> None:
    given = granted(cast)
    end_what_is_over()
    assert HoursRequest.objects.get().state == "granted"
    yesterday = timezone.localdate() - timedelta(days=1)
    HoursRequest.objects.filter(pk=given.pk).update(since=yesterday, until=yesterday)
    end_what_is_over()
    end_what_is_over()
    assert HoursRequest.objects.get().state == "ended"


@pytest.mark.django_db
def test_the_managers_desk_says_that_an_answer_waits(cast: Cast, do: Do) -> None:
    asked = stages.asked_hours(cast)
    waits = do(boss(), "get", "desk/")["waits"]
    assert [(one["verb"], one["link"]) for one in waits] == [("Answer about the hours", f"/app/hours/{key_of(asked)}")]


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_and_two_questions_at_once(cast: Cast, as_person: ClientFor) -> None:
    asked = stages.asked_hours(cast)
    page = f"/api/hours-asked/{key_of(asked)}/"
    manager = boss()

    def answer(step: str, body: dict[str, Any]) -> Any:
        client = as_person(manager)
        return lambda: client.post(f"{page}{step}/", body, format="json")

    assert sorted(one.status_code for one in at_once(answer("grant", plain(cast)), answer("refuse", {}))) == [200, 409]

    HoursRequest.objects.all().delete()

    def ask() -> Any:
        client = as_person(cast.member)
        return lambda: client.post(f"/api/dotanks/{asked.dotank_id}/hours/", plain(cast), format="json")

    assert sorted(one.status_code for one in at_once(ask(), ask())) == [201, 409]
    assert HoursRequest.objects.count() == 1
