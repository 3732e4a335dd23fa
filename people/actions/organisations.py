"""Changes to organisations."""

from django.db import transaction

from people.models import Organisation


@transaction.atomic
def add_organisation(*, name: str, domain: str, country: str, **fields: str) -> Organisation:
    """Bring an organisation into the network; whoever has an address at its domain can sign up."""
    return Organisation.objects.create(name=name, domain=domain.lower(), country=country.upper(), **fields)
