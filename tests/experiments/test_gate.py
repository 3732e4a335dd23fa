"""Nothing starts while the gate is open: every gap has its code, every red line holds, and what was promised stays."""

import ast
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from common.refusals import NotReady, Outdated
from experiments.actions import preparing, sign_offs
from experiments.gate import rules, signed
from experiments.gate.questions import QUESTIONS, Code
from experiments.gate.rules import missing_before_open
from experiments.gate.states import Part
from experiments.models import Check, Exemption, Pilot
from tests import gate, register, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.days import today
from tests.shared import taken_back


def codes(pilot: Pilot) -> set[str]:
    return {missing["code"] for missing in missing_before_open(Pilot.objects.get(pk=pilot.pk))}


def edit(cast: Cast, pilot: Pilot, **fields: Any) -> Pilot:
    read = Pilot.objects.get(pk=pilot.pk).version
    return preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=read, **fields)


@pytest.mark.django_db
def test_a_pilot_begins_with_what_its_proposal_and_problem_say(cast: Cast) -> None:
    pilot = stages.preparing(cast)

    assert pilot.hypothesis == pilot.sign_off.proposal.summary
    assert [rule.name for rule in pilot.rules.all()] == [gate.RULE, stages.WORDS["rule"]]
    assert all(check.must_pass and check.result == "open" for check in pilot.checks.all())
    assert pilot.checks.count() == 4


@pytest.mark.django_db
def test_a_whole_preparation_lacks_nothing(cast: Cast) -> None:
    assert codes(stages.prepared(cast)) == set()


def said(code: Code, answer: str = "") -> dict[str, Any]:
    """This answer and no words to one question."""
    return {"answers": [{"question": code.value, "answer": answer, "words": " "}]}


def data(answer: str, words: str = "", cleared: str = "", how: str = "") -> list[dict[str, str]]:
    return [
        {"question": "personal_data", "answer": answer, "words": words},
        {"question": "impact_assessed", "answer": cleared, "words": how},
    ]


def goal(**other: Any) -> list[dict[str, Any]]:
    return [{**stages.preparation()["measures"][0], **other}]


def excepted(**other: Any) -> dict[str, Any]:
    return {**stages.preparation()["exemption"], **other}


def days(number: int) -> Any:
    return today() + timedelta(days=number)


GAPS: dict[str, Callable[[], dict[str, Any]]] = {
    "no_hypothesis": lambda: {"hypothesis": " "},
    "no_facet": lambda: {"facet": ""},
    "no_place": lambda: {"place": ""},
    "no_people_limit": lambda: {"people_limit": None},
    "no_money_limit": lambda: {"money_limit": None},
    "no_stop_rule": lambda: {"stop_rule": ""},
    "no_rhythm": lambda: {"check_in_every": None},
    "baseline_to_come": lambda: {"measures": goal(baseline_on=days(1))},
    "no_goal": lambda: {"measures": goal(kind="secondary")},
    "end_has_passed": lambda: {"ends_on": days(-2), "exit_plan": gate.exit_plan()},
    "no_personal_data": lambda: {"answers": data("")},
    "no_impact_assessed": lambda: {"answers": data("yes", "Names", "yes")},
    "data_not_cleared": lambda: {"answers": data("yes", "Names", "no")},
    "data_not_signed_off": lambda: {"answers": data("yes", "Names", "yes", "By letter")},
    "money_not_signed_off": lambda: {"money_limit": stages.preparation()["money_limit"] + 1},
    "rule_not_signed_off": lambda: {"exemption": excepted(rule="Article 13")},
    "rule_without_owner": lambda: {"rules_in_the_way": [{**gate.rule(), "owner": ""}]},
    "rule_without_aim": lambda: {"rules_in_the_way": [{**gate.rule(), "aim": ""}]},
    "exemption_open": lambda: {"needs_exemption": None},
    "exemption_of_another_rule": lambda: {"exemption": excepted(rule="Article 13")},
    "nothing_to_exempt": lambda: {"rules_in_the_way": [{**gate.rule(), "kind": "habit"}]},
    "exemption_not_valid": lambda: {"exemption": excepted(valid_from=days(3))},
    "exemption_too_short": lambda: {"exemption": excepted(valid_until=days(30))},
    "check_open": lambda: {"checks": gate.checks(told="open")},
    "check_failed": lambda: {"checks": gate.checks(told="failed")},
    "no_plan_for_success": lambda: {"exit_plan": {**gate.exit_plan(), "success": ""}},
    "no_plan_for_failure": lambda: {"exit_plan": {**gate.exit_plan(), "failure": " "}},
    "no_plan_for_unclear": lambda: {"exit_plan": {**gate.exit_plan(), "unclear": ""}},
    "no_report_date": lambda: {"exit_plan": {**gate.exit_plan(), "report_on": None}},
    "report_too_early": lambda: {"exit_plan": gate.exit_plan(10)},
    "no_services": lambda: {"services": []},
    "no_population": lambda: {"population": []},
    **{f"no_{code}": partial(said, code) for code in Code if code != Code.IMPACT_ASSESSED},
    **{
        f"red_line_{code}": partial(said, code, "yes")
        for code, question in QUESTIONS.items()
        if question.part == Part.RED_LINES
    },
}


