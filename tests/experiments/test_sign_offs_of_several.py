"""One person with several offices, a team and its officers, and where an overdue sign-off leads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from common.refusals import Forbidden, Invalid
from dotanks.actions import beside
from dotanks.models import Proposal
from experiments.actions import reminding, sign_offs
from experiments.models import RequiredSignOff, SignOff
from people.models import Notice, Person, Role
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db
OFFICER: dict[str, Any] = {"read_version": 1, "reason": "Clear."}


def two_offices(cast: Cast) -> tuple[Person, Proposal]:
    """The legal officer is the data protection officer too."""
    officers = stages.officers(cast)
    Role.objects.filter(person=officers["data_protection"]).update(person=officers["legal"])
    proposal = stages.submit(cast, stages.version(cast), risks=["personal_data", "vulnerable_people"])
    return Person.objects.get(pk=officers["legal"].pk), proposal


def test_the_second_office_is_never_taken_for_the_first(cast: Cast) -> None:
    lea, proposal = two_offices(cast)
    legal, data = (RequiredSignOff.objects.get(kind=kind) for kind in ("legal", "data_protection"))
    first = sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, required=legal.pk, **OFFICER)

    with pytest.raises(Invalid) as which:
        sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, **OFFICER)

    assert set(which.value.extra["details"]) == {"required"}
    assert sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, required=legal.pk, **OFFICER) == first
    second = sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, required=data.pk, **OFFICER)
    assert {first.required, second.required} == {legal, data}
    assert sign_offs.sign_off(manager=lea, proposal_id=proposal.pk, **OFFICER) in {first, second}
    assert SignOff.objects.count() == 2


def test_what_no_longer_waits_gives_the_same_answer_again(cast: Cast) -> None:
    lea, proposal = two_offices(cast)
    legal = RequiredSignOff.objects.get(kind="legal")
    first = sign_offs.send_back(manager=lea, proposal_id=proposal.pk, required=legal.pk, **OFFICER)

    assert sign_offs.send_back(manager=lea, proposal_id=proposal.pk, **OFFICER) == first


def test_a_team_does_not_ask_an_officer_away(cast: Cast) -> None:
    proposal = stages.risky(cast)
    dora = stages.officers(cast)["data_protection"]
    until = timezone.localdate() + timedelta(days=200)
    asked = beside.ask_beside(
        person=cast.member, dotank_id=proposal.dotank_id, email=dora.email, kind="guest", why="Look.", until=until
    )

    answer = sign_offs.sign_off(manager=dora, proposal_id=proposal.pk, **OFFICER)

    assert answer.required.kind == "data_protection"
    connection.check_constraints()
    beside.accept_beside(person=dora, beside_id=asked.pk)
    with pytest.raises(Forbidden):
        sign_offs.send_back(manager=dora, proposal_id=proposal.pk, **OFFICER)


def test_who_gives_roles_is_led_to_a_page_they_can_open(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)

    reminding.remind_of_sign_offs(timezone.now() + timedelta(days=40))

    told = {one.told.kind: one.told for one in Notice.objects.filter(person=cast.administrator)}
    assert set(told) == {"sign_off_overdue"}
    assert (told["sign_off_overdue"].link, told["sign_off_overdue"].data["days"]) == ("/app/roles", "11")
    administrator, coordinator = as_person(cast.administrator), as_person(cast.coordinator)
    assert administrator.get("/api/roles/").status_code == 200
    told = {one.told.kind: one.told for one in Notice.objects.filter(person=cast.coordinator)}
    assert told["sign_off_escalated"].link == f"/app/proposals/{proposal.pk}"
    assert coordinator.get(f"/api/proposals/{proposal.pk}/").status_code == 200
