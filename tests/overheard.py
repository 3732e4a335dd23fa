"""What every process hears over Valkey when somebody loses access."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis
from django.conf import settings

from dotanks.live.relay import ACCESS_CHANNEL
from people.models import Person


@contextmanager
def listening(person: Person) -> Iterator[Callable[[], dict[str, str]]]:
    """Each call gives what was said next about this person; a channel has no database, so others are heard too."""
    with redis.Redis.from_url(settings.VALKEY_URL) as valkey, valkey.pubsub(ignore_subscribe_messages=True) as ear:
        ear.subscribe(ACCESS_CHANNEL)
        ear.get_message(timeout=5)  # the answer to subscribing

        def said_next() -> dict[str, str]:
            while message := ear.get_message(timeout=5):
                said: dict[str, str] = json.loads(message["data"])
                if said["person"] == str(person.pk):
                    return said
            return pytest.fail(f"Nothing was said about {person.name}.")

        yield said_next
