"""The random secrets that browsers, programs and invitations carry. Only their hashes are kept."""

import hashlib
import secrets

BYTES = 32
"""Of chance in every secret: too many to guess, so one round of SHA-256 hides it."""

TOKEN_PREFIX = "hearth_"
LONGEST = 100


def new_secret() -> str:
    """A secret for a session or an invitation, fit for an address."""
    return secrets.token_urlsafe(BYTES)


def new_token() -> str:
    """A secret for a program, recognisable where it leaks."""
    return TOKEN_PREFIX + new_secret()


def hash_secret(secret: str) -> str:
    """What is kept of a secret (64 hexadecimal digits)."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
