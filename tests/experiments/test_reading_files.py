"""Readings from a table: shown row by row, entered whole or not at all; and given out as a table that runs nothing."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from common.refusals import Invalid
from experiments.actions import pausing, readings
from experiments.models import Pilot, Reading
from experiments.running import files
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.days import today
from tests.gate import despite_the_lock
from tests.racing import at_once

NAME = "Days until a visit"


def table(*rows: str, head: str = "measure;day;value;note") -> bytes:
    return "\n".join([head, *rows]).encode()


def send(client: Any, pilot: Pilot, what: str, sent: bytes) -> Any:
    return client.generic("POST", f"/api/pilots/{pilot.pk}/readings/{what}/", sent, content_type="text/csv")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "values"),
    [
        (table(f"{NAME};2026-03-29;22,5;"), [("2026-03-29", "22.500")]),
        (table(f"{NAME};29-02-2024;1 234.5;"), [("2024-02-29", "1234.500")]),
        (table(f"{NAME},25.10.2026,-3", head="Measure,Date,Value"), [("2026-10-25", "-3.000")]),
        (table(f'"{NAME}"\t31/12/2025\t0', head="maatstaf\tdatum\twaarde"), [("2025-12-31", "0.000")]),
        (table(f"{NAME};2026-01-05;7", head="mått;dag;värde"), [("2026-01-05", "7.000")]),
        (table(f"{NAME};2026-01-05;7", head="\ufeffmål;dato;verdi"), [("2026-01-05", "7.000")]),
        (f"mått;dag;värde\n{NAME};2026-01-05;7".encode("cp1252"), [("2026-01-05", "7.000")]),
        (f"mått;dag;värde\n{NAME};2026-01-05;7".encode("utf-16"), [("2026-01-05", "7.000")]),
        (b"measure;day;value\r\n\r\n" + f"{NAME.upper()};2026-01-05;7\r\n;;\r\n".encode(), [("2026-01-05", "7.000")]),
    ],
)
def test_tables_as_spreadsheets_write_them(
    sent: bytes, values: list[tuple[str, str]], cast: Cast, as_person: ClientFor
) -> None:
    pilot = stages.running(cast)

    found = send(as_person(cast.member), pilot, "preview", sent)

    assert found.status_code == 200, found.json()
    assert [(row["day"], row["value"]) for row in found.json()["rows"]] == values
    assert (found.json()["errors"], found.json()["new"]) == ([], 1)
    assert not Reading.objects.exists()


WRONG = [
    (f"{NAME};2026-02-29;1;", 3, "day"),
    (f"{NAME};1999-12-31;1;", 3, "day"),
    (f"{NAME};2999-01-01;1;", 3, "day"),
    (f"{NAME};2026-01-01;many;", 3, "value"),
    (f"{NAME};2026-01-01;1.234,5;", 3, "value"),
    (f"{NAME};2026-01-01;1,2345;", 3, "value"),
    (f"{NAME};2026-01-01;NaN;", 3, "value"),
    (f"{NAME};2026-01-01;1e5;", 3, "value"),
    (f"{NAME};2026-01-01;{'9' * 12};", 3, "value"),
    (f"{NAME};2026-01-01;;", 3, "value"),
    ("Something else;2026-01-01;1;", 3, "measure"),
    (f"{NAME};2026-01-01;1;{'x' * 301}", 3, "note"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "line", "column"), WRONG)
def test_one_wrong_row_and_nothing_is_entered(
    row: str, line: int, column: str, cast: Cast, as_person: ClientFor
) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    sent = table(f"{NAME};2026-01-01;1;", row)

    (error,) = send(client, pilot, "preview", sent).json()["errors"]
    refused = send(client, pilot, "import", sent)

    assert (error["line"], error["column"]) == (line, column)
    assert error["words"]
    assert error["to_do"]
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert refused.json()["rows"] == [error]
    assert not Reading.objects.exists()


NO_TABLE = [
    b"",
    b"measure;day;value\n",
    b"nothing like it",
    b"measure;day\nx;2026-01-01",
    bytes(range(256)),
    b"\xff\xfe\x00",
    b'measure;day;value\n"' + b"x" * 200_000,
]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", NO_TABLE)
def test_what_is_no_table_is_refused_in_words(sent: bytes, cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)

    for what in ("preview", "import"):
        answer = send(client, pilot, what, sent)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), answer.content
        assert answer.json()["details"]["file"]


@pytest.mark.parametrize(
    ("language", "missing"),
    [("en", "measure, value"), ("nl", "maatstaf, waarde"), ("sv", "mått, värde"), ("nb", "indikator, verdi")],
)
def test_columns_that_are_missing_are_named_in_the_readers_language(language: str, missing: str) -> None:
    with translation.override(language), pytest.raises(Invalid) as refused:
        files.read(Pilot(), b"dag;note\n2026-01-05;7")

    assert f" {missing}." in str(refused.value.detail)


@pytest.mark.django_db
def test_too_many_rows_or_bytes_are_refused(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    rows = [f"{NAME};2026-01-01;{number};" for number in range(files.MOST_ROWS + 1)]

    assert send(client, pilot, "import", table(*rows)).status_code == 413
    assert send(client, pilot, "import", b"x" * (files.MOST_BYTES + 1)).status_code == 413
    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_the_same_file_twice_enters_nothing_twice(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    sent = table(f"{NAME};2026-01-01;1,5;first", f"{NAME};2026-01-08;2;", f"{NAME};2026-01-08;2;")

    assert send(client, pilot, "import", sent).json() == {"entered": 2, "known": 1}
    assert [row["known"] for row in send(client, pilot, "preview", sent).json()["rows"]] == [True] * 3
    assert send(client, pilot, "import", sent).json() == {"entered": 0, "known": 3}
    assert Reading.objects.count() == 2


@pytest.mark.django_db
def test_a_file_sets_off_what_a_reading_sets_off(cast: Cast, as_person: ClientFor) -> None:
    pilot = stages.watched(cast)

    send(as_person(cast.member), pilot, "import", table(f"Complaints;{today()};7;"))
    assert Pilot.objects.get().paused_because == "guardrail"
    send(as_person(cast.member), pilot, "import", table(f"Complaints;{today()};11;"))
    assert Pilot.objects.get().state == "stopped"


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_enter_each_row_once(cast: Cast) -> None:
    pilot = stages.running(cast)
    sent = table(*[f"{NAME};2026-01-{day:02};{day};" for day in range(1, 29)])

    def enter() -> int:
        return len(readings.import_readings(person=cast.member, pilot_id=pilot.pk, sent=sent)[1])

    assert sorted(at_once(enter, enter)) == [0, 28]
    assert Reading.objects.count() == 28


@pytest.mark.django_db
def test_the_table_given_out_runs_nothing_and_comes_back_as_it_was(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    with despite_the_lock():
        pilot.measures.update(name='=HYPERLINK("x")')
    wrong = stages.reading(cast, pilot, 9)
    readings.enter_reading(
        person=cast.member,
        pilot_id=pilot.pk,
        measure=pilot.measures.get().pk,
        value=Decimal("-2.5"),
        taken_on=today(),
        note="@SUM(A1)\nand more",
        corrects=wrong,
    )

    answer = client.get(f"/api/pilots/{pilot.pk}/readings/csv/")

    text = answer.content.decode("utf-8-sig")
    assert f'"\'=HYPERLINK(""x"")",{today()},-2.5,days,"\'@SUM(A1)\nand more"' in text
    assert "attachment" in answer["Content-Disposition"]
    assert len(text.splitlines()) == 3, "the corrected one is not among them"
    assert send(client, pilot, "import", answer.content).json() == {"entered": 0, "known": 1}


@pytest.mark.django_db
def test_a_list_by_the_api_is_taken_whole_or_not_at_all(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    one = {"measure": str(pilot.measures.get().pk), "value": "4", "taken_on": str(today())}
    address = f"/api/pilots/{pilot.pk}/readings/"

    def post(rows: Any) -> Any:
        return client.post(address, rows, format="json")

    assert [post(rows).status_code for rows in ([], [one] * 501, ["x"], [one, {**one, "value": "x"}], [[one]])] == [
        422
    ] * 5
    assert not Reading.objects.exists()
    assert post([one, {**one, "value": "5"}]).status_code == 201
    assert Reading.objects.count() == 2
    twice = [{**one, "corrects": str(Reading.objects.earliest("created_at").pk)}] * 2
    assert post(twice).status_code == 409
    assert Reading.objects.count() == 2


@pytest.mark.django_db
def test_while_it_rests_a_file_can_put_things_right_and_after_the_end_never(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.paused(cast), as_person(cast.member)
    sent = table(f"{NAME};{today()};1;")
    assert send(client, pilot, "import", sent).status_code == 201

    pausing.resume_pilot(person=cast.member, pilot_id=pilot.pk, reason="Go")
    client.post(f"/api/pilots/{pilot.pk}/stop/", {"reason": "Enough"}, format="json")

    assert send(client, pilot, "preview", sent).status_code == 409
    assert send(client, pilot, "import", sent).status_code == 409


@pytest.mark.django_db
def test_the_same_file_does_not_bring_back_what_was_put_right(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    sent = table(f"{NAME};2026-01-05;70;")
    assert send(client, pilot, "import", sent).json()["entered"] == 1
    wrong = Reading.objects.get()
    right: dict[str, Any] = {
        "measure": wrong.measure_id,
        "value": Decimal(7),
        "taken_on": wrong.taken_on,
        "corrects": wrong.pk,
    }
    readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **right)

    longer = table(f"{NAME};2026-01-05;70;", f"{NAME};2026-01-12;6;")
    found = [send(client, pilot, "import", again).json() for again in (sent, longer)]

    assert found == [{"entered": 0, "known": 1}, {"entered": 1, "known": 1}]
    assert sorted(Reading.objects.filter(corrected_by=None).values_list("value", flat=True)) == [6, 7]


@pytest.mark.django_db
def test_a_file_that_breaks_off_within_a_note_swallows_no_row(cast: Cast, as_person: ClientFor) -> None:
    pilot, client = stages.running(cast), as_person(cast.member)
    sent = table(f'{NAME};2026-01-05;7;"on a', f"{NAME};2026-01-06;8;fine")

    for what in ("preview", "import"):
        assert send(client, pilot, what, sent).status_code == 422

    assert not Reading.objects.exists()
