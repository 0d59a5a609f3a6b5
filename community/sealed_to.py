"""Sealing to a key whose other half is not on this machine: only whoever keeps that half can open it (L8.3).

Hybrid public key encryption (RFC 9180) by the library: X25519, HKDF-SHA256, AES-256-GCM. The private half is a
text that people write down: base 32 in fours, and a check word that shows a slip of the pen.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

BYTES = 32
FOURS = 13
"""Groups of four letters that the private half is written in; the check word is one more."""

MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Digits that base 32 does not have, and the letters that were meant."""

_suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Pair:
    """A new pair of keys: `public` (hexadecimal) is kept, `private` is shown once, as it is written down."""

    public: str
    private: str = field(repr=False)


def new_pair() -> Pair:
    """A fresh pair."""
    fresh = X25519PrivateKey.generate()
    return Pair(_public_of(fresh), _written(fresh))


def seal_to(public: str, data: bytes, about: str) -> bytes:
    """The data sealed to the public half, bound to `about`. Each time it looks different."""
    key = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return _suite.encrypt(data, key, about.encode())


def open_with(private: str, sealed: bytes, about: str) -> bytes:
    """What was sealed. Raises ValueError for another key, another subject, or a seal with one bit changed."""
    try:
        return _suite.decrypt(sealed, _read(private), about.encode())
    except InvalidTag:
        raise ValueError("a broken seal") from None


def public_half(private: str) -> str:
    """The public half that belongs to a private one. Raises ValueError where that is misspelt."""
    return _public_of(_read(private))


def check_word(public: str) -> str:
    """Four letters at the end of the private half as it is written, which the public half already tells."""
    told = hashlib.sha256(b"hearth check word" + bytes.fromhex(public)).digest()
    return base64.b32encode(told)[:4].decode()


def fingerprint(public: str) -> str:
    """By what people compare public halves: sixteen letters in fours."""
    told = base64.b32encode(hashlib.sha256(b"hearth fingerprint" + bytes.fromhex(public)).digest())
    return _in_fours(told[:16].decode().lower(), "-")


def as_typed(letters: str) -> str:
    """Letters of a key as they were meant: capitals, without gaps, and digits that were misread put right."""
    return "".join(sign for sign in letters.upper() if sign not in " -\n\r\t").translate(MISREAD)


def _written(key: X25519PrivateKey) -> str:
    raw = key.private_bytes(
        serialization.Encoding.Raw,
        serialization.PrivateFormat.Raw,
        serialization.NoEncryption(),
    )
    letters = base64.b32encode(raw).decode().rstrip("=")
    return f"{_in_fours(letters, ' ')} {check_word(_public_of(key))}"


def _read(private: str) -> X25519PrivateKey:
    letters = as_typed(private)
    try:
        raw = base64.b32decode(letters[: 4 * FOURS] + "====")
    except binascii.Error:
        raise ValueError("letters that no key has") from None
    if len(letters) != 4 * (FOURS + 1) or len(raw) != BYTES:
        raise ValueError("longer or shorter than a key")
    key = X25519PrivateKey.from_private_bytes(raw)
    if check_word(_public_of(key)) != letters[4 * FOURS :]:
        raise ValueError("the check word does not belong to these letters")
    return key


def _public_of(key: X25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _in_fours(letters: str, between: str) -> str:
    return between.join(letters[at : at + 4] for at in range(0, len(letters), 4))
