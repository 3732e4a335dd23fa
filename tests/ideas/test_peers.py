"""Standing alone no longer: both sides say yes before either learns who the other is, and time is kept honestly."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from common.models import HistoryLine
from ideas.actions import peers as actions
from ideas.actions.problems import withdraw_problem
from ideas.models import PeerAsk, PeerMessage, PeerSearch
from ideas.peers.queries import may_watch, working_days_from
from ideas.poster import forget
from people.models import Notice, Person, Profile
from tests import peers, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def heard(person: Person) -> list[str]:
    told = Notice.objects.filter(person=person).order_by("number")
    return [notice.told.kind for notice in told if "peer" in notice.told.kind]


def asked_people(search: PeerSearch) -> set[str]:
    return set(PeerAsk.objects.filter(search=search).values_list("person__name", flat=True))


def test_only_colleagues_elsewhere_who_are_open_to_it_and_know_the_subject_are_asked(cast: Cast) -> None:
    problem = peers.posted(cast)
    peers.open_to_it(cast.colleague, cast.poster)
    peers.open_to_it(cast.third, topics=("mobility",))
    Person.objects.filter(pk=cast.challenger.pk).update(is_active=False)

    assert asked_people(peers.searching(cast, problem)) == {"Mia Member"}


def test_a_poster_who_moved_is_not_asked_about_their_own_problem(cast: Cast) -> None:
    """Not even as somebody open to others: and nothing shows that somebody was left out."""
    problem = peers.posted(cast)
    peers.open_to_it(cast.poster)
    cast.poster.employments.update(organisation=make_organisation("New House"))
    vars(cast.poster).pop("_organisation_today", None)

    assert "Petra Poster" not in asked_people(peers.searching(cast, problem))


def test_four_are_asked_at_once_of_as_many_organisations_and_a_no_asks_the_next(cast: Cast) -> None:
    problem = peers.posted(cast)
    crowd = [make_person(f"Crowd {number}", make_organisation(f"House {number}")) for number in range(2)]
    big = make_organisation("Biggest House")
    crowd += [make_person(f"Big {number}", big) for number in range(5)]
    peers.open_to_it(*crowd)

    search = peers.searching(cast, problem)
    now = PeerAsk.objects.filter(search=search, state="asked")
    homes = [ask.person.employments.get().organisation_id for ask in now]

    assert (len(homes), len(set(homes))) == (4, 4)
    first = now[0]
    actions.say_no_to_peer(person=first.person, ask_id=first.pk)
    assert PeerAsk.objects.filter(search=search, state="asked").count() == 4
    assert PeerAsk.objects.filter(search=search, state="waiting").count() == 4


def test_nobody_open_is_said_at_once_and_nothing_is_kept(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.published_problem(cast)

    response = as_person(cast.poster).post(f"/api/problems/{problem.pk}/peers/")

    assert (response.status_code, response.json()["code"]) == (409, "nobody_open")
    assert not PeerSearch.objects.exists()


def test_a_problem_that_others_cannot_read_yet_asks_nobody(cast: Cast, as_person: ClientFor) -> None:
    peers.open_to_it(cast.member)
    problem = stages.published_problem(cast)
    type(problem).objects.filter(pk=problem.pk).update(shown_from=timezone.now() + timedelta(minutes=20))

    response = as_person(cast.poster).post(f"/api/problems/{problem.pk}/peers/")

    assert (response.status_code, response.json()["code"]) == (409, "not_shown")


def test_neither_side_learns_a_name_before_both_said_yes(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.asked(cast)
    poster, mia = as_person(cast.poster), as_person(cast.member)
    to_poster, to_mia = f"/api/problems/{ask.search.problem_id}/peers/", f"/api/peer-asks/{ask.pk}/"

    def said() -> tuple[str, str]:
        return poster.get(to_poster).content.decode(), mia.get(to_mia).content.decode()

    for step in (lambda: None, lambda: mia.post(f"{to_mia}yes/")):
        step()
        by_poster, by_mia = said()
        assert cast.member.name not in by_poster
        assert str(cast.member.pk) not in by_poster
        assert cast.poster.name not in by_mia
        assert str(cast.poster.pk) not in by_mia
        assert "Water Board" not in by_poster

    poster.post(f"{to_mia}meet/")

    by_poster, by_mia = said()
    assert cast.member.name in by_poster
    assert cast.poster.name not in by_mia
    assert str(cast.poster.pk) not in by_mia
    assert str(ask.search.problem.persona) in by_mia
    assert heard(cast.poster) == ["peer_willing"]
    assert heard(cast.member) == ["peer_asked", "peer_met"]


def test_they_talk_under_the_pseudonym_until_the_poster_shows_the_name(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.talking(cast)
    address = f"/api/problems/{ask.search.problem_id}/peers/"
    mia = as_person(cast.member)

    def authors() -> list[tuple[str, bool]]:
        rows = mia.get(f"{address}messages/").json()["results"]
        return [(row["author"]["name"], row["mine"]) for row in rows]

    persona = str(ask.search.problem.persona)
    assert authors() == [("Mia Member", True), (persona, False)]
    assert as_person(cast.poster).post(f"{address}show-name/").json()["me"]["name"] == "Petra Poster"
    assert authors() == [("Mia Member", True), ("Petra Poster", False)]
    assert as_person(cast.outsider).get(f"/api/problems/{ask.search.problem_id}/").json()["poster"]["name"] == persona


def test_the_shown_name_is_sealed_and_goes_when_the_poster_is_erased(cast: Cast) -> None:
    from people.privacy.registry import tables

    ask = peers.talking(cast)
    search = actions.show_name_to_peers(poster=cast.poster, problem_id=ask.search.problem_id)
    assert search.shown is not None
    assert cast.poster.pk.bytes not in bytes(search.shown)

    next(table for table in tables() if table.model is PeerSearch).forget(cast.poster)
    forget(cast.poster)

    assert PeerSearch.objects.get(pk=search.pk).shown is None


def test_no_row_of_it_names_the_poster(cast: Cast) -> None:
    search = peers.matched(cast)
    actions.write_to_peers(person=cast.poster, problem_id=search.problem_id, text="Hello")

    for model in (PeerSearch, PeerAsk, PeerMessage):
        assert str(cast.poster.pk) not in repr(list(model.objects.values()))
    ids = [*PeerAsk.objects.values_list("pk", flat=True), search.pk]
    lines = HistoryLine.objects.filter(subject_id__in=ids)
    assert cast.poster.pk not in set(lines.values_list("actor", flat=True))
    # What the poster did keeps its day alone.
    assert {line.at.minute for line in lines.filter(step="meet")} == {0}


def test_with_two_the_search_is_over_and_the_others_hear_that_they_are_not_needed(cast: Cast) -> None:
    problem = peers.posted(cast)
    peers.open_to_it(cast.third)
    search = peers.searching(cast, problem)
    for person in (cast.member, cast.challenger):
        ask = peers.ask_of(search, person)
        actions.say_yes_to_peer(person=person, ask_id=ask.pk)
        actions.meet_peer(poster=cast.poster, ask_id=ask.pk)

    search.refresh_from_db()
    assert search.state == "matched"
    assert heard(cast.third) == ["peer_asked", "peer_not_needed"]


def test_the_end_of_the_time_is_told_honestly_and_coordinators_hear_the_number_alone(cast: Cast) -> None:
    search = peers.met(cast).search
    PeerSearch.objects.filter(pk=search.pk).update(until=timezone.localdate() - timedelta(days=1))

    actions.look_after_searches()
    actions.look_after_searches()

    search.refresh_from_db()
    assert search.state == "ended"
    assert heard(cast.poster) == ["peer_willing", "peers_ended"]
    assert heard(cast.challenger) == ["peer_asked", "peer_not_needed"]
    (told,) = [one.told for one in Notice.objects.filter(person=cast.coordinator) if "peer" in one.told.kind]
    assert (told.kind, told.data, told.link) == ("peers_ended_number", {"found": "1"}, "/app/")
    # Whom they met stays.
    actions.write_to_peers(person=cast.member, problem_id=search.problem_id, text="Still here")


def test_looking_again_goes_on_with_whom_one_met(cast: Cast, as_person: ClientFor) -> None:
    search = peers.talking(cast).search
    actions.run_out(search_id=search.pk)
    peers.open_to_it(cast.third)

    answer = as_person(cast.poster).post(f"/api/problems/{search.problem_id}/peers/").json()

    assert (answer["state"], answer["asked"], len(answer["met"])) == ("open", 2, 1)
    assert heard(cast.challenger) == ["peer_asked", "peer_not_needed", "peer_asked"]
    assert heard(cast.third) == ["peer_asked"]
    again = peers.ask_of(search, cast.third)
    actions.say_yes_to_peer(person=cast.third, ask_id=again.pk)
    actions.meet_peer(poster=cast.poster, ask_id=again.pk)
    said = as_person(cast.third).get(f"/api/problems/{search.problem_id}/peers/messages/").json()["results"]
    assert len(said) == 2
    search.refresh_from_db()
    assert search.state == "matched"


def test_both_sides_are_reminded_once_when_half_of_the_time_is_over(cast: Cast) -> None:
    search = peers.willing(cast).search
    actions.look_after_searches()
    assert "peer_reminder" not in heard(cast.challenger)

    PeerSearch.objects.filter(pk=search.pk).update(until=working_days_from(timezone.localdate(), 5))
    for _hour in range(3):
        actions.look_after_searches()

    assert heard(cast.challenger) == ["peer_asked", "peer_reminder"]
    assert heard(cast.poster) == ["peer_willing", "peer_waits"]
    assert heard(cast.member) == ["peer_asked"]


def test_a_no_of_the_poster_reads_as_no_longer_being_needed(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.turned_down(cast)

    assert as_person(cast.member).get(f"/api/peer-asks/{ask.pk}/").json()["state"] == "lapsed"
    assert heard(cast.member) == ["peer_asked", "peer_not_needed"]


def test_whoever_leaves_reads_no_more_and_the_next_is_asked(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.talking(cast)
    peers.open_to_it(cast.third)
    PeerAsk.objects.create(search=ask.search, person=cast.third, place=9)

    assert as_person(cast.member).post(f"/api/peer-asks/{ask.pk}/leave/").json()["others"] == []

    address = f"/api/problems/{ask.search.problem_id}/peers/messages/"
    assert as_person(cast.member).get(address).status_code == 404
    assert as_person(cast.member).post(address, peers.MESSAGE, format="json").status_code == 404
    assert heard(cast.poster)[-1] == "peer_left"
    assert heard(cast.third) == ["peer_asked"]
    assert "Mia Member" in as_person(cast.poster).get(address).content.decode()


def test_a_withdrawn_problem_is_nobody_elses_any_more(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.asked(cast)
    withdraw_problem(poster=cast.poster, problem_id=ask.search.problem_id)

    assert as_person(cast.member).get(f"/api/peer-asks/{ask.pk}/").status_code == 404
    actions.look_after_searches()

    assert PeerSearch.objects.get().state == "stopped"
    assert heard(cast.member) == ["peer_asked", "peer_not_needed"]


def test_a_problem_without_a_topic_goes_by_its_language(cast: Cast) -> None:
    peers.open_to_it(cast.member, topics=())
    Profile.objects.filter(person=cast.third).update(open_to_peers=True, languages=["nb"])
    problem = stages.published_problem(cast)
    type(problem).objects.filter(pk=problem.pk).update(topics=[])

    search = actions.look_for_peers(poster=cast.poster, problem_id=problem.pk)

    assert asked_people(search) == {"Mia Member"}


@pytest.mark.parametrize(
    ("start", "end"), [(date(2026, 11, 20), date(2026, 12, 4)), (date(2026, 11, 21), date(2026, 12, 4))]
)
def test_ten_working_days_are_two_weeks(start: date, end: date) -> None:
    assert working_days_from(start, 10) == end


def test_only_those_who_talk_hear_that_something_is_said(cast: Cast) -> None:
    search = str(peers.met(cast).search_id)

    assert [who for who in ("poster", "member", "challenger", "coordinator", "manager", "outsider")
            if may_watch(cast[who], search)] == ["poster", "member"]  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_pressing_twice_begins_one_search(cast: Cast, as_person: ClientFor) -> None:
    problem = peers.posted(cast)

    def press() -> Any:
        return as_person(cast.poster).post(f"/api/problems/{problem.pk}/peers/")

    assert sorted(answer.status_code for answer in at_once(press, press)) == [201, 409]
    assert PeerSearch.objects.count() == 1
    assert heard(cast.member) == ["peer_asked"]


@pytest.mark.django_db(transaction=True)
def test_a_yes_while_the_time_runs_out(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.asked(cast)

    answers = at_once(
        lambda: as_person(cast.member).post(f"/api/peer-asks/{ask.pk}/yes/").status_code,
        lambda: bool(actions.run_out(search_id=ask.search_id)),
    )

    ask.refresh_from_db()
    assert answers[0] in {200, 409}
    assert ask.state == "lapsed"


@pytest.mark.django_db(transaction=True)
def test_two_messages_at_once_get_two_numbers(cast: Cast, as_person: ClientFor) -> None:
    ask = peers.met(cast)

    def write(person: Person) -> Any:
        address = f"/api/problems/{ask.search.problem_id}/peers/messages/"
        return as_person(person).post(address, peers.MESSAGE, format="json").status_code

    assert at_once(lambda: write(cast.member), lambda: write(cast.poster)) == [201, 201]
    assert sorted(PeerMessage.objects.values_list("number", flat=True)) == [1, 2]
