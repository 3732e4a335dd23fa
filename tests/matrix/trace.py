"""What a request left behind."""

from django.apps import apps
from django.db import connection


def trace() -> dict[str, str]:
    """A digest of where every row lies that the product keeps, but for sessions.

    A row that is written, changed or deleted lies elsewhere afterwards, also when it is written as it was; what was
    rolled back leaves it where it is. To read the rows themselves takes five times as long.
    """
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label != "sessions"]
    digests = " UNION ALL ".join(
        f"SELECT '{table}', concat(count(*), ' ', sum(hashtidextended(t.ctid, 0))) FROM {table} t" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(digests)
        return dict(cursor.fetchall())
