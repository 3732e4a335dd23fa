"""Check that what happened still stands as it was written down."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.audit import what_is_wrong
from common.models import AuditSeal


class Command(BaseCommand):
    help = "Compare every sealed day with the rows of that day; ends with an error where something was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kept", type=Path, help="A folder of seals that were kept elsewhere, to compare with.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = list(what_is_wrong(options["kept"]))
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} of what was sealed no longer fits.")
        last = AuditSeal.objects.order_by("until").last()
        self.stdout.write(
            f"Everything fits, until {last.until:%Y-%m-%d %H:%M} UTC." if last else "Nothing is sealed yet."
        )
