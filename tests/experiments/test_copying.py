"""Copying another team's exemption: asked for, agreed to, and never somebody else's leave."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from common.refusals import Clash, Forbidden, NotReady, Unknown, WrongState
from experiments.actions import copying, preparing
from experiments.gate.questions import QUESTIONS
from experiments.gate.rules import missing_before_open
from experiments.models import CopyRequest, Exemption, Pilot
from people.models import Notice
from tests import copies, gate, register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.gate import despite_the_lock

pytestmark = pytest.mark.django_db


def copy(cast: Cast, pilot: Pilot) -> Pilot:
    copying.copy_exemption(
        person=cast.member,
        pilot_id=pilot.pk,
        read_version=pilot.version,
        exemption_id=CopyRequest.objects.get().exemption_id,
    )
    return Pilot.objects.get(pk=pilot.pk)


def told(person: Any) -> list[str]:
    return [notice.told.kind for notice in Notice.objects.filter(person=person)]


def test_the_team_is_asked_and_whoever_asked_hears_the_answer(cast: Cast) -> None:
    asked = copies.asked_to_copy(cast)
    assert "copy_asked" in told(cast.member)

    with pytest.raises(Clash):
        copying.ask_to_copy(person=cast.colleague, exemption_id=asked.exemption_id, words="Once more")
    copying.answer_copy_request(person=cast.member, request_id=asked.pk, agreed=True, words="Gladly.")

    assert "copy_agreed" in told(cast.colleague)
    with pytest.raises(WrongState):
        copying.answer_copy_request(person=cast.challenger, request_id=asked.pk, agreed=False, words="No")
    assert CopyRequest.objects.get().state == "agreed"


def test_after_a_no_one_may_ask_again(cast: Cast) -> None:
    asked = copies.declined_to_copy(cast)

    again = copying.ask_to_copy(person=cast.colleague, exemption_id=asked.exemption_id, words="We changed it")

    assert (again.state, CopyRequest.objects.count()) == ("asked", 2)


def test_what_is_not_in_the_register_cannot_be_asked_for(cast: Cast) -> None:
    prepared = stages.prepared(cast)

    with pytest.raises(Unknown):
        copying.ask_to_copy(
            person=cast.colleague, exemption_id=Exemption.objects.get(pilot=prepared).pk, words="Please"
        )


def test_without_a_yes_nothing_is_copied(cast: Cast) -> None:
    pilot = copies.second_agreed(cast)
    for state in ("asked", "declined"):
        CopyRequest.objects.update(state=state)

        with pytest.raises(Forbidden):
            copy(cast, pilot)
    CopyRequest.objects.update(state="agreed", asked_by=cast.colleague)
    with pytest.raises(Forbidden):
        copy(cast, pilot)

    assert not pilot.routes.exists()
    assert not hasattr(Pilot.objects.get(pk=pilot.pk), "copied")


def test_rule_basis_routes_checks_and_shape_come_along_but_never_the_leave(cast: Cast, as_person: ClientFor) -> None:
    pilot = copy(cast, copies.second_agreed(cast))

    said = as_person(cast.member).get(f"/api/pilots/{pilot.pk}/").json()

    assert said["exemption"] is None, "who granted it and until when is each team's own"
    assert said["gate"]["copied"]["rule"] == gate.RULE
    assert said["gate"]["copied"]["legal_basis"] == "Article 3"
    assert said["gate"]["copied"]["measures"] == [
        {"name": "Days until a visit", "kind": "goal", "unit": "days", "direction": "down"}
    ]
    assert not {"granted_by", "valid_from", "valid_until"} & set(said["gate"]["copied"])
    assert [route["what"] for route in said["gate"]["routes"]] == ["Sign a month ahead"]
    rules = {rule["name"]: rule["met_otherwise"] for rule in said["gate"]["rules_in_the_way"]}
    assert rules[gate.RULE] == "The team leader signs once a year."
    assert {check["result"] for check in said["gate"]["checks"]} == {"open"}, "what was checked is checked anew"
    assert (said["gate"]["exit_plan"]["failure"], said["gate"]["exit_plan"]["report_on"]) == ("We go back.", None)
    assert (said["stop_rule"], said["measures"], said["ends_on"]) == ("Stop when costs double.", [], None)
    with pytest.raises(NotReady):
        preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)


def test_copying_twice_changes_nothing_more(cast: Cast) -> None:
    pilot = copy(cast, copies.second_agreed(cast))
    counts = [rows.count() for rows in (pilot.rules.all(), pilot.routes.all(), pilot.checks.all())]

    pilot = copy(cast, pilot)

    assert [rows.count() for rows in (pilot.rules.all(), pilot.routes.all(), pilot.checks.all())] == counts


def test_what_the_team_wrote_itself_stays(cast: Cast) -> None:
    pilot = copies.second_agreed(cast)
    pilot = preparing.edit_pilot(
        person=cast.member,
        pilot_id=pilot.pk,
        read_version=pilot.version,
        stop_rule="Our own.",
        rules_in_the_way=[{**gate.rule(), "aim": "Our aim.", "met_otherwise": ""}],
    )

    pilot = copy(cast, pilot)

    rule = pilot.rules.get()
    assert (pilot.stop_rule, rule.aim, rule.met_otherwise) == (
        "Our own.",
        "Our aim.",
        "The team leader signs once a year.",
    )


# At twenty seconds for each, that is under ten minutes.
AT_MOST = 30


def left_to_fill_in() -> dict[str, Any]:
    """All that somebody who copied still has to say, and no word more."""
    whole = stages.preparation()
    names = ("place", "people_limit", "money_limit", "ends_on")
    exemption = {name: whole["exemption"][name] for name in ("granted_by", "valid_from", "valid_until")}
    numbers = ("baseline", "baseline_on", "baseline_source", "target", "threshold")
    return {
        **{name: whole[name] for name in names},
        "exemption": exemption,
        "measures": [{name: whole["measures"][0][name] for name in numbers}],
        "answers": whole["answers"],
        "checks": [{"evidence": check["evidence"]} for check in whole["checks"]],
        "exit_plan": {"report_on": whole["exit_plan"]["report_on"]},
    }


def fields_in(said: Any) -> int:
    """How many fields somebody fills: an answer to a question is one."""
    if isinstance(said, dict):
        return 1 if "question" in said else sum(map(fields_in, said.values()))
    return sum(map(fields_in, said)) if isinstance(said, list) else 1


def test_whoever_copies_has_few_fields_left_and_can_start(cast: Cast, as_person: ClientFor) -> None:
    """Applying must stay lighter than the gain: Denmark's third round died of its paperwork."""
    left, client = left_to_fill_in(), as_person(cast.member)
    pilot = copy(cast, copies.second_agreed(cast))
    said = client.get(f"/api/pilots/{pilot.pk}/").json()
    copied = said["gate"]["copied"]
    # The problem named its rule otherwise; the team takes the copied one, as the screen shows it.
    rule = next(rule for rule in said["gate"]["rules_in_the_way"] if rule["name"] == copied["rule"])

    preparing.edit_pilot(
        person=cast.member,
        pilot_id=pilot.pk,
        read_version=said["version"],
        rules_in_the_way=[{name: rule[name] for name in ("name", "kind", "owner", "aim", "met_otherwise")}],
        measures=[{**copied["measures"][0], **left["measures"][0]}],
        exemption={"rule": copied["rule"], "legal_basis": copied["legal_basis"], **left["exemption"]},
        checks=[
            {"standard": check["standard"], "result": "passed", **evidence}
            for check, evidence in zip(said["gate"]["checks"], left["checks"], strict=True)
        ],
        **{name: value for name, value in left.items() if name not in {"measures", "exemption", "checks"}},
    )
    preparing.look_at_clashes(person=cast.member, pilot_id=pilot.pk)

    assert not missing_before_open(Pilot.objects.get(pk=pilot.pk))
    assert preparing.open_pilot(person=cast.member, pilot_id=pilot.pk).state == "running"
    assert len(left["answers"]) == len(QUESTIONS) - 1
    assert fields_in(left) <= AT_MOST


