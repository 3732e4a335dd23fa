"""`manage.py replay_proposal ID`: does an advised team come out again, and if not, why?"""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dotanks.models import ProposedTeam
from dotanks.replay import replay


class Command(BaseCommand):
    help = "Propose a team once more from what was kept of its need and rules, and say whether it is the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=UUID)

    def handle(self, *_: Any, **given: Any) -> None:
        proposed = ProposedTeam.objects.select_related("need__problem__organisation").filter(pk=given["id"]).first()
        if proposed is None:
            raise CommandError("There is no proposed team with this id.")
        again = replay(proposed)
        if again is None:
            raise CommandError("Nothing was kept to replay it from: it is older, or came out of a batch.")
        self.stdout.write("same team" if again.same_team else "another team")
        if again.same_members:
            self.stdout.write("the members are exactly those of then")
            if not again.same_team:
                raise CommandError("Same need, same rules, same members, another team: the assembler has changed.")
        else:
            count, day = proposed.basis["members"], proposed.basis["day"]
            self.stdout.write(f"members have changed since {day}, when there were {count}")
        for member, code in again.not_today.items():
            self.stdout.write(f"{member}: {code}")
