"""Facts that are only ever added, and seals that show when somebody changed them all the same.

Triggers and rights keep the product from changing what happened. Whoever owns the database can go past both; a seal
cannot stop them, but it shows it: each day's rows in one digest, chained to the day before, signed with a key that is
kept outside the database, and written to a file that can be kept elsewhere.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from common.models import AuditSeal
from common.sealing import mark

log = logging.getLogger(__name__)

# A transaction that began before midnight may commit after it; none lasts longer.
SETTLED = "1 hour"
FOLDER = "audit"
# When a row was added, where its table has no column of that name.
ADDED_AT = {
    "common_historyline": "at",
    "dotanks_versionauthor": "(SELECT created_at FROM dotanks_documentversion AS v WHERE v.id = version_id)",
}
BEGINNING = datetime.min.replace(tzinfo=UTC)


def add_only_tables() -> list[str]:
    """The tables whose facts are added, never edited: not even by the application's own role."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(trigger.name == "append_only" for trigger in getattr(model._meta, "triggers", []))
    )


def standing_tables() -> dict[str, list[str]]:
    """The tables whose rows stay for good, each with the only columns that change in them."""
    return {
        model._meta.db_table: list(trigger.exclude or ())
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", [])
        if isinstance(trigger, pgtrigger.ReadOnly)
    }


def seal_what_was_added(until: datetime | None = None) -> AuditSeal | None:
    """Seal what was added until this moment, else until the last midnight (UTC); None where it is sealed already."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Two workers at once: the second waits, and finds it done.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit'))")
        if until is None:
            cursor.execute(f"SELECT date_trunc('day', now() - interval '{SETTLED}', 'UTC')")
            until = cursor.fetchone()[0]
        before = AuditSeal.objects.order_by("until").last()
        if before and before.until >= until:
            return None
        since, previous = (before.until, before.sha256) if before else (BEGINNING, "")
        tables = {
            table: digest_of(table, columns_of(table), since, until)
            for table in add_only_tables()
            if table != AuditSeal._meta.db_table
        }
        sha256 = _digest(until, tables, previous)
        made = AuditSeal.objects.create(
            until=until, tables=tables, previous=previous, sha256=sha256, signature=_signed(sha256)
        )
        transaction.on_commit(lambda: export(made))
    return made


def export(made: AuditSeal) -> None:
    """Write the seal to a file and into the log: what somebody keeps elsewhere cannot be changed here."""
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{made.until:%Y-%m-%d}.json").write_text(json.dumps(_plain(made), indent=1))
    log.info("audit.sealed", extra={"until": made.until.isoformat(), "sha256": made.sha256, "sign": made.signature})


def what_is_wrong(kept: Path | None = None) -> Iterator[str]:
    """Each seal that no longer fits what it sealed, in words; with `kept`, also what differs from the files there."""
    since, previous, there = BEGINNING, "", {}
    for made in AuditSeal.objects.order_by("until"):
        day = f"{made.until:%Y-%m-%d}"
        there[day] = made
        if made.previous != previous:
            yield f"{day}: the chain is broken, a seal before it is missing or another."
        if made.sha256 != _digest(made.until, made.tables, made.previous):
            yield f"{day}: the seal itself was changed."
        if not hmac.compare_digest(made.signature, _signed(made.sha256)):
            yield f"{day}: the signature is not ours, or IDENTITY_KEY is another."
        for table, sealed in made.tables.items():
            yield from (f"{day}: {words}" for words in _differs(table, sealed, since, made.until))
        since, previous = made.until, made.sha256
    for file in sorted(kept.glob("*.json")) if kept else ():
        found = there.get(file.stem)
        if found is None or json.loads(file.read_text()) != _plain(found):
            yield f"{file.stem}: the seal in {file.name} is not the one in the database."


def columns_of(table: str) -> list[str]:
    """The columns a table has today."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return sorted(str(field.column) for field in model._meta.local_fields)


def digest_of(table: str, columns: list[str], since: datetime, until: datetime) -> dict[str, Any]:
    """The rows added between these moments: how many, and one digest over what stands in these columns."""
    ask = sql.SQL(
        "SELECT encode(sha256(convert_to(row_to_json(r)::text, 'UTF8')), 'hex') FROM ("
        "SELECT {columns} FROM {table} WHERE {added_at} >= %s AND {added_at} < %s) AS r ORDER BY r.id"
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        table=sql.Identifier(table),
        added_at=sql.SQL(ADDED_AT.get(table, "created_at")),
    )
    digest, rows = hashlib.sha256(), 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone TO 'UTC'")
        cursor.execute(ask, [since, until])
        while some := cursor.fetchmany(1000):
            digest.update("".join(row[0] for row in some).encode())
            rows += len(some)
    return {"columns": columns, "rows": rows, "sha256": digest.hexdigest()}


def _differs(table: str, sealed: Mapping[str, Any], since: datetime, until: datetime) -> Iterator[str]:
    if table not in add_only_tables() or not set(sealed["columns"]) <= set(columns_of(table)):
        yield f"{table} cannot be checked: the table or a column that was sealed is gone."
        return
    now = digest_of(table, sealed["columns"], since, until)
    if now["rows"] != sealed["rows"]:
        yield f"{table} has {now['rows']} rows of that time; {sealed['rows']} were sealed."
    elif now["sha256"] != sealed["sha256"]:
        yield f"{table}: a row was changed after it was sealed."


def _digest(until: datetime, tables: Mapping[str, Any], previous: str) -> str:
    plain = json.dumps([previous, until.astimezone(UTC).isoformat(), tables], sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _signed(sha256: str) -> str:
    return mark("audit seal", sha256).hex()


def _plain(made: AuditSeal) -> dict[str, Any]:
    return {
        "until": made.until.astimezone(UTC).isoformat(),
        "tables": made.tables,
        "previous": made.previous,
        "sha256": made.sha256,
        "signature": made.signature,
    }