def no_end(_: Cast, pilot: Pilot) -> None:
    Pilot.objects.filter(pk=pilot.pk).update(ends_at=None)


def no_exemption(_: Cast, pilot: Pilot) -> None:
    Exemption.objects.filter(pilot=pilot).delete()


def no_routes(_: Cast, pilot: Pilot) -> None:
    pilot.routes.all().delete()


def no_sign_off(cast: Cast, pilot: Pilot) -> None:
    sign_offs.withdraw_sign_off(manager=cast.manager, proposal_id=pilot.sign_off.proposal_id, reason="New law")


HAPPENED = [no_end, no_exemption, no_routes, no_sign_off]


@pytest.mark.django_db
def test_every_gap_has_its_code_and_nothing_starts_while_it_is_there(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    for code, made in GAPS.items():
        with taken_back():
            edit(cast, pilot, **made())

            assert code in codes(pilot), code
            with pytest.raises(NotReady) as refused:
                preparing.open_pilot(person=cast.member, pilot_id=pilot.pk)
            assert code in {missing["code"] for missing in refused.value.extra["missing"]}
            assert Pilot.objects.get(pk=pilot.pk).state == "preparing"
    for happened in HAPPENED:
        with taken_back():
            happened(cast, pilot)
            assert codes(pilot) == {happened.__name__}


def test_the_codes_tried_here_are_all_there_are() -> None:
    """Each code that the rules can give is one that was reached above, or in the tests of clashes and sign-offs."""
    sources = [Path(str(module.__file__)).read_text() for module in (rules, signed)]
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    needed = {call.args[1] for call in calls if getattr(call.func, "attr", "") == "need"}
    written = {argument.value for argument in needed if isinstance(argument, ast.Constant)}
    elsewhere = {"clash_not_looked_at", "exemption_not_signed_off", "owner_not_asked", "sign_off_awaited"}
    elsewhere |= {"sign_off_declined"}
    assert written <= {*GAPS, *(happened.__name__ for happened in HAPPENED), *elsewhere}
    assert len(needed) - len(written) == 3, "those with a name worked out: no_…, red_line_… and no_plan_for_…"


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code, question in QUESTIONS.items() if question.part == Part.RED_LINES])
def test_a_red_line_is_refused_with_the_reason_and_what_to_do(code: Code, cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.prepared(cast)
    client = as_person(cast.member)
    answers = [{"question": code, "answer": "yes"}]

    said = client.patch(
        f"/api/pilots/{pilot.pk}/", {"read_version": pilot.version, "answers": answers}, format="json"
    ).json()

    shown = next(question for question in said["gate"]["questions"] if question["question"] == code)
    assert shown["answer"] == "yes"
    assert shown["refused"] == str(QUESTIONS[code].refused)
    opened = client.post(f"/api/pilots/{pilot.pk}/open/")
    assert opened.status_code == 409
    assert [(gap["code"], gap["words"]) for gap in opened.json()["missing"]] == [(f"red_line_{code}", shown["refused"])]


@pytest.mark.django_db
def test_no_exemption_is_asked_for_before_the_routes_within_the_rules(cast: Cast) -> None:
    pilot = stages.preparing(cast)
    whole = stages.preparation()
    for asked in ({"needs_exemption": True}, {"needs_exemption": True, "exemption": whole["exemption"]}):
        with pytest.raises(NotReady) as refused:
            edit(cast, pilot, **asked)
        assert [missing["code"] for missing in refused.value.extra["missing"]] == ["no_routes"]
    assert not Exemption.objects.exists()

    edit(cast, pilot, routes=whole["routes"])
    edit(cast, pilot, needs_exemption=True, exemption=whole["exemption"])

    with pytest.raises(NotReady):
        edit(cast, pilot, routes=[])
    assert pilot.routes.count() == 1


@pytest.mark.django_db
def test_the_register_says_what_kind_of_rule_it_is_and_whose(cast: Cast) -> None:
    entry = register.rule(cast, kind="law", owner="Ministry")
    pilot = edit(cast, stages.preparing(cast), rules_in_the_way=[gate.rule(entry)])

    assert [(rule.kind, rule.owner) for rule in pilot.rules.all()] == [("law", "Ministry")]


@pytest.mark.django_db
def test_the_checks_that_come_with_a_pilot_cannot_be_left_out(cast: Cast) -> None:
    own = {"title": "The lamp works", "must_pass": False, "result": "failed", "evidence": "Dark"}
    pilot = edit(cast, stages.prepared(cast), checks=[own])

    assert [check.standard for check in pilot.checks.all()] == ["told", "can_stop", "undone", "measured", ""]
    assert codes(pilot) == set(), "what was passed stays passed, and a check that need not pass stops nobody"


@pytest.mark.django_db
def test_a_newer_version_is_refused_and_changes_nothing(cast: Cast) -> None:
    pilot = stages.prepared(cast)

    with pytest.raises(Outdated):
        preparing.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, checks=gate.checks(told="open"))

    assert codes(pilot) == set()


