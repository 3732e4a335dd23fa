"""Give the web's database role what it needs and no more; run by the owner after migrating."""

from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand
from psycopg import sql

from common.audit import add_only_tables, standing_tables


class Command(BaseCommand):
    help = "Grant the web role least rights on every table (run after migrate, with DATABASE_OWNER_URL set)."

    def handle(self, *args: Any, **options: Any) -> None:
        role = urlsplit(settings.DATABASE_URL).username or ""
        owner = urlsplit(settings.DATABASE_OWNER_URL).username or ""
        if not role or role == owner:
            self.stdout.write("One database role for everything: nothing to grant.")
            return
        web = sql.Identifier(role)
        with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as connection:
            connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(web))
            connection.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(web)
            )
            connection.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(web))
            for table in [*add_only_tables(), "django_migrations"]:
                connection.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), web))
            for table, columns in standing_tables().items():
                named = {"table": sql.Identifier(table), "web": web}
                connection.execute(sql.SQL("REVOKE UPDATE, DELETE ON {table} FROM {web}").format(**named))
                changing = sql.SQL(", ").join(map(sql.Identifier, columns))
                connection.execute(sql.SQL("GRANT UPDATE ({}) ON {table} TO {web}").format(changing, **named))
            connection.execute(sql.SQL("REVOKE INSERT ON django_migrations FROM {}").format(web))
            # Who is behind a pseudonym: the functions, never the table.
            connection.execute(sql.SQL("GRANT USAGE ON SCHEMA identity TO {}").format(web))
            connection.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA identity TO {}").format(web))
        self.stdout.write(f"Role {role} may read and write rows, add history, and change no table.")
