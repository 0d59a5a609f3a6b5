"""What a member's browser holds: the secret of its session, and for minutes what a half-done act needs."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, request, session

from community.clock import now
from community.members.seals import seal, unseal

SECRET = "secret"

SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux")
BROWSERS = (
    ("Firefox", "Firefox/"),
    ("Edge", "Edg"),
    ("Opera", "OPR/"),
    ("Chrome", "Chrome/"),
    ("Safari", "Safari/"),
)
SHOWN = {"Mac OS X": "macOS", "CrOS": "ChromeOS"}


def secret() -> str:
    """The secret that this browser shows, or an empty one."""
    said = session.get(SECRET)
    return said if isinstance(said, str) else ""


def begin(fresh: str) -> None:
    """Forget whatever the browser held before, so that nothing can be planted, and give it its secret."""
    session.clear()
    session[SECRET] = fresh
    session.permanent = True


def end() -> None:
    """Forget everything the browser held."""
    session.clear()


def keep(name: str, facts: Mapping[str, Any], lasts: timedelta) -> None:
    """Give the browser facts to carry for a while, which only this server can read."""
    said = {"facts": dict(facts), "until": (now() + lasts).isoformat()}
    session[name] = seal(_key(), json.dumps(said), name)


def kept(name: str) -> Mapping[str, Any] | None:
    """The facts that were kept, unless their time is over."""
    try:
        said = json.loads(unseal(_key(), session.get(name) or "", name))
    except ValueError:
        return None
    facts: Mapping[str, Any] = said["facts"]
    return facts if datetime.fromisoformat(said["until"]) > now() else None


def drop(name: str) -> None:
    """Take the facts back."""
    session.pop(name, None)


def label() -> str:
    """What the list of sessions calls this browser, as "Firefox on Android"; no version, no address."""
    said = request.headers.get("User-Agent", "")[:400]
    browser = next((name for name, mark in BROWSERS if mark in said), "")
    system = next((name for name in SYSTEMS if name in said), "")
    return " on ".join(word for word in (browser, SHOWN.get(system, system)) if word)


def _key() -> bytes:
    key: bytes = current_app.extensions["keys"]["seal"]
    return key
