from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning.handbook.content import ContentError
from learning.handbook.loading import load


class Command(BaseCommand):
    help = "Load the handbook and the real cases from learning/content. Loading twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load()
        except ContentError as wrong:
            raise CommandError(f"The content files contradict themselves, nothing was loaded: {wrong}") from wrong
        totals = ", ".join(f"{count} {name}" for name, count in loaded.total.items())
        self.stdout.write(
            f"{totals}. New {loaded.created}, changed {loaded.changed}, tied {loaded.tied}, removed {loaded.removed}."
        )
