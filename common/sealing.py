"""Sealed: readable only with the key that is kept outside the database, so that a copy of it tells nothing."""

import hashlib
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
LENGTH_BYTES = 4
SIZES = (512, 2048, 8192, 32768)


def seal(purpose: str, plain: bytes, bound_to: bytes) -> bytes:
    """Encrypt for one purpose; only together with the same `bound_to` does it open again."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, plain, bound_to)


def unseal(purpose: str, sealed: bytes, bound_to: bytes) -> bytes:
    """What was sealed; raises InvalidTag where the key, the purpose or what it is bound to is another."""
    return AESGCM(_key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)


def mark(purpose: str, *parts: str) -> bytes:
    """A mark that only the key can make again: equal parts give equal marks, and a mark tells nothing of its parts."""
    message = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
    return hmac.digest(_key(purpose), message, hashlib.sha256)


@cache
def _key(purpose: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"dotank:{purpose}".encode())
    return derived.derive(settings.IDENTITY_KEY.encode())


def padded(plain: bytes) -> bytes:
    """Filled up to one of a few lengths, so that the size of what is sealed tells nothing."""
    needed = LENGTH_BYTES + len(plain)
    size = next((size for size in SIZES if size >= needed), -(-needed // SIZES[-1]) * SIZES[-1])
    return (len(plain).to_bytes(LENGTH_BYTES) + plain).ljust(size, b"\0")


def unpadded(filled: bytes) -> bytes:
    """What was there before it was filled up."""
    return filled[LENGTH_BYTES : LENGTH_BYTES + int.from_bytes(filled[:LENGTH_BYTES])]
