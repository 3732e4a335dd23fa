"""Readings as a table for other programs: read row by row, with what to do about each wrong one; and written."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.refusals import Invalid, TooBig
from common.tables import SIGN, as_written, harmless
from experiments.days import today_at
from experiments.models import Measure, Pilot, Reading
from experiments.models.pilots import DECIMALS, DIGITS
from experiments.running.rules import plain

MOST_BYTES: Final = 1024 * 1024
MOST_ROWS: Final = 2000
MOST_ERRORS: Final = 100
EARLIEST: Final = date(2000, 1, 1)
NOTE: Final = Reading._meta.get_field("note").max_length or 0
# What the columns are called in each language of the product, as the example on the page does, and what else is taken.
COLUMNS: Final = {
    "measure": {"en": "measure", "nl": "maatstaf", "sv": "mått", "nb": "indikator"},
    "day": {"en": "day", "nl": "dag", "sv": "dag", "nb": "dag"},
    "value": {"en": "value", "nl": "waarde", "sv": "värde", "nb": "verdi"},
    "note": {"en": "note", "nl": "opmerking", "sv": "kommentar", "nb": "merknad"},
}
ALSO: Final = {"measure": {"mål"}, "day": {"date", "datum", "dato", "taken_on"}}
DAYS: Final = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")


@dataclass(frozen=True)
class RowError:
    """What is wrong in one place of the file, and what to do about it."""

    line: int
    column: str
    words: str
    to_do: str

    def as_data(self) -> dict[str, Any]:
        """As it travels in an answer."""
        return asdict(self)


@dataclass(frozen=True)
class Row:
    """One reading in the file; `known` when the pilot was told exactly this already."""

    line: int
    measure: Measure
    day: date
    value: Decimal
    note: str
    known: bool


@dataclass
class Table:
    """What was found in the file; where there are errors nothing of it is entered."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


class Wrong(Exception):
    """One place of a row cannot be understood."""

    def __init__(self, column: str, words: str, to_do: str) -> None:
        super().__init__(words)
        self.column, self.words, self.to_do = column, words, to_do


def read(pilot: Pilot, sent: bytes) -> Table:
    """Every row of the file as this pilot understands it; refused as a whole only if it is no table."""
    lines = _lines(_text(sent))
    columns = _columns(next(lines, (1, []))[1])
    measures = {measure.name.casefold(): measure for measure in pilot.measures.all()}
    known = _known(pilot)
    today = today_at(pilot)
    table = Table()
    for line, cells in lines:
        if len(table.rows) + len(table.errors) >= MOST_ROWS:
            raise TooBig(_("The file has more than %(most)s rows. Send it in parts.") % {"most": MOST_ROWS})
        named = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        try:
            row = _row(line, named, measures, today, known)
        except Wrong as wrong:
            table.errors.append(RowError(line, wrong.column, wrong.words, wrong.to_do))
            if len(table.errors) >= MOST_ERRORS:
                break
        else:
            table.rows.append(row)
            known.add((row.measure.pk, row.day, row.value, row.note))
    if not table.rows and not table.errors:
        raise _no_table(_("There is no row under the headings."))
    return table


def write(pilot: Pilot) -> str:
    """Every reading that stands, one row each; nothing in it can run in a spreadsheet, and it can be read in again."""
    into = io.StringIO()
    into.write(SIGN)
    table = csv.writer(into)
    table.writerow(["measure", "day", "value", "unit", "note"])
    for measure in pilot.measures.all():
        for reading in measure.readings.all():
            words = (harmless(measure.unit), harmless(reading.note))
            table.writerow([harmless(measure.name), reading.taken_on.isoformat(), plain(reading.value), *words])
    return into.getvalue()


def _text(sent: bytes) -> str:
    """The file in the writing it came in: UTF-8, UTF-16 with its mark, or what older spreadsheets write."""
    codes = ["utf-16"] if sent.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            text = sent.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _no_table(_("This is not a table in plain text."))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as broken:
        raise _no_table(_("The file breaks off in line %(line)s.") % {"line": reader.line_num}) from broken


def _columns(heads: list[str]) -> dict[str, int]:
    found = {
        name: place
        for place, head in enumerate(heads)
        for name, called in COLUMNS.items()
        if head.strip().casefold() in {*called.values(), *ALSO.get(name, ())}
    }
    if missing := [name for name in ("measure", "day", "value") if name not in found]:
        words = _("The first row must name the columns measure, day and value. Missing: %(missing)s.")
        raise _no_table(words % {"missing": ", ".join(_called(name) for name in missing)})
    return found


def _called(column: str) -> str:
    """What this column is called in the reader's language."""
    called = COLUMNS[column]
    return called.get(get_language() or "en", called["en"])


def _known(pilot: Pilot) -> set[tuple[Any, date, Decimal, str]]:
    """Also those that were put right since: the same file once more does not bring them back."""
    entered = Reading.objects.filter(measure__pilot=pilot)
    return set(entered.values_list("measure_id", "taken_on", "value", "note"))


def _row(
    line: int,
    named: dict[str, str],
    measures: dict[str, Measure],
    today: date,
    known: set[tuple[Any, date, Decimal, str]],
) -> Row:
    measure = measures.get(as_written(named["measure"]).casefold())
    if measure is None:
        names = ", ".join(one.name for one in measures.values())
        raise Wrong(
            "measure",
            _("The pilot has no measure “%(name)s”.") % {"name": named["measure"][:60]},
            _("Write one of: %(names)s.") % {"names": names},
        )
    day = _day(named["day"])
    if day > today:
        raise Wrong("day", _("This day is still to come."), _("Leave the row out until then."))
    value = _value(named["value"])
    note = as_written(named.get("note", ""))
    if len(note) > NOTE:
        raise Wrong("note", _("The note is too long."), _("Use at most %(most)s characters.") % {"most": NOTE})
    return Row(line, measure, day, value, note, known=(measure.pk, day, value, note) in known)


def _day(words: str) -> date:
    for form in DAYS:
        try:
            day = datetime.strptime(words, form).date()
        except ValueError:
            continue
        if day >= EARLIEST:
            return day
    raise Wrong(
        "day",
        _("“%(words)s” is no day.") % {"words": words[:40]},
        _("Write it as 2026-03-31 or 31-03-2026."),
    )


def _value(words: str) -> Decimal:
    bare = words.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    wrong = Wrong(
        "value",
        _("“%(words)s” is no number.") % {"words": words[:40]},
        _("Write it as 1234.5 or 1234,5, without a unit."),
    )
    if bare.count(",") + bare.count(".") > 1:
        raise wrong
    bare = bare.replace(",", ".")
    if not bare.lstrip("+-").replace(".", "", 1).isascii() or not bare.lstrip("+-").replace(".", "", 1).isdigit():
        raise wrong
    try:
        value = Decimal(bare)
    except InvalidOperation as no_number:
        raise wrong from no_number
    exact = value.quantize(Decimal(1).scaleb(-DECIMALS)) if abs(value) < Decimal(10) ** (DIGITS - DECIMALS) else None
    if exact is None or exact != value:
        raise Wrong(
            "value",
            _("“%(words)s” is too long a number.") % {"words": words[:40]},
            _("Use at most 11 digits before the point and 3 after it."),
        )
    return exact


def _no_table(words: str) -> Invalid:
    return Invalid({"file": [words]}, words)
