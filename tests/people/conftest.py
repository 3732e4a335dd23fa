"""What tests of people share."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from config.providers import read_providers
from tests.people.organisation_service import (
    HOME,
    NORA,
    Claims,
    Service,
    Use,
)


@pytest.fixture
def celery_at_once() -> Iterator[None]:
    """Celery's own eager mode: what the sweep hands over is done here and now."""
    from config.celery import app

    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def service() -> Iterator[Service]:
    people: dict[str, Claims] = {
        "nora": NORA,
        "nobody": {},
        "stranger": {"name": "Stig", "email": "stig@elsewhere.example"},
    }
    with Service(people).running() as running:
        yield running


@pytest.fixture
def use(settings: Any) -> Use:
    """Trust these services, as an installation's settings would."""

    def trust(*services: Service, **more: Any) -> None:
        told = [
            {"id": name, "name": f"{name.title()} sign-in", "issuer": one.issuer, "client_id": "dotank"}
            | {"client_secret": "a secret of both sides, long enough", "organisation": HOME, **more}
            for name, one in zip(("home", "other"), services, strict=False)
        ]
        settings.OIDC_PROVIDERS = read_providers(json.dumps(told), https=False)
        known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**known, "APPS": settings.OIDC_PROVIDERS}}

    return trust
