"""What an attendance slip says, and how it is signed: by Ed25519, so that anybody can check it alone (L5.11).

It names a group, a date, minutes and a code, and nobody. docs/verify_slip.py reads the same text.
"""

import base64
import secrets
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

TITLE = "Hearth attendance slip 1"
"""The number is that of this wording."""


def new_code() -> str:
    """130 random bits in 26 letters and figures: nobody guesses one."""
    return "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _sign in range(26))


def text_of(group: str, held_on: date, minutes: int, code: str) -> str:
    """What is signed: a few lines that a person can read."""
    lines = (TITLE, f"group: {' '.join(group.split())}", f"date: {held_on.isoformat()}",
             f"minutes: {minutes}", f"code: {code}")  # fmt: skip
    return "\n".join(lines)


def sign(seed: bytes, text: str) -> str:
    """The signature, in base64."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())).decode()


def published_key(seed: bytes) -> str:
    """The public key: as PEM for programs, and in hexadecimal figures to compare by eye."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return f"{pem}hex: {key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()}\n"
