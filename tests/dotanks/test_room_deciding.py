"""Deciding together: limits that hold, an end that counts once, and a reason that is kept."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone, translation

from common.refusals import Refusal
from dotanks.room.clock import remind_of_reviews
from dotanks.room.deciding import actions, queries
from dotanks.room.models import Ballot, Decision, Poll, Voter
from people.models import Notice
from people.notices import fill, words_for
from tests import rooms
from tests.cast import Cast, make_cast
from tests.conftest import ClientFor
from tests.racing import at_once
from tests.translations.languages import LANGUAGES


def counts(poll: Poll) -> list[int | None]:
    return [option.count for option in poll.options.order_by("place")]


def refused(call: Callable[[], Any]) -> str:
    """The code of the refusal; empty where it went through."""
    try:
        call()
    except Refusal as no:
        return no.code
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("secrecy", ["open", "until_closed", "always"])
def test_dots_are_limited_and_counted_once(cast: Cast, secrecy: str) -> None:
    poll = rooms.poll(cast, secrecy=secrecy)

    assert refused(lambda: rooms.vote(cast, poll, "member", 2, 2)) == "invalid", "four of three dots"
    assert refused(lambda: rooms.vote(cast, poll, "member", 3)) == "invalid", "three on one, of two"
    assert refused(lambda: rooms.vote(cast, poll, "member", 0, 0)) == "invalid", "no dot at all"
    rooms.vote(cast, poll, "member", 2, 1)
    rooms.vote(cast, poll, "member", 1, 0, 2)
    rooms.vote(cast, poll, "challenger", 2)
    rooms.vote(cast, poll, "third", 0, 1)
    shown = queries.get_poll(cast.member, poll.pk)
    assert queries.voted(shown) == 3
    assert [one.count for one in queries.results(shown)] == ([3, 1, 2] if secrecy == "open" else [None] * 3)
    closed = actions.close_poll(person=cast.challenger, poll_id=poll.pk)

    assert counts(closed) == [3, 1, 2]
    assert (closed.voters, closed.closed_by) == (3, cast.challenger)
    assert refused(lambda: rooms.vote(cast, poll, "member", 1)) == "wrong_state"
    assert refused(lambda: actions.close_poll(person=cast.member, poll_id=poll.pk)) == "wrong_state"


@pytest.mark.django_db
def test_options_of_another_poll_are_refused(cast: Cast) -> None:
    poll = rooms.poll(cast)
    other = rooms.poll(cast, poll.room_id)

    option = other.options.all()[0].pk
    assert refused(lambda: actions.vote(person=cast.member, poll_id=poll.pk, choices={option: 1})) == "invalid"
    assert not Ballot.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("secrecy", ["open", "until_closed", "always"])
def test_two_tabs_at_once_have_no_more_dots_than_one(secrecy: str) -> None:
    cast = make_cast()
    poll = rooms.poll(cast, secrecy=secrecy)
    tabs = [(2, 1), (1, 2), (0, 1, 2), (2, 0, 1)]

    at_once(*(lambda dots=dots: rooms.vote(cast, poll, "member", *dots) for dots in tabs))
    rooms.vote(cast, poll, "challenger", 1)
    rooms.vote(cast, poll, "third", 1)

    closed = actions.close_poll(person=cast.member, poll_id=poll.pk)
    assert closed.voters == 3
    assert sum(count or 0 for count in counts(closed)) == 3 + 2


@pytest.mark.django_db(transaction=True)
def test_a_secret_vote_from_two_browsers_at_once_counts_once() -> None:
    cast = make_cast()
    poll = rooms.secret(cast)
    words = [f"{rooms.WORD}-{number}" for number in range(3)]

    codes = at_once(
        *(lambda word=word: refused(lambda: rooms.vote(cast, poll, "member", 1, word=word)) for word in words)
    )

    assert sorted(codes) == ["", "voted_elsewhere", "voted_elsewhere"]
    assert Voter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("secrecy", ["open", "always"])
def test_a_vote_while_it_closes_counts_or_is_refused(secrecy: str) -> None:
    cast = make_cast()
    poll = rooms.poll(cast, secrecy=secrecy)
    for who in ("challenger", "third"):
        rooms.vote(cast, poll, who, 1)
    rooms.vote(cast, poll, "member", 0, 1)

    codes = at_once(
        lambda: refused(lambda: rooms.vote(cast, poll, "member", 0, 0, 2)),
        lambda: refused(lambda: actions.close_poll(person=cast.challenger, poll_id=poll.pk)),
        lambda: refused(lambda: actions.close_poll(person=cast.third, poll_id=poll.pk)),
    )

    closed = Poll.objects.get()
    assert sorted(codes[1:]) == ["", "wrong_state"]
    assert counts(closed) == ([2, 0, 2] if codes[0] == "" else [2, 1, 0])
    assert closed.options.aggregate(all=Sum("count"))["all"] == sum(count or 0 for count in counts(closed))


@pytest.mark.django_db
@pytest.mark.parametrize("secrecy", ["open", "until_closed", "always"])
def test_a_proposal_is_adopted_only_without_objections(cast: Cast, secrecy: str, as_person: ClientFor) -> None:
    poll = rooms.proposal(cast, secrecy=secrecy)
    rooms.vote(cast, poll, "member", 1)
    rooms.vote(cast, poll, "challenger", 0, 1, reason="I do not know the form.")
    assert refused(lambda: rooms.vote(cast, poll, "third", 0, 0, 1)) == "invalid", "an objection needs words"
    rooms.vote(cast, poll, "third", 0, 0, 1, reason="The law says otherwise.")
    other = rooms.proposal(cast, poll.room_id, secrecy=secrecy)
    for who in ("member", "challenger", "third"):
        rooms.vote(cast, other, who, 1)

    client, decided = as_person(cast.outsider), {"text": "We go on", "reason": "It is late"}
    objected, adopted = (
        [
            actions.close_poll(person=cast.member, poll_id=one.pk, decision=decided),
            client.get(f"/api/polls/{one.pk}/").json(),
        ][1]
        for one in (poll, other)
    )

    assert (objected["adopted"], adopted["adopted"]) == (False, True)
    decisions = client.get(f"/api/rooms/{poll.room_id}/decisions/").json()["results"]
    assert {one["poll_id"]: one["adopted"] for one in decisions} == {str(poll.pk): False, str(other.pk): True}
    said = {(one["name"], one["answer"], one["reason"]) for one in objected["words_with_votes"]}
    names = ("", "") if secrecy == "always" else (cast.challenger.name, cast.third.name)
    assert said == {
        (names[0], "stand_aside", "I do not know the form."),
        (names[1], "object", "The law says otherwise."),
    }


@pytest.mark.django_db
def test_what_nobody_could_answer_is_not_asked(cast: Cast) -> None:
    room_id = rooms.room(cast).pk
    wrong: list[dict[str, Any]] = [
        {"options": ["Only one"]},
        {"options": ["Same", "same "]},
        {"at_most": 4},
        {"kind": "choice", "at_most": 2},
        {"kind": "choice", "dots": 4, "at_most": 1},
        {"kind": "consent"},
    ]

    for more in wrong:
        assert refused(partial(rooms.poll, cast, room_id, **more)) == "invalid"
    assert not Poll.objects.exists()


@pytest.mark.django_db
def test_a_draft_is_changed_and_what_was_opened_stays(cast: Cast) -> None:
    poll = rooms.draft(cast)
    asked = {**rooms.DOTS, "question": "Which one?", "options": ["A", "B"]}
    assert refused(lambda: rooms.vote(cast, poll, "member", 1)) == "wrong_state"

    changed = actions.change_poll(person=cast.challenger, poll_id=poll.pk, read_version=1, **asked)

    assert (changed.question, [one.text for one in changed.options.all()]) == ("Which one?", ["A", "B"])
    actions.open_poll(person=cast.member, poll_id=poll.pk)
    again = lambda: actions.change_poll(person=cast.member, poll_id=poll.pk, read_version=2, **asked)  # noqa: E731
    assert refused(again) == "wrong_state"


@pytest.mark.django_db
def test_what_was_withdrawn_leaves_no_votes(cast: Cast) -> None:
    poll = rooms.secret(cast)
    rooms.vote(cast, poll, "member", 1)

    withdrawn = actions.withdraw_poll(person=cast.challenger, poll_id=poll.pk)

    assert (withdrawn.state, counts(withdrawn), withdrawn.voters) == ("withdrawn", [None] * 3, None)
    assert not Voter.objects.exists()
    assert not hasattr(Poll.objects.get(), "box")


@pytest.mark.django_db
def test_what_was_decided_is_kept_with_its_reason(cast: Cast, as_person: ClientFor) -> None:
    poll = rooms.poll(cast)
    rooms.vote(cast, poll, "member", 1)
    before = timezone.now() - timedelta(minutes=1)
    client = as_person(cast.challenger)
    day = timezone.localdate() + timedelta(days=30)
    sent = {"decision": {**rooms.DECISION, "review_on": str(day)}}

    assert client.post(f"/api/polls/{poll.pk}/close/", sent, format="json").status_code == 200
    (decision,) = client.get(f"/api/rooms/{poll.room_id}/decisions/").json()["results"]

    assert {name: decision[name] for name in ("text", "reason", "question", "present", "review_on", "due")} == {
        **rooms.DECISION,
        "question": poll.question,
        "present": 1,
        "review_on": str(day),
        "due": False,
    }
    after = timezone.now() + timedelta(minutes=1)
    assert [one.pk for one in queries.polls_between(poll.room_id, before, after)] == [poll.pk]
    assert [str(one.pk) for one in queries.decided_between(poll.room_id, before, after)] == [decision["id"]]
    assert queries.decided_between(poll.room_id, before, before) == []


@pytest.mark.django_db
def test_a_review_reminds_once_in_each_language(cast: Cast) -> None:
    decision = rooms.decision(cast)
    Decision.objects.update(review_on=timezone.localdate())

    remind_of_reviews()
    remind_of_reviews()

    told = [one for one in Notice.objects.all() if one.told.kind == "decision_review"]
    people = {cast.member.pk, cast.challenger.pk, cast.third.pk, cast.outsider.pk}
    assert len(told) == len(people)
    assert {one.person_id for one in told} == people
    assert told[0].told.link.endswith(f"/room?beside=decisions&at={decision.pk}")
    spoken = set()
    for language in LANGUAGES:
        with translation.override(language):
            spoken.add(fill(words_for(told[0].told).asked, told[0].told.data))
    assert len(spoken) == len(LANGUAGES)
    assert all(rooms.DECISION["text"] in words for words in spoken)
