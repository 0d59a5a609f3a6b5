"""A browser's side of web push, written from RFC 8291 and RFC 8188 alone: it imports nothing of community/."""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(said: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def unb64(said: str) -> bytes:
    """And back."""
    return base64.urlsafe_b64decode(said + "===")


class Receiver:
    """A browser: its key pair, and the secret it shares with whoever may push."""

    def __init__(self, private: int | None = None, auth: bytes | None = None) -> None:
        curve = ec.SECP256R1()
        self.key = (
            ec.derive_private_key(private, curve) if private else ec.generate_private_key(curve)
        )
        self.auth = auth or os.urandom(16)
        self.point = self.key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    @property
    def keys(self) -> dict[str, str]:
        """What it tells the site."""
        return {"p256dh": b64(self.point), "auth": b64(self.auth)}

    def open(self, body: bytes) -> bytes:
        """What a message says."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        prk = self._mac(self.auth, self.key.exchange(ec.ECDH(), theirs))
        ikm = self._mac(prk, b"WebPush: info\0" + self.point + sender + b"\1")
        prk = self._mac(salt, ikm)
        key = self._mac(prk, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = self._mac(prk, b"Content-Encoding: nonce\0\1")[:12]
        words = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert words[-1:] == b"\2"
        return words[:-1]

    @staticmethod
    def _mac(key: bytes, said: bytes) -> bytes:
        return hmac.new(key, said, hashlib.sha256).digest()
