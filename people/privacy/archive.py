"""Everything about one person as one file: a page to read, and a JSON file for each table."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import F, Q
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.push import tell
from common.sealing import seal, unseal
from people.models import Archive, Person
from people.notices import promise_notices
from people.privacy.registry import Table, tables

PURPOSE = "archive"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
CLAIM = timedelta(minutes=5)
LAST_ATTEMPT = 3


@dataclass(frozen=True)
class Chapter:
    """One table as the page shows it."""

    title: str
    name: str
    columns: list[str]
    rows: list[list[Any]]


def claim(archive_id: UUID | str) -> Archive | None:
    """Take the archive for making; None when it is ready, has failed for good or is being made."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=Now())
    claimed = Archive.objects.filter(free, pk=archive_id, ready_at__isnull=True, failed=False).update(
        claimed_until=Now() + CLAIM, attempts=F("attempts") + 1
    )
    return Archive.objects.select_related("person").get(pk=archive_id) if claimed else None


def make(archive: Archive) -> None:
    """Gather everything, keep it sealed, and tell the person; a failure is recorded at the last attempt."""
    try:
        content = zipped(archive.person, lambda done, total: _note(archive, done=done, total=total))
    except Exception:
        _note(archive, claimed_until=None, failed=archive.attempts >= LAST_ATTEMPT)
        raise
    sealed = seal(PURPOSE, content, archive.pk.bytes)
    _note(archive, content=sealed, ready_at=timezone.now(), claimed_until=None)
    promise_notices(
        key=f"archive:{archive.pk}", kind="archive_ready", to=[archive.person], link="/app/settings/my-data"
    )


def opened(archive: Archive) -> bytes:
    """The finished file."""
    assert archive.content is not None
    return unseal(PURPOSE, bytes(archive.content), archive.pk.bytes)


def zipped(person: Person, progress: Callable[[int, int], None] = lambda done, total: None) -> bytes:
    """Everything about this person, and of nobody else, as a zip file."""
    listed = [table for table in tables() if table.mine is not None]
    chapters = []
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for done, table in enumerate(listed):
            progress(done, len(listed))
            made.writestr(f"tables/{table.name}.json", _json(table, person))
            chapters.append(_chapter(table, person))
        made.writestr("read-me.html", _page(person, chapters))
    progress(len(listed), len(listed))
    return file.getvalue()


def _json(table: Table, person: Person) -> str:
    with translation.override("en"):
        rows = [{str(label): value for label, value in row.items()} for row in table.told(person)]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _chapter(table: Table, person: Person) -> Chapter:
    with translation.override(person.language):
        columns = [str(label) for label in table.columns]
        rows = [[_shown(value) for value in list(row.values())[1:]] for row in table.told(person)]
        return Chapter(str(table.title), table.name, columns, rows)


def _shown(value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case True:
            return _("yes")
        case False:
            return _("no")
        case list():
            return ", ".join(str(one) for one in value)
        case str() if MOMENT.match(value):
            return f"{value[:10]} {value[11:16]} UTC"
    return str(value)


def _page(person: Person, chapters: list[Chapter]) -> str:
    with translation.override(person.language):
        told = {"person": person, "chapters": chapters, "made": timezone.localdate(), "language": person.language}
        return render_to_string("people/archive.html", told)


def _note(archive: Archive, **changes: Any) -> None:
    Archive.objects.filter(pk=archive.pk).update(**changes)
    tell(f"me.{archive.person_id}", "archive.changed")
