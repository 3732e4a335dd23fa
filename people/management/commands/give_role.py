"""Give somebody a role in the network."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.actions.roles import give_role
from people.models import Person
from people.words import RoleKind


class Command(BaseCommand):
    help = "Give somebody a role from today: coordinator, manager or administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=RoleKind.values)

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].lower(), is_active=True).first()
        if person is None:
            raise CommandError("Nobody has signed up with this address.")
        give_role(person=person, kind=options["role"])
        self.stdout.write(f"{person.name} is {options['role']} from today.")
