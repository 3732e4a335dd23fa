"""What a claim is worth here: only what the settings of its provider say, and nothing more."""

from typing import Any

from people.models import Organisation

Trusted = dict[str, Any]
Claims = dict[str, Any]


def organisation_named(trusted: Trusted, claims: Claims) -> Organisation | None:
    """The one organisation this service speaks for when it says this; None where it names none, or several."""
    named = trusted["organisation"]
    slugs = {named} if isinstance(named, str) else _meant(named, claims)
    return Organisation.objects.filter(slug=slugs.pop()).first() if len(slugs) == 1 else None


def roles_named(trusted: Trusted, claims: Claims) -> set[str]:
    """The kinds of role that its claims stand for."""
    return _meant(trusted["roles"], claims) if trusted.get("roles") else set()


def _meant(mapping: dict[str, Any], claims: Claims) -> set[str]:
    said = claims.get(mapping["claim"])
    values = said if isinstance(said, list) else [said]
    return {mapping["values"][value] for value in values if isinstance(value, str) and value in mapping["values"]}
