"""Sealing for one browser (RFC 8188, RFC 8291), and showing who sends (VAPID, RFC 8292)."""

import base64
import binascii
import json
import os
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
RECORD = 4096
"""Bytes of a record; what is said fits into one."""

LAST = b"\x02"
"""Stands behind the words of the last record."""

GOOD_FOR = timedelta(hours=12)
"""How long a token shows who sends; RFC 8292 allows a day."""


def seal_for(
    p256dh: bytes,
    auth: bytes,
    words: bytes,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of a push message that only the browser with these keys can open. Raises ValueError for no key."""
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)
    ours = point_of(own)
    shared = own.exchange(ec.ECDH(), theirs)
    about = b"WebPush: info\x00" + p256dh + ours
    secret = _derived(shared, auth, about, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, words + LAST, None)


def vapid(key: bytes, audience: str, subject: str, now: datetime) -> str:
    """The Authorization of a push message to that origin."""
    claims = {"aud": audience, "exp": int((now + GOOD_FOR).timestamp()), "sub": subject}
    said = ".".join(
        text_of(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims)
    )
    r, s = decode_dss_signature(private_key(key).sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = text_of(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={public_key(key)}"


@lru_cache(maxsize=4)
def private_key(key: bytes) -> ec.EllipticCurvePrivateKey:
    """The site's own key for pushing, out of the 32 bytes in `instance/keys/vapid`."""
    return ec.derive_private_key(int.from_bytes(key, "big") % (ORDER - 1) + 1, CURVE)


def public_key(key: bytes) -> str:
    """Its public half, as browsers want it when they subscribe."""
    return text_of(point_of(private_key(key)))


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public point of a key, 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_a_point(said: bytes) -> bool:
    """Whether these bytes are a public key on the curve."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, said)
    except ValueError:
        return False
    return len(said) == 65


def text_of(said: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def bytes_of(said: str) -> bytes:
    """The bytes of such text; none where it is something else."""
    try:
        filled = said.rstrip("=") + "=" * (-len(said.rstrip("=")) % 4)
        return base64.b64decode(filled.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return b""


def _derived(secret: bytes, salt: bytes, about: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, about).derive(secret)
