from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from flow.demo.loading import load_demo
from learning.handbook.content import ContentError
from learning.handbook.loading import load as load_handbook


class Command(BaseCommand):
    help = "Load the handbook, the real cases and the demo network. Loading twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on-https", action="store_true", help="also on a site behind https, though its passwords are known to all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SITE_URL.startswith("https://") and not options["on_https"]:
            raise CommandError(
                "This site runs behind https, and everybody knows the password of the demo people. "
                "Add --on-https if that is what you want, or load only the handbook: manage.py load_handbook"
            )
        self.stdout.write("Handbook and real cases …")
        try:
            handbook = load_handbook()
        except ContentError as wrong:
            raise CommandError(f"The content files contradict themselves, nothing was loaded: {wrong}") from wrong
        self.stdout.write(f"  {sum(handbook.total.values())} entries, {handbook.created} of them new")
        self.stdout.write("Demo network …")
        demo = load_demo(self.say)
        if demo.new_people or demo.new_stories:
            self.stdout.write(f"Loaded {demo.new_stories} problems, each as far as its story has come.")
        else:
            self.stdout.write("Everything was there already: nothing changed.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
