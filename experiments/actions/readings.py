"""What was measured: added one by one, many at once or from a file, and never edited."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.figures import number_words
from common.refusals import Clash, Invalid, NotReady, TooMuch, Unknown
from experiments import broadcasts, queries
from experiments.actions.following import follow
from experiments.days import today_at
from experiments.models import Pilot, Reading
from experiments.running import files
from experiments.running.rules import why_no_entry
from people.models import Person

# All of them come in one answer and stand in one picture.
MOST_READINGS: Final = 5_000


@transaction.atomic
def enter_reading(
    *,
    person: Person,
    pilot_id: UUID,
    measure: UUID,
    value: Decimal,
    taken_on: date,
    note: str = "",
    corrects: UUID | None = None,
) -> Reading:
    """Add what was measured; a correction is a new reading that names the old one."""
    row = {"measure": measure, "value": value, "taken_on": taken_on, "note": note, "corrects": corrects}
    pilot = _open_for_entry(person, pilot_id, only_corrects=corrects is not None)
    return _enter(pilot, [row], by=person)[0]


@transaction.atomic
def enter_readings(*, person: Person, pilot_id: UUID, readings: Sequence[Mapping[str, Any]]) -> list[Reading]:
    """Add many at once, all or none; a refusal names the first that cannot be taken by its place."""
    only_corrects = bool(readings) and all(row.get("corrects") for row in readings)
    pilot = _open_for_entry(person, pilot_id, only_corrects=only_corrects)
    return _enter(pilot, readings, by=person, numbered=True)


@transaction.atomic
def import_readings(*, person: Person, pilot_id: UUID, sent: bytes) -> tuple[files.Table, list[Reading]]:
    """Add every row of a table that is not there yet; one wrong row, and nothing is added."""
    pilot = _open_for_entry(person, pilot_id)
    table = files.read(pilot, sent)
    if table.errors:
        words = _("Nothing was imported: %(count)s places in the file need your attention.")
        raise Invalid({}, words % {"count": len(table.errors)}, rows=[error.as_data() for error in table.errors])
    fresh = [row for row in table.rows if not row.known]
    entered = _enter(
        pilot,
        [{"measure": row.measure.pk, "value": row.value, "taken_on": row.day, "note": row.note} for row in fresh],
        by=person,
    )
    return table, entered


def ready_to_import(*, person: Person, pilot_id: UUID) -> Pilot:
    """The pilot, if this person may enter readings into it now: asked before a file of theirs is read."""
    with transaction.atomic():
        return _open_for_entry(person, pilot_id)


def _open_for_entry(person: Person, pilot_id: UUID, *, only_corrects: bool = False) -> Pilot:
    pilot = queries.get_pilot_for_team(person, pilot_id)
    if why := why_no_entry(pilot, only_corrects=only_corrects):
        raise NotReady(why, _("The pilot is not in force, so nothing can be entered."))
    return pilot


def _enter(pilot: Pilot, rows: Sequence[Mapping[str, Any]], *, by: Person, numbered: bool = False) -> list[Reading]:
    """Write these down and follow what they set off."""
    measures = {measure.pk: measure for measure in pilot.measures.all()}
    named = [row["corrects"] for row in rows if row.get("corrects")]
    old = {reading.pk: reading for reading in Reading.objects.filter(pk__in=named)} if named else {}
    today = today_at(pilot)
    entered = []
    for place, row in enumerate(rows):

        def refused(field: str, words: str, place: int = place) -> Invalid:
            return Invalid({f"{place}.{field}" if numbered else field: [words]})

        measure = measures.get(row["measure"])
        if measure is None:
            raise refused("measure", _("This pilot has no such measure.")) if numbered else Unknown()
        if row["taken_on"] > today:
            raise refused("taken_on", _("This day is still to come."))
        corrected = old.get(row["corrects"]) if row.get("corrects") else None
        if row.get("corrects") and (corrected is None or corrected.measure_id != measure.pk):
            raise refused("corrects", _("There is no such reading of this measure."))
        entered.append(
            Reading(
                measure=measure,
                value=row["value"],
                taken_on=row["taken_on"],
                note=row.get("note", ""),
                corrects=corrected,
                by=by,
            )
        )
    _not_too_many(measures, sum(reading.corrects is None for reading in entered))
    try:
        with transaction.atomic():
            Reading.objects.bulk_create(entered)
    except IntegrityError as twin:
        raise Clash(_("This reading was already corrected.")) from twin
    if entered:
        follow(pilot, entered)
        broadcasts.pilot_changed(pilot)
    return entered


def _not_too_many(measures: Collection[UUID], more: int) -> None:
    """A correction takes the place of what it corrects, so it is always taken."""
    known = Reading.objects.filter(measure__in=measures, corrects=None)
    if more and known.count() + more > MOST_READINGS:
        words = _(
            "A pilot keeps at most %(most)s readings. Enter one figure for a week or a month instead of each one."
        )
        raise TooMuch(words % {"most": number_words(MOST_READINGS)})
