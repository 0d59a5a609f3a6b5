"""Sealing to a key whose other half is not on this machine: age, streamed in authenticated pieces (decision 0017)."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyrage


class WrongKey(Exception):
    """This key does not open it, or is none."""


class Damaged(Exception):
    """It is not as it was sealed: a bit is other, or the end is missing."""


def new_pair() -> tuple[str, str]:
    """A new key: its secret half, to be kept elsewhere, and its public half, to seal to."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_half(secret: str) -> str:
    """The public half of a key. Raises WrongKey for what is none."""
    return str(_identity(secret).to_public())


def seal(pieces: Iterator[bytes], into: IO[bytes], public: str) -> None:
    """Write the pieces sealed; no more of them is in memory than is at hand."""
    pyrage.encrypt_io(_Pieces(pieces), into, [pyrage.x25519.Recipient.from_str(public)])


def unseal(sealed: Path, into: IO[bytes], secret: str) -> None:
    """Write what is sealed in a file. Raises WrongKey, Damaged: then what was written is worth nothing."""
    identity = _identity(secret)
    try:
        with sealed.open("rb") as file:
            pyrage.decrypt_io(file, into, [identity])
    except pyrage.DecryptError as reason:
        raise (WrongKey if "key" in str(reason).lower() else Damaged)(str(reason)) from None
    except (OSError, ValueError) as reason:
        raise Damaged(str(reason)) from None


def _identity(secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as reason:
        raise WrongKey(str(reason)) from None


class _Pieces(io.RawIOBase):
    """Reads from an iterator of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while not self._rest:
            following = next(self._pieces, None)
            if following is None:
                return b""
            self._rest = memoryview(following)
        taken = self._rest[: size if size >= 0 else None]
        self._rest = self._rest[len(taken) :]
        return bytes(taken)
