"""Recovery codes: ten notes on paper that each open the door once (L1.2)."""

import hashlib
import hmac
import secrets
import unicodedata

from community.members.words import draw

COUNT = 10
WORDS = 3
DIGITS = 3
EASY_DIGITS = "23456789"  # none that is read as a letter


def new_codes() -> tuple[str, ...]:
    """Ten different codes such as "mole-tarn-fern-379", of at least 42 bits each."""
    codes: dict[str, str] = {}
    while len(codes) < COUNT:
        code = new_code()
        codes[normalised(code)] = code
    return tuple(codes.values())


def new_code() -> str:
    """One code."""
    number = "".join(secrets.choice(EASY_DIGITS) for _digit in range(DIGITS))
    return "-".join([*draw(WORDS), number])


def normalised(code: str) -> str:
    """A code as it counts: case, spaces, dashes and whatever else is no letter or digit do not."""
    folded = unicodedata.normalize("NFKC", code[:200]).casefold()
    return "".join(sign for sign in folded if sign.isascii() and sign.isalnum())


def fingerprint(code: str, key: bytes) -> str:
    """What is stored instead of a code: 64 hex digits, worthless without the key.

    The key lies outside the database, so a stolen database cannot be searched for codes.
    """
    return hmac.new(key, normalised(code).encode(), hashlib.sha256).hexdigest()
