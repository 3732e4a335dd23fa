"""Give somebody a role in the network."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.refusals import Clash, Refusal
from people.actions.roles import give_role
from people.models import Person
from people.queries import organisation_of
from people.words import DECIDING, RoleKind


class Command(BaseCommand):
    help = "Give somebody a role from today: coordinator, manager or administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=RoleKind.values)

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].lower(), is_active=True).first()
        if person is None:
            raise CommandError("Nobody has signed up with this address.")
        # Whoever decides does so for an organisation: the one they work for.
        home = organisation_of(person) if options["role"] in DECIDING else None
        try:
            give_role(by=None, person=person, kind=options["role"], organisation=home)
        except Clash:
            pass  # having it already changes nothing
        except Refusal as refusal:
            raise CommandError(_said(refusal)) from refusal
        self.stdout.write(f"{person.name} is {options['role']} from today.")


def _said(refusal: Refusal) -> str:
    """The refusal in one line, with what it says of each answer."""
    details = refusal.extra.get("details", {})
    return " ".join(str(words) for field in details.values() for words in field) or str(refusal.detail)
