"""Sealing of what the database may hold but not read: a key outside it opens a seal, and only for its subject."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
"""Bytes."""


def seal(key: bytes, words: str, about: str) -> str:
    """The words sealed with a 32-byte key, bound to `about`: moved to another subject it does not open."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key).encrypt(nonce, words.encode(), about.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(key: bytes, sealed: str, about: str) -> str:
    """What was sealed. Raises ValueError where the seal is broken, of another key, or about something else."""
    raw = base64.urlsafe_b64decode(sealed.encode())
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], about.encode()).decode()
    except InvalidTag:
        raise ValueError("a broken seal") from None
