"""Let somebody in again who lost their phone and their recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from people.models import Person
from people.sign_in.ending import end_other_sessions
from people.sign_in.events import tell_changed


class Command(BaseCommand):
    help = "Remove somebody's passkeys, one-time codes and recovery codes. Make sure by another way that it is them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].lower(), is_active=True).first()
        if person is None:
            raise CommandError("Nobody has signed up with this address.")
        Authenticator.objects.filter(user=person).delete()
        end_other_sessions(person)
        tell_changed(person)
        self.stdout.write(f"{person.name} signs in with the password alone, and is asked for a second step again.")
