"""Bring an organisation into the network, so that its people can sign up."""

from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.refusals import Refusal
from people.actions.organisations import add_organisation
from people.words import Language, Level, OrganisationKind


class Command(BaseCommand):
    help = "Bring an organisation into the network. Whoever has an address at its domain can then sign up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("domain")
        parser.add_argument("--kind", choices=OrganisationKind.values, required=True)
        parser.add_argument("--level", choices=Level.values, required=True)
        parser.add_argument("--country", required=True, help="two letters, such as NL")
        parser.add_argument("--region", required=True)
        parser.add_argument("--language", choices=Language.values, required=True)
        parser.add_argument("--time-zone", choices=sorted(available_timezones()), metavar="ZONE", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("name", "domain", "kind", "level", "country", "region", "language", "time_zone")
        fields = {name: options[name] for name in names}
        try:
            organisation = add_organisation(by=None, **fields)
        except Refusal as twin:
            raise CommandError("An organisation of this name or domain is already in the network.") from twin
        self.stdout.write(
            f"{organisation.name} is in the network: people with an address at {organisation.domain} can sign up."
        )
