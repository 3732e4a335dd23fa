"""One click from the letter: signed, good once and until the day; it tells nobody anything they may not know."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dotanks.actions import asking, teams
from dotanks.inviting.links import LONGEST, link_for
from dotanks.models import DoTank, Invitation, Seat
from dotanks.states import InvitationState
from people.models import Letter, Notice, Profile
from people.tasks import deliver_letter
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.pages.test_every_page import is_sound
from tests.matrix.trace import trace
from tests.racing import at_once

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "nl", "sv", "nb"]


def asked(cast: Cast) -> Invitation:
    return stages.invitation(stages.forming(cast), cast.member)


def letter_to(person: Any) -> Any:
    (letter,) = Letter.objects.filter(person=person)
    deliver_letter(letter_id=str(letter.pk))
    return mail.outbox[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_why_you_with_whom_how_long_and_until_when(cast: Cast, language: str) -> None:
    cast.member.language = language
    cast.member.save(update_fields=["language"])
    invitation = asked(cast)

    letter = letter_to(cast.member)

    html = str(letter.alternatives[0][0])
    for text in (str(letter.body), html):
        assert str(stages.WORDS["situation"]) in text
        assert "Agency, Ministry, Region" in text
        assert "4" in text
        assert "13" in text
        for answer in ("yes", "no"):
            assert f"http://testserver{link_for(invitation, answer)}" in text
        for other in (cast.challenger, cast.third, cast.fourth, cast.poster, cast.coordinator):
            assert other.name not in text
    assert ("Why you" in html) is (language == "en")


def test_whoever_has_accepted_is_named(cast: Cast) -> None:
    invitation = asked(cast)
    asking.accept(person=cast.third, invitation_id=stages.invitation(invitation.dotank, cast.third).pk)

    text = str(letter_to(cast.member).body)

    assert "Tess Third" in text
    assert "Finn Fourth" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_only_asks_and_names_nobody(cast: Cast, client: Client, language: str) -> None:
    invitation = asked(cast)
    before = trace()
    said = set()
    for answer in ("yes", "no"):
        for ask in (client.get, client.head):
            response = ask(link_for(invitation, answer), headers={"Accept-Language": language})
            assert response.status_code == 200
            assert "no-store" in response.headers["Cache-Control"]
        html = client.get(link_for(invitation, answer), headers={"Accept-Language": language}).content.decode()
        page = is_sound(html, language)
        said.add(page.words)
        for secret in (cast.member.name, "Mia", cast.home.name, "Water Board", invitation.dotank.problem.title):
            assert secret not in html
    assert len(said) == 2
    assert trace() == before


def test_one_click_takes_the_seat_without_signing_in(cast: Cast) -> None:
    invitation = asked(cast)
    browser = Client(enforce_csrf_checks=True)
    browser.get(link_for(invitation, "yes"))
    token = browser.cookies["csrftoken"].value

    assert browser.post(link_for(invitation, "yes")).status_code == 403
    response = browser.post(link_for(invitation, "yes"), {"csrfmiddlewaretoken": token})

    assert response.status_code == 200
    assert Seat.objects.filter(person=cast.member).exists()
    invitation.refresh_from_db()
    assert (invitation.state, invitation.nonce) == (InvitationState.ACCEPTED, "")
    assert "sessionid" not in browser.cookies
    assert cast.member.name not in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "kept", "paused"),
    [
        ({}, "", False),
        ({"reason": "not_now"}, "not_now", False),
        ({"reason": "not_my_subject"}, "not_my_subject", False),
        ({"reason": "pause_me"}, "pause_me", True),
        ({"reason": "' OR 1=1"}, "", False),
    ],
)
def test_saying_no_needs_no_reason_and_may_pause(
    cast: Cast, client: Client, sent: dict[str, str], kept: str, paused: bool
) -> None:
    invitation = asked(cast)

    assert client.post(link_for(invitation, "no"), sent).status_code == 200

    invitation.refresh_from_db()
    assert (invitation.state, invitation.decline_reason) == (InvitationState.DECLINED, kept)
    assert Profile.objects.get(person=cast.member).paused is paused


@pytest.mark.parametrize("first", ["yes", "no"])
@pytest.mark.parametrize("second", ["yes", "no"])
def test_a_link_works_once(cast: Cast, client: Client, first: str, second: str) -> None:
    invitation = asked(cast)
    links = {answer: link_for(invitation, answer) for answer in ("yes", "no")}
    client.post(links[first])
    before = trace()

    answers = [client.post(links[second]), client.get(links[second])]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("works once" in answer.content.decode() for answer in answers)
    assert trace() == before


def test_after_its_day_a_link_answers_nothing(cast: Cast, client: Client) -> None:
    invitation = asked(cast)
    link = link_for(invitation, "yes")
    Invitation.objects.filter(pk=invitation.pk).update(reply_by=timezone.localdate() - timedelta(days=1))
    before = trace()

    assert client.post(link).status_code == 409
    assert trace() == before
    # A later day on the row does not lengthen the life of a link that was sent with another.
    late = Invitation.objects.get(pk=invitation.pk)
    Invitation.objects.filter(pk=invitation.pk).update(reply_by=stages.in_a_week())
    assert client.post(link_for(late, "yes")).status_code == 409
    assert not Seat.objects.exists()


def test_somebody_elses_link_is_refused_to_whoever_is_signed_in(
    cast: Cast, client: Client, as_person: ClientFor
) -> None:
    invitation = asked(cast)
    client.force_login(cast.fourth)
    before = trace()

    for answer in ("yes", "no"):
        for ask in (client.get, client.post):
            response = ask(link_for(invitation, answer))
            assert response.status_code == 403
            assert cast.member.name not in response.content.decode()
    assert trace() == before
    client.force_login(cast.member)
    assert client.post(link_for(invitation, "yes")).status_code == 200


def test_a_link_that_was_changed_is_no_link(cast: Cast, client: Client) -> None:
    invitation = asked(cast)
    other = stages.invitation(invitation.dotank, cast.fourth)
    link = link_for(invitation, "yes")
    token = link.split("/")[2]
    payload, _, signature = token.partition(":")
    stolen = link_for(other, "yes").split("/")[2].partition(":")[2]
    before = trace()

    tokens = [
        f"{payload}:{stolen}",
        payload,
        f"{payload}:",
        f"x{token}",
        token[:-1],
        "x",
        ":" * 20,
        "A" * (LONGEST + 1),
    ]
    for broken in [*tokens, f"W10:{signature}", f"bnVsbA:{signature}", f"e30:{signature}", f"%00:{signature}"]:
        for ask in (client.get, client.post):
            assert ask(f"/invitations/{broken}/yes/").status_code == 404, broken
    assert trace() == before
    Invitation.objects.filter(pk=invitation.pk).update(nonce="another")
    before = trace()
    assert client.post(link).status_code == 404
    assert trace() == before


def test_a_do_tank_that_was_dissolved_asks_nothing_more(cast: Cast, client: Client) -> None:
    invitation = asked(cast)
    teams.dissolve(coordinator=cast.coordinator, dotank_id=invitation.dotank_id, reason="Too few")

    response = client.post(link_for(invitation, "yes"))

    assert (response.status_code, "has ended" in response.content.decode()) == (409, True)
    assert not Seat.objects.exists()


def test_whoever_has_left_is_asked_nothing(cast: Cast, client: Client) -> None:
    invitation = asked(cast)
    cast.member.is_active = False
    cast.member.save(update_fields=["is_active"])

    assert client.get(link_for(invitation, "yes")).status_code == 404


def test_a_posters_yes_looks_like_any_other_and_only_they_learn_why_not(cast: Cast, client: Client) -> None:
    dotank = stages.gathered(cast)
    ordinary = stages.invitation(dotank, cast.fourth)
    cast.poster.language = "en"
    cast.poster.save(update_fields=["language"])
    own = asking.ask(dotank=dotank, person=cast.poster, role="member", reasons=[], reply_by=stages.in_a_week())

    thanked = [client.post(link_for(one, "yes")) for one in (ordinary, own)]

    assert {one.status_code for one in thanked} == {200}
    bodies = {
        one.content.decode().replace(link_for(one_asked, "yes"), "")
        for one, one_asked in zip(thanked, (ordinary, own), strict=True)
    }
    assert len(bodies) == 1
    kept = Invitation.objects.get(pk=own.pk)
    assert (kept.state, kept.nonce) == (InvitationState.SENT, own.nonce)
    assert not Seat.objects.filter(person=cast.poster).exists()
    told = [notice.told.kind for notice in Notice.objects.filter(person=cast.poster)]
    assert told.count("own_problem_accepted") == 1
    assert "own_problem_accepted" not in [notice.told.kind for notice in Notice.objects.exclude(person=cast.poster)]

    client.force_login(cast.poster)
    refused = client.post(link_for(own, "yes"))
    assert (refused.status_code, "You posted this problem" in refused.content.decode()) == (403, True)
    assert client.post(link_for(own, "no")).status_code == 200


def test_trying_links_is_limited(cast: Cast, client: Client) -> None:
    answers = [client.get("/invitations/abc:def/yes/").status_code for _ in range(40)]

    assert answers[:30] == [404] * 30
    assert answers[30:] == [429] * 10


@pytest.mark.django_db(transaction=True)
def test_three_clicks_at_once_take_one_seat(cast: Cast) -> None:
    link = link_for(asked(cast), "yes")

    answers = at_once(*[lambda: Client().post(link)] * 3)

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert Seat.objects.filter(person=cast.member).count() == 1


def test_what_nobody_answered_ends_by_the_clock(cast: Cast) -> None:
    dotank = stages.gathered(cast)
    late = stages.invitation(dotank, cast.fourth)
    asking.look_after_invitations()
    late.refresh_from_db()
    assert late.state == InvitationState.SENT
    Invitation.objects.filter(pk=late.pk).update(reply_by=timezone.localdate() - timedelta(days=1))

    for _ in range(2):
        asking.look_after_invitations()

    late.refresh_from_db()
    assert (late.state, late.nonce) == (InvitationState.EXPIRED, "")
    assert Seat.objects.filter(dotank=dotank).count() == 3
    told = [
        notice for notice in Notice.objects.filter(person=cast.coordinator) if notice.told.kind == "invitation_expired"
    ]
    assert len(told) == 1
    assert told[0].needs_you
    assert DoTank.objects.get(pk=dotank.pk).state == "forming"


def test_in_the_app_too_the_day_counts(cast: Cast, as_person: ClientFor) -> None:
    invitation = asked(cast)
    Invitation.objects.filter(pk=invitation.pk).update(reply_by=timezone.localdate() - timedelta(days=1))

    for answer in ("accept", "decline"):
        response = as_person(cast.member).post(f"/api/invitations/{invitation.pk}/{answer}/", {}, format="json")
        assert (response.status_code, response.json()["code"]) == (409, "too_late")
