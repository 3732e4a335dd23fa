"""Kept answers: whoever repeats a request with its Idempotency-Key gets the answer once given.

The row tells nothing without that key, which only the sender knows: whose it is, what was asked, what was answered.
"""

import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from common.models import KeptAnswer
from common.sealing import NONCE_BYTES, mark, padded, unpadded


class KeyReused(Exception):
    """The key was already used for another request."""


@dataclass(frozen=True)
class Answer:
    """What was answered: its status and its data."""

    status: int
    data: Any


class Kept:
    """The place of one answer: held from now until the transaction ends, and the twin waits that long."""

    def __init__(self, *, person: str, key: str, asked: str) -> None:
        """Hold the place; raises KeyReused where the key belongs to another request."""
        assert transaction.get_connection().in_atomic_block
        self._key = mark("key of a kept answer", person, key)
        found, question = mark("kept answer", person, key), mark("asked for", person, key, asked)
        # The unique row makes a simultaneous twin wait for this commit and then find the answer.
        KeptAnswer.objects.bulk_create([KeptAnswer(mark=found, asked=question)], ignore_conflicts=True)
        self._row = KeptAnswer.objects.select_for_update().get(mark=found)
        if bytes(self._row.asked) != question:
            raise KeyReused

    @property
    def answer(self) -> Answer | None:
        """What was answered before; None where this is the first time."""
        if self._row.sealed is None:
            return None
        nonce, closed = bytes(self._row.sealed[:NONCE_BYTES]), bytes(self._row.sealed[NONCE_BYTES:])
        status, data = json.loads(unpadded(AESGCM(self._key).decrypt(nonce, closed, None)))
        return Answer(status, data)

    def keep(self, answer: Answer) -> None:
        """Keep this answer for whoever repeats the request."""
        plain = json.dumps([answer.status, answer.data], default=str).encode()
        nonce = os.urandom(NONCE_BYTES)
        self._row.sealed = nonce + AESGCM(self._key).encrypt(nonce, padded(plain), None)
        self._row.save(update_fields=["sealed"])
