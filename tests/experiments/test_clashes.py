"""Two pilots that touch the same: seen, looked at before the start, and never a reason to forbid it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.refusals import NotReady
from experiments.actions import pilots, preparing
from experiments.gate import clashes
from experiments.gate.clashes import clashes_of
from experiments.gate.rules import missing_before_open
from experiments.models import ClashLook, Pilot
from flow import steps
from ideas.actions.register import merge_rule
from tests import copies, gate, register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.experiments.test_newer_sign_off import submit_again

pytestmark = pytest.mark.django_db

APART = {"services": ["parks"], "population": ["walkers"], "rules_in_the_way": [gate.rule(name="Another rule")]}


def second(cast: Cast, **touches: Any) -> Pilot:
    """A second pilot, whole, beside the first that the cast began."""
    pilot = copies.second_pilot(cast)
    other = {**stages.preparation(), **APART, "needs_exemption": False, **touches}
    preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=pilot.version, **other)
    return Pilot.objects.get(pk=pilot.pk)


@pytest.mark.parametrize(
    ("touches", "seen"),
    [
        ({}, []),
        ({"services": ["travel", "parks"]}, [("service", ["travel"])]),
        ({"population": ["field workers"]}, [("population", ["field workers"])]),
        ({"rules_in_the_way": [gate.rule()]}, [("rule", [gate.RULE])]),
        ({"rules_in_the_way": [gate.rule(name=gate.RULE.upper())]}, [("rule", [gate.RULE])]),
    ],
)
def test_a_shared_service_people_or_rule_is_a_clash(touches: dict[str, Any], seen: list[Any], cast: Cast) -> None:
    stages.running(cast)

    assert [clash.touches for clash in clashes_of(second(cast, **touches))] == ([seen] if seen else [])


def test_another_spelling_of_the_rule_is_the_same_rule(cast: Cast) -> None:
    entry, twin = register.rule(cast), register.rule(cast, name="Art. 12")
    merge_rule(coordinator=cast.coordinator, rule_id=twin.pk, into=entry.pk)
    twin.refresh_from_db()
    first = stages.preparing(cast)
    preparing.edit_pilot(
        person=cast.member, pilot_id=first.pk, read_version=first.version, **stages.preparation(rule=entry)
    )

    pilot = second(cast, rules_in_the_way=[gate.rule(twin, name="Twelve")])

    assert [clash.touches for clash in clashes_of(pilot)] == [[("rule", [gate.RULE])]]
    assert [clash.touches for clash in clashes_of(first)] == [[("rule", ["Twelve"])]]


def test_capitals_and_spaces_do_not_hide_a_clash(cast: Cast, as_person: ClientFor) -> None:
    stages.running(cast)
    pilot = second(cast)

    said = as_person(cast.member).patch(
        f"/api/pilots/{pilot.pk}/", {"read_version": pilot.version, "services": [" TRAVEL ", "travel"]}, format="json"
    )

    assert said.json()["services"] == ["travel"]
    assert len(said.json()["gate"]["clashes"]) == 1


def test_it_must_be_looked_at_and_then_it_may_start(cast: Cast) -> None:
    stages.running(cast)
    pilot = second(cast, services=["travel"])
    with pytest.raises(NotReady) as refused:
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    assert [missing["code"] for missing in refused.value.extra["missing"]] == ["clash_not_looked_at"]

    for _twice in range(2):
        preparing.look_at_clashes(person=cast.challenger, pilot_id=pilot.pk)

    assert [look.by for look in ClashLook.objects.all()] == [cast.challenger]
    assert preparing.open_pilot(person=cast.member, pilot_id=pilot.pk).state == "running"


def test_one_that_comes_later_must_be_looked_at_too(cast: Cast) -> None:
    first = stages.prepared(cast)
    preparing.look_at_clashes(person=cast.member, pilot_id=first.pk)
    assert not missing_before_open(first)

    second(cast, services=["travel"])

    assert [missing["code"] for missing in missing_before_open(first)] == ["clash_not_looked_at"]


def test_what_is_over_clashes_with_nothing(cast: Cast) -> None:
    first = stages.running(cast)
    pilots.stop_pilot(person=cast.member, pilot_id=first.pk, reason="Enough")

    assert clashes_of(second(cast, services=["travel"])) == []


def test_a_pilot_that_is_prepared_in_private_shows_only_where_and_whom_to_call(
    cast: Cast, as_person: ClientFor
) -> None:
    first = stages.prepared(cast)
    pilot = second(cast, services=["travel"])
    read = as_person(cast.member)

    (private,) = read.get(f"/api/pilots/{pilot.pk}/").json()["gate"]["clashes"]
    preparing.look_at_clashes(person=cast.member, pilot_id=first.pk)
    preparing.open_pilot(person=cast.member, pilot_id=first.pk)
    (opened,) = read.get(f"/api/pilots/{pilot.pk}/").json()["gate"]["clashes"]

    assert (private["pilot_id"], private["title"]) == (None, "")
    assert (private["organisation"]["name"], private["call"]["name"]) == (cast.home.name, cast.manager.name)
    assert (opened["pilot_id"], opened["title"]) == (str(first.pk), first.title)
    assert opened["call"]["name"] == cast.member.name, "whoever drives the work"


def test_only_the_team_reads_what_its_pilot_clashes_with(cast: Cast, as_person: ClientFor) -> None:
    stages.running(cast)
    pilot = second(cast, services=["travel"])

    assert as_person(cast.manager).get(f"/api/pilots/{pilot.pk}/").json()["gate"]["clashes"] == []


def test_none_beyond_those_that_are_shown_stays_unseen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clashes, "AT_MOST", 2)
    pilot = stages.prepared(cast)
    for _ in range(2):
        second(cast, services=["travel"])
    preparing.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    assert not missing_before_open(pilot)

    newest = second(cast, services=["travel"])

    assert [missing["code"] for missing in missing_before_open(pilot)] == ["clash_not_looked_at"]
    assert clashes_of(pilot)[0].other == newest.pk, "what nobody has looked at comes first"
    preparing.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    assert not missing_before_open(pilot)


def test_queries_do_not_grow_with_clashes(cast: Cast, as_person: ClientFor) -> None:
    stages.running(cast)
    pilot = second(cast, services=["travel"])
    client, counts = as_person(cast.member), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/api/pilots/{pilot.pk}/")
        counts.append(len(asked))
        second(cast, services=["travel"])
    assert counts[0] == counts[1]


def test_what_was_being_prepared_in_a_do_tank_that_ended_is_no_clash(cast: Cast) -> None:
    """It never starts, and there is nobody to call about it."""
    first = stages.prepared(cast)
    pilot = second(cast, services=["travel"])
    assert [clash.other for clash in clashes_of(pilot)] == [first.pk]

    proposal = submit_again(cast, first)
    steps.decline_proposal(manager=cast.manager, proposal_id=proposal.pk, read_version=2, reason="No")

    assert clashes_of(pilot) == []
