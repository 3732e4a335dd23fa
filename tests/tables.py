"""The tables that the product writes, as the database knows them."""

import functools
from typing import Any, Final

from django.db import connection

WRITTEN_BY_MIGRATIONS: Final = {"public.django_content_type", "public.auth_permission", "public.django_migrations"}


def ask(question: str) -> list[Any]:
    """The rows that answer a question in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def tables() -> dict[str, str]:
    """Every table there is now, with the columns that a row brings with it; a test of a migration may change them."""
    found = ask(
        "SELECT relnamespace::regnamespace || '.' || relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
        " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE relkind = 'r' AND attnum > 0"
        " AND relnamespace IN ('public'::regnamespace, 'identity'::regnamespace) AND NOT attisdropped"
        " AND attgenerated = '' GROUP BY relnamespace, relname ORDER BY relname"
    )
    return {table: columns for table, columns in found if table not in WRITTEN_BY_MIGRATIONS}


@functools.cache
def columns() -> dict[str, str]:
    """The same, asked once."""
    return tables()


def filled() -> list[str]:
    """Those that hold a row, without what Django itself writes when it migrates."""
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables())
    return [table for (table,) in ask(" UNION ALL ".join(each))]


def written(*, but: str = "") -> int:
    """How many rows this transaction has written so far, also those it took back, in any table but this one."""
    return int(
        ask(
            "SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
            " + pg_stat_get_xact_tuples_deleted(oid)) FROM pg_class WHERE relkind = 'r'"
            f" AND relnamespace IN ('public'::regnamespace, 'identity'::regnamespace) AND relname <> '{but}'"
        )[0][0]
    )
