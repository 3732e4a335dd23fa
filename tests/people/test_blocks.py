"""With whom somebody would rather not be in a team: theirs alone, and kept by whatever puts teams together."""

import json
import logging
from typing import Any

import pytest

from common.models import HistoryLine
from common.refusals import Clash, Invalid, Outdated
from dotanks import candidates
from dotanks.actions import asking, teams
from dotanks.models import DoTank
from dotanks.reason_words import broken
from people.actions import blocks as actions
from people.actions.privacy import ask_for_erasure
from people.models import Block, Erasure, Person
from people.offers import blocks
from people.tasks import erase
from tests import lives, stages
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person
from tests.racing import at_once


def pairs() -> set[tuple[Any, Any]]:
    return set(blocks.pairs_apart())


@pytest.mark.django_db
def test_the_answer_is_the_same_whether_anybody_works_there(cast: Cast, as_person: ClientFor) -> None:
    client = as_person(cast.member)
    answers = [
        client.post("/api/me/blocks/", {"email": email}, format="json")
        for email in (cast.third.email.upper(), "nobody@nowhere.example")
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert [set(answer.json()) for answer in answers] == [{"id", "email"}] * 2
    listed = client.get("/api/me/blocks/").json()["results"]
    assert {one["email"] for one in listed} == {cast.third.email, "nobody@nowhere.example"}
    assert pairs() == {(cast.member.pk, cast.third.pk)}
    assert as_person(cast.third).get("/api/me/blocks/").json()["results"] == []

    assert client.post(f"/api/me/blocks/{answers[0].json()['id']}/remove/").status_code == 204
    assert pairs() == set()


@pytest.mark.django_db
def test_who_comes_later_under_the_address_is_meant_and_a_new_address_does_not_hide_anybody(cast: Cast) -> None:
    school = make_organisation("School", kind="education")
    actions.add_block(person=cast.member, email="nora.new@school.example")
    actions.add_block(person=cast.member, email=cast.third.email)

    nora = make_person("Nora New", school)
    Person.objects.filter(pk=cast.third.pk).update(email="tess@elsewhere.example")

    assert pairs() == {(cast.member.pk, nora.pk), (cast.member.pk, cast.third.pk)}


@pytest.mark.django_db
def test_ones_own_address_and_the_same_one_twice_are_refused(cast: Cast) -> None:
    actions.add_block(person=cast.member, email=cast.third.email)

    with pytest.raises(Clash):
        actions.add_block(person=cast.member, email=cast.third.email.upper())
    with pytest.raises(Invalid):
        actions.add_block(person=cast.member, email=cast.member.email)
    for number in range(actions.MOST_BLOCKS - 1):
        actions.add_block(person=cast.member, email=f"{number}@nowhere.example")
    with pytest.raises(Invalid):
        actions.add_block(person=cast.member, email="one.more@nowhere.example")
    assert Block.objects.count() == actions.MOST_BLOCKS


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_make_one_block(cast: Cast) -> None:
    def add() -> bool:
        try:
            actions.add_block(person=Person.objects.get(pk=cast.member.pk), email=cast.third.email)
        except Clash:
            return False
        return True

    assert sorted(at_once(add, add)) == [False, True]
    assert Block.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("said_by", ["member", "third"])
def test_two_of_whom_one_said_so_are_in_no_team_together(cast: Cast, said_by: str) -> None:
    """Whoever of the two said it, the advice is the same and the refusal reads the same."""
    one, other = (cast.member, cast.third) if said_by == "member" else (cast.third, cast.member)
    advised = stages.proposed_team(cast)
    actions.add_block(person=one, email=other.email)

    with pytest.raises(Outdated) as refused:
        teams.confirm_team(coordinator=cast.coordinator, proposed_team_id=advised.pk, **stages.choice(cast))

    assert not DoTank.objects.exists()
    assert refused.value.code == "changed_since"
    [gone] = refused.value.extra["gone"]
    assert gone == {"id": str(max(cast.member.pk, cast.third.pk)), "words": broken("may_not_be_asked")}
    again = teams.propose_team(coordinator=cast.coordinator, problem_id=advised.need.problem_id)
    seated = {seat["member_id"] for seat in again.answer["team"]["seats"]}
    assert len(seated & {str(cast.member.pk), str(cast.third.pk)}) == 1


@pytest.mark.django_db
def test_nobody_is_asked_beside_somebody_who_would_rather_not(cast: Cast) -> None:
    dotank = stages.gathered(cast)
    new = make_person("Nora New", make_organisation("School", kind="education"), skills={"archives": 3})
    actions.add_block(person=new, email=cast.member.email)

    with pytest.raises(Invalid):
        asking.invite(coordinator=cast.coordinator, dotank_id=dotank.pk, person=new.pk, reply_by=stages.in_a_week())


@pytest.mark.django_db
@pytest.mark.parametrize("by_name", [True, False])
@pytest.mark.parametrize("said_by", ["poster", "member"])
def test_the_posters_list_holds_and_nobody_finds_a_poster_by_their_own(cast: Cast, by_name: bool, said_by: str) -> None:
    """A pseudonym would be found out by putting one colleague after the other on a list and looking who is left out."""
    need = stages.needed(cast)
    type(need.problem).objects.filter(pk=need.problem_id).update(
        by_name=by_name, posted_by=cast.poster if by_name else None
    )
    need.problem.refresh_from_db()
    one, other = (cast.poster, cast.member) if said_by == "poster" else (cast.member, cast.poster)
    actions.add_block(person=one, email=other.email)

    advised = teams.propose_team(coordinator=cast.coordinator, problem_id=need.problem_id)

    seated = {seat["member_id"] for seat in advised.answer["team"]["seats"]}
    assert (str(cast.member.pk) in seated) == (said_by == "member" and not by_name)
    by_hand = candidates.assembly_need(need, by_hand=True)
    assert bool(by_hand.poster_id) == by_name


@pytest.mark.django_db
def test_no_table_log_or_answer_tells_whom_it_is_about(
    cast: Cast, as_person: ClientFor, caplog: pytest.LogCaptureFixture
) -> None:
    lines = HistoryLine.objects.count()
    with caplog.at_level(logging.DEBUG):
        client = as_person(cast.member)
        made = client.post("/api/me/blocks/", {"email": cast.third.email}, format="json", HTTP_IDEMPOTENCY_KEY="k")
        client.post(f"/api/me/blocks/{made.json()['id']}/remove/")
        client.post("/api/me/blocks/", {"email": cast.third.email}, format="json")

    logged = "\n".join(
        f"{record.getMessage()} {vars(record)}" for record in caplog.records if "sql" not in vars(record)
    )
    assert cast.third.email not in logged
    assert HistoryLine.objects.count() == lines
    marks = (str(cast.third.pk), cast.third.email, cast.third.pk.hex)
    rows = [text for table, _, text in lives.everything() if table in {"people_block", "common_keptanswer"}]
    assert rows
    assert not [text for text in rows for mark in marks if mark in text]
    told, page = lives.archive(cast.member)
    assert [one["Works at"] for one in told["block"]] == ["region.example"]
    assert lives.archive(cast.third)[0]["block"] == []
    assert cast.third.email not in page
    block = Block.objects.get()
    for who in ROLES:
        answer = as_person(cast[who]).get("/api/me/blocks/")
        assert (str(block.pk) in json.dumps(answer.json())) == (who == "member")


@pytest.mark.django_db
def test_erasing_takes_the_list_and_the_person_off_the_lists_of_others(cast: Cast) -> None:
    actions.add_block(person=cast.member, email=cast.third.email)
    actions.add_block(person=cast.third, email=cast.member.email)
    kept = actions.add_block(person=cast.fourth, email=cast.member.email)

    erasure = ask_for_erasure(person=cast.third)
    Erasure.objects.filter(pk=erasure.pk).update(due_at="2020-01-01T00:00Z")
    erase(erasure_id=str(erasure.pk))

    assert list(Block.objects.all()) == [kept]