# --- The register ----------------------------------------------------------------------------------------------------


def listed(client: Any, **asked: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/api/exemptions/", asked).json()["results"]
    return rows


def test_anybody_reads_the_register_and_only_whoever_may_can_ask(cast: Cast, as_person: ClientFor) -> None:
    copies.exemption(cast)

    for who, may in (("outsider", True), ("colleague", True), ("member", False)):
        (row,) = listed(as_person(cast[who]))
        assert (row["rule"], row["state"], row["abilities"]["ask_to_copy"]) == (gate.RULE, "holds", may), who


def test_what_is_prepared_or_needs_no_exemption_is_not_in_the_register(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.prepared(cast)
    assert listed(as_person(cast.outsider)) == []

    preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=pilot.version, needs_exemption=False)
    preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)

    assert listed(as_person(cast.outsider)) == []


@pytest.mark.parametrize(
    ("state", "moved"),
    [
        ("holds", {}),
        ("ended", {"valid_until": 0}),
        ("to_come", {"valid_from": 1}),
        ("revoked", {"revoked_at": 0}),
    ],
)
def test_the_register_is_filtered_by_where_it_is(
    state: str, moved: dict[str, int], cast: Cast, as_person: ClientFor
) -> None:
    copies.exemption(cast)
    now = timezone.now()
    with despite_the_lock():
        Exemption.objects.update(**{name: now + timedelta(days=days) for name, days in moved.items()})
    client = as_person(cast.outsider)

    for asked in ("holds", "ended", "to_come", "revoked"):
        assert len(listed(client, state=asked)) == (asked == state)


