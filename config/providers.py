"""Organisations' own sign-in services: which are trusted, and what each may say about a person."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ROLES = {"coordinator", "manager", "administrator"}
NEEDED = {"id", "name", "issuer", "client_id", "organisation"}
MORE = {"client_secret", "client_secret_file", "roles", "trust_email", "scopes"}


def read_providers(told: str, *, https: bool) -> list[dict[str, Any]]:
    """allauth's list of apps from the JSON of OIDC_PROVIDERS; a mistake in it stops the start and is named."""
    try:
        providers = json.loads(told)
    except ValueError as error:
        raise _wrong("it is not JSON") from error
    if not isinstance(providers, list) or not all(isinstance(one, dict) for one in providers):
        raise _wrong("it must be a list of providers")
    apps = [_app(provider, https) for provider in providers]
    for name in ("provider_id", "issuer"):
        if len({app.get(name) or app["settings"][name] for app in apps}) < len(apps):
            raise _wrong("two providers have the same id or issuer")
    return apps


def _app(provider: dict[str, Any], https: bool) -> dict[str, Any]:
    name = str(provider.get("id", "?"))
    if missing := NEEDED - set(provider):
        raise _wrong(f"{name} lacks {', '.join(sorted(missing))}")
    if unknown := set(provider) - NEEDED - MORE:
        raise _wrong(f"{name} says {', '.join(sorted(unknown))}, which means nothing here")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
        raise _wrong(f"{name} must be small letters, digits and dashes")
    for field in ("name", "issuer", "client_id"):
        if not isinstance(provider[field], str) or not provider[field]:
            raise _wrong(f"{field} of {name} must be a text")
    issuer = urlsplit(provider["issuer"])
    if issuer.scheme not in ({"https"} if https else {"https", "http"}) or not issuer.hostname or issuer.query:
        raise _wrong(f"the issuer of {name} must be an https:// address")
    scopes = provider.get("scopes", ["openid", "profile", "email"])
    if not isinstance(scopes, list) or "openid" not in scopes:
        raise _wrong(f"scopes of {name} must be a list with openid in it")
    if not isinstance(provider.get("trust_email", False), bool):
        raise _wrong(f"trust_email of {name} must be true or false")
    organisation = provider["organisation"]
    if not isinstance(organisation, str):
        _check_claim(organisation, f"organisation of {name}")
    if "roles" in provider:
        _check_claim(provider["roles"], f"roles of {name}")
        if unknown := set(provider["roles"]["values"].values()) - ROLES:
            raise _wrong(f"{name} gives roles that are none: {', '.join(sorted(unknown))}")
    secret = provider.get("client_secret", "")
    if path := provider.get("client_secret_file"):
        secret = Path(path).read_text().strip()
    return {
        "provider_id": name,
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": secret,
        "settings": {
            "issuer": provider["issuer"],
            "server_url": provider["issuer"].rstrip("/") + "/.well-known/openid-configuration",
            "organisation": organisation,
            "roles": provider.get("roles"),
            "trust_email": provider.get("trust_email", False),
            "scope": scopes,
            "oauth_pkce_enabled": True,
        },
    }


def _check_claim(claim: Any, where: str) -> None:
    values = claim.get("values") if isinstance(claim, dict) else None
    if not isinstance(values, dict) or set(claim) != {"claim", "values"} or not isinstance(claim["claim"], str):
        raise _wrong(f"{where} must name a claim and what each of its values means")
    if not all(isinstance(value, str) for value in values.values()):
        raise _wrong(f"{where}: each value must mean one word")


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"OIDC_PROVIDERS: {what}. docs/operations.md shows how it is written.")
