"""Guessing gets slower and slower, and never locks anyone out for good (security.md T28).

An attempt is counted before it is judged, so that many at once are counted too; success takes it back.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Flask, current_app
from limits.storage import Storage, storage_from_string

from community import limits
from community.errors import TooMany

FREE: Final = {"account": 5, "network": 20, "code": 5}
"""Failures before waiting begins."""

FIRST_WAIT, LONGEST_WAIT = 30, 900
"""Seconds. Each further failure doubles the wait, up to the longest."""

REMEMBERED = 24 * 3600
"""Seconds after the first failure."""


def install_patience(app: Flask, redis_url: str | None) -> None:
    """Count in this process, or in Redis for all processes."""
    app.extensions["patience"] = storage_from_string(redis_url or "memory://")


def attempt(kind: str, whose: object) -> None:
    """Count one attempt by or against `whose`. Raises TooMany while a wait lasts."""
    if not limits.are_on():
        return
    shut, count = _names(kind, whose)
    store = _store()
    try:
        if store.get(shut):
            raise TooMany(max(1, int(store.get_expiry(shut) - time.time()) + 1))
        failures = store.incr(count, REMEMBERED)
        if failures >= FREE[kind]:
            wait = min(FIRST_WAIT * 2 ** min(failures - FREE[kind], 10), LONGEST_WAIT)
            store.incr(shut, wait)
    except store.base_exceptions:  # the counter is away: people still need to get in
        current_app.logger.error("patience_unreachable")


def succeeded(kind: str, whose: object) -> None:
    """The account's owner got in: what was counted against it is forgotten."""
    _forget(*_names(kind, whose))


@contextmanager
def counted(kind: str, whose: object) -> Iterator[None]:
    """One attempt: what raises stays counted, else `whose` owner got in. Raises TooMany while a wait lasts."""
    attempt(kind, whose)
    yield
    succeeded(kind, whose)


def take_back(kind: str, whose: object) -> None:
    """This attempt was no failure; those before it stay counted."""
    shut, count = _names(kind, whose)
    store = _store()
    try:
        if store.get(count) <= FREE[kind]:
            store.clear(shut)
        if store.get(count):
            store.incr(count, REMEMBERED, amount=-1)
    except store.base_exceptions:
        current_app.logger.error("patience_unreachable")


def _forget(*names: str) -> None:
    store = _store()
    try:
        for name in names:
            store.clear(name)
    except store.base_exceptions:
        current_app.logger.error("patience_unreachable")


def _names(kind: str, whose: object) -> tuple[str, str]:
    # a name typed at the door may be a passphrase by mistake: only its keyed hash is counted
    key: bytes = current_app.extensions["keys"]["network"]
    said = hmac.new(key, f"{kind}:{whose}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"patience:shut:{said}", f"patience:count:{said}"


def _store() -> Storage:
    store: Storage = current_app.extensions["patience"]
    return store
