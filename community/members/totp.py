"""The second factor: six digits from an authenticator app (RFC 6238), each usable once (L1.5)."""

import hmac
import unicodedata
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

from community.text import drawing

STEP = 30  # seconds
DRIFT = 1  # steps a telephone's clock may be off, either way
DIGITS = 6


def new_key() -> str:
    """A fresh key of 160 bits, in base 32."""
    return pyotp.random_base32()


def grouped(key: str) -> str:
    """The key in fours, for people who type it."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def provisioning_uri(key: str, handle: str, site: str) -> str:
    """What an authenticator app reads from the picture: key, handle, and the site as issuer."""
    issuer = " ".join(site.replace(":", " ").split())  # a colon parts issuer and name
    return pyotp.TOTP(key).provisioning_uri(name=handle, issuer_name=issuer)


def qr_code(uri: str) -> Markup:
    """The URI as an inline SVG, dark on light in every theme, without style attributes."""
    picture = segno.make(uri, error="m", micro=False)
    return drawing(picture.svg_inline(border=4, omitsize=True, light="#fff", svgclass="qr"))


def matching_step(key: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The 30-second step a code belongs to, to be kept as the new `last_step`; None if it is wrong.

    A step up to `last_step` is used up, so a code read over someone's shoulder opens nothing.
    """
    typed = _digits(code)
    current = int(now.timestamp()) // STEP
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        expected = pyotp.TOTP(key).generate_otp(step)
        fresh = last_step is None or step > last_step
        if hmac.compare_digest(expected.encode(), typed.encode()) and fresh:
            found = step
    return found


def _digits(code: str) -> str:
    """The digits of a code, of whatever script; what else was typed counts only if it is no gap."""
    plain = "".join(sign for sign in code if sign not in " -\u00a0\u202f")[: 4 * DIGITS]
    return "".join(str(unicodedata.digit(sign, "?")) for sign in plain)
