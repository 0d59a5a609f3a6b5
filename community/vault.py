"""What the database keeps and cannot read: words sealed with a key that lies outside it (L4.9, L8.1).

The file `instance/keys/words` holds one key a line, the newest first: what is sealed now is sealed with the first, and
any of them opens what was sealed before. A seal is bound to what it is about, so it does not open elsewhere.
"""

import base64
import hashlib
import hmac
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import Flask, current_app

from community.config import Config


class Broken(ValueError):
    """A seal that is damaged, of a key that is not here, or about something else."""


def install_vault(app: Flask, config: Config) -> None:
    """Give the application its keys."""
    app.extensions["vault-as-of"] = _as_of(config)
    app.extensions["vault"] = _opened(config)
    app.extensions["fingerprints-of-words"] = config.key("fingerprints")


def look_again() -> None:
    """Read the keys anew: another process may have changed them. While their file is away, those known here hold."""
    config = current_app.config["HEARTH"]
    as_of = _as_of(config)
    if as_of is not None:
        current_app.extensions["vault"] = _opened(config)
        current_app.extensions["vault-as-of"] = as_of


def must_be_there() -> None:
    """Raises Broken while the file of keys is away: those known here would be lost with a new one."""
    if _as_of(current_app.config["HEARTH"]) is None:
        raise Broken("no file of keys")


def newest() -> Fernet:
    """The key with which is sealed now, alone."""
    return Fernet(current_app.config["HEARTH"].sealing_keys("words")[0])


def must_open(key: Fernet, sealed: str) -> None:
    """Raises Broken where this key alone does not open it."""
    try:
        key.decrypt(sealed.encode())
    except InvalidToken:
        raise Broken("sealed with another key") from None


def opens(sealed: str) -> bool:
    """Whether one of the keys here opens it."""
    try:
        _decrypted(sealed)
    except InvalidToken:
        return False
    return True


def seal(words: str, about: str) -> str:
    """The words sealed, bound to `about` (as `evidence:4711`)."""
    said = json.dumps([about, words]).encode()
    _keep_up()
    return _vault().encrypt(said).decode()


def unseal(sealed: str, about: str) -> str:
    """What was sealed. Raises Broken."""
    try:
        # the last sign of base64 has bits that mean nothing: changed, they are a changed seal all the same
        if base64.urlsafe_b64encode(base64.urlsafe_b64decode(sealed)).decode() != sealed:
            raise Broken("a broken seal")
        whose, words = json.loads(_decrypted(sealed))
    except (InvalidToken, ValueError):
        raise Broken("a broken seal") from None
    if whose != about:
        raise Broken("a seal about something else")
    return str(words)


def read(sealed: str, about: str) -> str:
    """What was sealed, for pages and downloads; nothing where no key here opens it, so that all else is shown."""
    try:
        return unseal(sealed, about) if sealed else ""
    except Broken:
        return ""


def reseal(sealed: str) -> str:
    """The same, sealed with the newest key. Raises Broken."""
    try:
        return _vault().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise Broken("a broken seal") from None


def fingerprint(words: str, about: str) -> str:
    """A keyed hash of the plain words and what they are about: it stays when the sealing key is changed (T29)."""
    key: bytes = current_app.extensions["fingerprints-of-words"]
    said = f"{len(about)}:{about}{words}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def _decrypted(sealed: str) -> bytes:
    try:
        return _vault().decrypt(sealed.encode())
    except InvalidToken:
        look_again()  # another process may have a newer key
        return _vault().decrypt(sealed.encode())


def _keep_up() -> None:
    """Seal with the newest key, also where another process made it: the one known here may be dropped at any time."""
    if _as_of(current_app.config["HEARTH"]) != current_app.extensions["vault-as-of"]:
        look_again()


def _as_of(config: Config) -> tuple[int, int] | None:
    """Which file of keys is there; None: none."""
    try:
        about = (config.instance / "keys" / "words").stat()
    except OSError:
        return None
    return (about.st_ino, about.st_mtime_ns)


def _vault() -> MultiFernet:
    vault: MultiFernet = current_app.extensions["vault"]
    return vault


def _opened(config: Config) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in config.sealing_keys("words")])