def test_the_register_is_filtered_by_rule_and_organisation(cast: Cast, as_person: ClientFor) -> None:
    pilot, entry, other = stages.preparing(cast), register.rule(cast), register.rule(cast, name="Another")
    preparing.edit_pilot(
        person=cast.member, pilot_id=pilot.pk, read_version=pilot.version, **stages.preparation(rule=entry)
    )
    preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
    client = as_person(cast.outsider)

    assert len(listed(client, rule=str(entry.pk))) == 1
    assert listed(client, rule=str(other.pk)) == []
    assert len(listed(client, organisation=str(pilot.dotank.organisation_id))) == 1
    assert listed(client, organisation=str(cast.outsider.employments.get().organisation_id)) == []
    assert len(listed(client, q="article 12")) == 1
    assert listed(client, q="nothing like it") == []
    assert client.get("/api/exemptions/", {"state": "sold"}).status_code == 422


def test_requests_are_read_by_both_sides_and_nobody_else(cast: Cast, as_person: ClientFor) -> None:
    copies.asked_to_copy(cast)

    def seen(who: str) -> list[tuple[bool, bool]]:
        rows = as_person(cast[who]).get("/api/copy-requests/").json()["results"]
        return [(row["mine"], row["abilities"]["answer"]) for row in rows]

    assert (seen("member"), seen("colleague"), seen("outsider")) == ([(False, True)], [(True, False)], [])


def test_capitals_do_not_make_the_copied_rule_another_one(cast: Cast) -> None:
    """Else the form could not be saved any more: it takes each rule once."""
    pilot = copies.second_agreed(cast)
    pilot.rules.filter(name=gate.RULE).update(name=gate.RULE.upper())

    copied = copy(cast, pilot)

    assert [rule.name for rule in copied.rules.filter(name__iexact=gate.RULE)] == [gate.RULE.upper()]
