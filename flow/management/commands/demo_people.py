from typing import Any

from django.core.management.base import BaseCommand

from flow.demo import files
from flow.demo.cast import PASSWORD


class Command(BaseCommand):
    help = "Print the demo people to try: e-mail, role, what to look at."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = [
            (f"{short}@{organisation['domain']}", *told["try"])
            for organisation in files.people()["organisations"]
            for short, told in organisation["people"].items()
            if "try" in told
        ]
        widths = [max(len(line[column]) for line in lines) for column in (0, 1)]
        self.stdout.write(f"The password of everybody in the demo network: {PASSWORD}")
        for email, role, look in lines:
            self.stdout.write(f"{email:<{widths[0]}}  {role:<{widths[1]}}  {look}")
