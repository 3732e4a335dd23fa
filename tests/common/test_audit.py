"""A row that was changed past triggers and rights is found by the seal of its day."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from common.audit import add_only_tables, seal_what_was_added, what_is_wrong
from common.models import AuditSeal, HistoryLine
from tests import stages
from tests.cast import Cast
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(cast: Cast, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> AuditSeal:
    """A case that went its whole way, sealed a moment later."""
    settings.DATA_DIR = tmp_path
    stages.published(cast)
    with django_capture_on_commit_callbacks(execute=True):
        made = seal_what_was_added(timezone.now())
    assert made is not None
    return made


def as_owner(statement: str) -> None:
    """What somebody can do who owns the database: past every trigger."""
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_fact_is_sealed_and_fits(sealed: AuditSeal) -> None:
    assert set(sealed.tables) == set(add_only_tables()) - {"common_auditseal"}
    assert sealed.tables["common_historyline"]["rows"] == HistoryLine.objects.count() > 10

    assert list(what_is_wrong()) == []
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert said.getvalue().startswith("Everything fits, until ")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE common_historyline SET note = 'other' WHERE step = 'publish'",
            "common_historyline: a row was changed",
        ),
        ("DELETE FROM common_historyline WHERE step = 'publish'", "common_historyline has "),
        ("UPDATE experiments_signoff SET reason = reason || '!'", "experiments_signoff: a row was changed"),
        ("UPDATE experiments_reading SET value = value + 0.001", "experiments_reading: a row was changed"),
        (
            "INSERT INTO common_historyline (subject_kind, subject_id, step, from_state, to_state, note, data, at)"
            " SELECT subject_kind, subject_id, step, from_state, to_state, note, data, at"
            " FROM common_historyline WHERE step = 'publish'",
            "common_historyline has ",
        ),
    ],
)
def test_a_change_past_every_trigger_is_found(statement: str, words: str, sealed: AuditSeal) -> None:
    as_owner(statement)

    (said,) = list(what_is_wrong())
    assert words in said
    with pytest.raises(CommandError, match="1 of what was sealed no longer fits"):
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())


def test_a_seal_made_to_fit_is_found_by_its_signature_and_by_the_file_kept_elsewhere(
    sealed: AuditSeal, tmp_path: Path
) -> None:
    kept = tmp_path / "audit"
    assert json.loads((kept / f"{sealed.until:%Y-%m-%d}.json").read_text())["sha256"] == sealed.sha256
    assert list(what_is_wrong(kept)) == []

    # Somebody changes a row and seals again, without the key.
    as_owner("UPDATE experiments_signoff SET reason = 'forged'")
    as_owner("DELETE FROM common_auditseal")
    again = seal_what_was_added(sealed.until)
    assert again is not None
    as_owner(f"UPDATE common_auditseal SET signature = '{'0' * 64}'")

    said = list(what_is_wrong(kept))
    assert [line.partition(": ")[2][:13] for line in said] == ["the signature", "the seal in 2"]


def test_seals_are_chained(sealed: AuditSeal, cast: Cast) -> None:
    HistoryLine.objects.create(subject_kind="x", subject_id=cast.member.pk, step="x")
    second = seal_what_was_added(timezone.now())
    assert second is not None
    assert (second.previous, second.tables["common_historyline"]["rows"]) == (sealed.sha256, 1)
    assert list(what_is_wrong()) == []

    as_owner(f"DELETE FROM common_auditseal WHERE id = {sealed.pk}")

    assert any("chain is broken" in line for line in what_is_wrong())


def test_a_column_that_comes_later_breaks_no_seal(sealed: AuditSeal) -> None:
    as_owner("ALTER TABLE experiments_signoff ADD COLUMN later text DEFAULT 'new'")

    assert list(what_is_wrong()) == []


def test_a_day_is_sealed_once_it_is_over(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    HistoryLine.objects.create(
        subject_kind="x", subject_id=cast.member.pk, step="x", at=timezone.now() - timedelta(days=2)
    )
    HistoryLine.objects.create(subject_kind="x", subject_id=cast.member.pk, step="today")

    made = seal_what_was_added()

    settled = timezone.now() - timedelta(hours=1)
    assert made is not None
    assert made.until == datetime(settled.year, settled.month, settled.day, tzinfo=UTC)
    assert made.tables["common_historyline"]["rows"] == 1
    assert seal_what_was_added() is None, "the same day is sealed once"


@pytest.mark.django_db(transaction=True)
def test_two_workers_seal_a_day_once(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    made = at_once(seal_what_was_added, seal_what_was_added)

    assert sorted(one is None for one in made) == [False, True]
    assert AuditSeal.objects.count() == 1
