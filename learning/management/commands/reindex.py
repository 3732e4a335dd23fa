import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning.search.index import NoIndex
from learning.search.indexer import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database. Searching goes on in the old one until the new one is ready."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            written = rebuild()
        except NoIndex as reason:
            raise CommandError(f"The index was not built: {reason}.") from reason
        self.stdout.write(f"{written} documents in {time.monotonic() - started:.1f} s.")