LOCKED = [
    "experiments_measure",
    "experiments_gateanswer",
    "experiments_check",
    "experiments_hinderingrule",
    "experiments_route",
    "experiments_exitplan",
    "experiments_exemption",
]
SET = {
    "experiments_measure": "threshold = 99",
    "experiments_gateanswer": "words = 'x'",
    "experiments_check": "result = 'failed'",
    "experiments_hinderingrule": "aim = 'x'",
    "experiments_route": "result = 'x'",
    "experiments_exitplan": "success = 'x'",
    "experiments_exemption": "valid_until = valid_until + interval '1 day'",
    "experiments_pilot": "people_limit = 9999",
}
OF_PILOT = [
    "hypothesis = 'x'",
    "place = 'x'",
    "money_limit = 9",
    "stop_rule = 'x'",
    "ends_at = ends_at + interval '1 day'",
    "opened_at = NULL",
    "needs_exemption = false",
    "check_in_every = 7",
    "services = '{x}'",
    "population = '{x}'",
]
OF_EXEMPTION = ["valid_from = valid_from - interval '1 day'", "granted_by = 'x'", "legal_basis = 'x'", "rule = 'x'"]


def refused_by_the_database(sql: str) -> str:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(refused.value)


@pytest.mark.django_db
def test_the_database_keeps_what_was_promised_from_the_start_on(cast: Cast) -> None:
    pilot = stages.running(cast)
    changes = [f"UPDATE {table} SET {what}" for table, what in SET.items()]
    changes += [f"UPDATE experiments_pilot SET {what}" for what in OF_PILOT]
    changes += [f"UPDATE experiments_exemption SET {what}" for what in OF_EXEMPTION]
    changes += [f"DELETE FROM {table}" for table in LOCKED]
    changes += [copied(table) for table in LOCKED if table not in {"experiments_exitplan", "experiments_exemption"}]
    for change in changes:
        said = refused_by_the_database(change)
        assert "stays" in said or "Cannot update" in said, f"{change}: {said}"
    assert codes(pilot) == set()


def copied(table: str) -> str:
    """A second row like the first, with an id of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        names = [name for (name,) in cursor.fetchall() if name != "id"]
    columns = ", ".join(names)
    return f"INSERT INTO {table} (id, {columns}) SELECT gen_random_uuid(), {columns} FROM {table} LIMIT 1"


@pytest.mark.django_db
def test_while_it_is_prepared_everything_can_be_changed_and_what_was_measured_later_too(cast: Cast) -> None:
    pilot = stages.prepared(cast)
    with connection.cursor() as cursor:
        for table, what in SET.items():
            cursor.execute(f"UPDATE {table} SET {what}")
        for table in LOCKED:
            cursor.execute(f"DELETE FROM {table}")
    assert not Check.objects.filter(pilot=pilot).exists()


@pytest.mark.django_db
def test_an_exemption_can_still_be_revoked_once_the_pilot_runs(cast: Cast) -> None:
    pilot = stages.running(cast)

    assert Exemption.objects.filter(pilot=pilot).update(revoked_at=timezone.now()) == 1


@pytest.mark.django_db
def test_small_and_capital_letters_do_not_make_two_measures(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.prepared(cast)
    measure = {name: str(value) for name, value in stages.preparation()["measures"][0].items()}
    twice = [{**measure, "name": name} for name in ("Wait", "wait ")]

    sent = {"read_version": pilot.version, "measures": twice}
    refused = as_person(cast.member).patch(f"/api/pilots/{pilot.pk}/", sent, format="json")

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["measures"])


@pytest.mark.django_db
def test_stopping_is_part_of_a_measure_and_lies_beyond_its_limit(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.prepared(cast)
    address, version = f"/api/pilots/{pilot.pk}/", pilot.version
    send = as_person(cast.member).patch
    measure = {name: str(value) for name, value in stages.preparation()["measures"][0].items()}

    wrong = send(address, {"read_version": version, "measures": [{**measure, "stop_at": "2"}]}, format="json")
    right = send(address, {"read_version": version, "measures": [{**measure, "stop_at": "9"}]}, format="json")

    assert (wrong.status_code, list(wrong.json()["details"])) == (422, ["measures.0.stop_at"])
    assert right.json()["measures"][0]["stop_at"] == "9.000"
