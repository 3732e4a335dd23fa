"""A pilot starts with no more than was signed off; for more, the team submits a newer version until it has started."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from common.refusals import Invalid, NotReady, Refusal, WrongState
from dotanks.models import DoTank, Proposal
from experiments.actions import preparing, sign_offs
from experiments.gate.rules import missing_before_open
from experiments.models import Exemption, HinderingRule, Pilot, RequiredSignOff
from flow import steps
from flow.desk import waits_for
from ideas.models import Rule
from tests import deciding, gate, register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.flow.test_every_step import newer_version
from tests.racing import at_once
from tests.shared import taken_back

pytestmark = pytest.mark.django_db

YES = {"help_promised": "A desk.", "reason": "Clear."}


def codes(pilot: Pilot) -> list[str]:
    return [missing["code"] for missing in missing_before_open(Pilot.objects.get(pk=pilot.pk))]


def only_the_manager_was_asked(cast: Cast) -> Pilot:
    """Whole at the gate, with an exemption and more money than was asked for, and nobody but the manager knows."""
    pilot = preparing.prepare_pilot(person=cast.member, proposal_id=stages.signed_off(cast).pk)
    return edit(cast, pilot, **stages.preparation())


def edit(cast: Cast, pilot: Pilot, **fields: Any) -> Pilot:
    read = Pilot.objects.get(pk=pilot.pk).version
    return preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=read, **fields)


def submit_again(cast: Cast, pilot: Pilot, **more: Any) -> Proposal:
    proposal = pilot.sign_off.proposal
    newer_version(proposal)
    number = proposal.version.number + 1
    asked = {**stages.ASKED, "risks": ["legal_exemption"], "rule_set_aside": gate.RULE, "money": 500, **more}
    return steps.submit_proposal(person=cast.member, dotank_id=proposal.dotank_id, version=number, **asked)


def sign(cast: Cast, proposal: Proposal) -> None:
    for required in RequiredSignOff.objects.filter(submission__version_id=proposal.version_id):
        who = cast.manager if required.kind == "manager" else stages.officers(cast)[required.kind]
        read = proposal.version.number
        sign_offs.sign_off(manager=who, proposal_id=proposal.pk, read_version=read, **YES)
    connection.check_constraints()


def test_what_nobody_but_the_manager_read_does_not_start(cast: Cast) -> None:
    pilot = only_the_manager_was_asked(cast)
    edit(
        cast,
        pilot,
        money_limit=2_000_000_000,
        answers=[
            {"question": "personal_data", "answer": "yes", "words": "Names"},
            {"question": "impact_assessed", "answer": "yes", "words": "By letter"},
        ],
    )

    found = ["exemption_not_signed_off", "data_not_signed_off", "money_not_signed_off"]
    assert codes(pilot) == found
    *_, money = missing_before_open(Pilot.objects.get(pk=pilot.pk))
    assert str(money["words"]).startswith("It may cost €400 at most")
    with pytest.raises(NotReady):
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    assert not Pilot.objects.in_force().exists()


@pytest.mark.parametrize("more", [{"rule_set_aside": "Article 12"}, {"names_rule": True}])
def test_a_rule_to_set_aside_is_not_named_beside_a_no(more: dict[str, Any], cast: Cast) -> None:
    asked = {name: register.rule(cast) if name == "names_rule" else value for name, value in more.items()}

    with pytest.raises(Invalid) as refused:
        stages.submit(cast, stages.version(cast), **asked)

    assert list(refused.value.extra["details"]) == ["risks"]


def test_a_newer_version_is_signed_off_and_the_pilot_rests_on_it(cast: Cast) -> None:
    pilot = only_the_manager_was_asked(cast)
    stages.officers(cast)
    before = pilot.sign_off_id

    proposal = submit_again(cast, pilot)
    assert codes(pilot)[-1:] == ["money_not_signed_off"]
    assert "sign_off_awaited" in codes(pilot)
    sign(cast, proposal)

    rests = Pilot.objects.get(pk=pilot.pk)
    assert (rests.sign_off_id != before, rests.sign_off.version_id) == (True, proposal.version_id)
    assert codes(pilot) == []
    preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    assert Pilot.objects.in_force().filter(pk=pilot.pk).exists()
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=proposal.pk, reason="New law")
    assert not Pilot.objects.in_force().exists()


def test_until_the_newer_version_is_signed_off_the_older_one_starts_nothing(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    assert codes(pilot) == []
    proposal = submit_again(cast, pilot)
    read: dict[str, Any] = {
        "manager": cast.manager,
        "proposal_id": proposal.pk,
        "read_version": 2,
        "reason": "Too much.",
    }

    assert codes(pilot) == ["sign_off_awaited"]
    with pytest.raises(NotReady):
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    with taken_back():
        sign_offs.send_back(**read)
        assert codes(pilot) == ["sign_off_awaited"]
        assert [one.link for one in waits_for(cast.member)] == [f"/app/dotanks/{proposal.dotank_id}"]
    with taken_back():
        steps.decline_proposal(**read)
        assert codes(pilot) == ["sign_off_declined"]


def test_a_pilot_that_has_started_keeps_what_was_signed_off(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.running(cast)
    dotank = f"/api/dotanks/{pilot.dotank_id}/"

    assert as_person(cast.member).get(dotank).json()["abilities"]["submit"] is False
    with pytest.raises(WrongState):
        submit_again(cast, pilot)
    assert Proposal.objects.get().state == "signed_off"


def test_the_team_may_submit_again_while_no_pilot_has_started(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.signed_off(cast)
    client = as_person(cast.member)
    assert client.get(f"/api/dotanks/{proposal.dotank_id}/").json()["abilities"]["submit"] is True

    stages.prepared(cast)

    for dotank in DoTank.objects.all():
        assert client.get(f"/api/dotanks/{dotank.pk}/").json()["abilities"]["submit"] is True


def test_nothing_is_prepared_on_a_version_that_was_replaced(cast: Cast) -> None:
    proposal = stages.signed_off(cast)
    newer_version(proposal)
    asked = {**stages.ASKED, "risks": []}
    steps.submit_proposal(person=cast.member, dotank_id=proposal.dotank_id, version=2, **asked)

    with pytest.raises(WrongState):
        preparing.prepare_pilot(person=cast.member, proposal_id=proposal.pk)


@pytest.mark.parametrize(
    ("submitted", "exemption", "same"),
    [
        ({"rule_set_aside": " article 12 "}, None, True),
        ({"rule_set_aside": "Article 13"}, None, False),
        ({"rule_set_aside": "A form", "names_rule": "Article 12"}, "Article 12", True),
        ({"rule_set_aside": "Article 12", "names_rule": "Article 12"}, "Article 13", False),
        ({"rule_set_aside": "A form", "names_rule": "Article 12"}, None, True),
    ],
)
def test_the_exemption_is_of_the_rule_that_was_signed_off(
    submitted: dict[str, str], exemption: str | None, same: bool, cast: Cast
) -> None:
    stages.officers(cast)
    entries = {name: register.rule(cast, name=name) for name in {submitted.get("names_rule"), exemption} if name}
    pilot = only_the_manager_was_asked(cast)
    edit(cast, pilot, rules_in_the_way=[gate.rule(entries.get(exemption or ""))])
    named = {"names_rule": entries[submitted["names_rule"]]} if "names_rule" in submitted else {}

    sign(cast, submit_again(cast, pilot, **{**submitted, **named}))

    assert codes(pilot) == ([] if same else ["rule_not_signed_off"])


def test_the_register_s_entry_comes_from_the_rule_in_the_way_and_goes_with_it(cast: Cast, as_person: ClientFor) -> None:
    entry = register.rule(cast)
    pilot = edit(cast, stages.preparing(cast), **stages.preparation(rule=entry))
    assert Exemption.objects.get().names_rule == entry
    client = as_person(cast.member)
    sent = {"read_version": pilot.version, "exemption": {"names_rule": str(entry.pk)}}
    refused = client.patch(f"/api/pilots/{pilot.pk}/", sent, format="json")
    assert refused.status_code == 422

    edit(cast, pilot, rules_in_the_way=[gate.rule()])

    assert Exemption.objects.get().names_rule is None
    edit(cast, pilot, rules_in_the_way=[gate.rule(entry)])
    edit(cast, pilot, exemption={**stages.preparation()["exemption"], "rule": "Article 13"})
    assert Exemption.objects.get().names_rule is None
    assert HinderingRule.objects.get().entry == entry


@pytest.mark.django_db(transaction=True)
def test_opening_and_submitting_at_once_never_both_happen(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    newer_version(pilot.sign_off.proposal)
    asked = {**stages.ASKED, "risks": ["legal_exemption"], "rule_set_aside": gate.RULE, "money": 500}

    def open_it() -> None:
        with suppress(Refusal):
            preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)

    def submit() -> None:
        with suppress(Refusal):
            steps.submit_proposal(person=cast.challenger, dotank_id=pilot.dotank_id, version=2, **asked)

    at_once(open_it, submit)

    opened = Pilot.objects.get().state == "running"
    submitted = Proposal.objects.get().state == "submitted"
    assert opened != submitted


def owned(cast: Cast) -> Rule:
    """The rule of the pilot's exemption, in the register, where another organisation owns it."""
    rule = register.rule(cast, name=gate.RULE)
    rule.owner = deciding.elsewhere(cast)
    rule.save(update_fields=["owner"])
    return rule


@pytest.mark.parametrize("chosen", [True, False])
def test_whoever_owns_the_rule_was_asked_also_where_the_team_only_typed_it(chosen: bool, cast: Cast) -> None:
    pilot = stages.prepared(cast)
    rule = owned(cast)

    edit(cast, pilot, rules_in_the_way=[gate.rule(rule if chosen else None)])

    assert Exemption.objects.get().names_rule == rule
    assert codes(pilot) == ["owner_not_asked"]
    with pytest.raises(NotReady):
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)


@pytest.mark.parametrize("typed", [gate.RULE, f" {gate.RULE.upper()} "])
def test_a_rule_that_is_typed_as_the_register_has_it_asks_its_owner(typed: str, cast: Cast) -> None:
    rule = owned(cast)
    stages.officers(cast)
    deciding.join(cast)

    stages.submit(cast, stages.version(cast), risks=["legal_exemption"], rule_set_aside=typed)

    submission = RequiredSignOff.objects.filter(kind="rule_owner", organisation=rule.owner).get().submission
    assert submission.names_rule == rule
