"""Whose session `db.session` is: the unit's inside an operation, the request's own read session elsewhere."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from flask import g
from flask.globals import app_ctx

T = TypeVar("T")

current_unit: ContextVar[Any] = ContextVar("current_unit", default=None)


def session_scope() -> int:
    """The key under which `db.session` finds its session."""
    unit = current_unit.get()
    return id(unit) if unit is not None else id(app_ctx._get_current_object())  # type: ignore[attr-defined]


def remember() -> None:
    """From here on this request only reads: what it asks `once` it need not ask again.

    Only pages do. Whoever listens on a socket looks again on purpose, to see what was changed meanwhile.
    """
    g.known = {}


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` answers; asked once by a request that only reads, every time inside a unit and elsewhere."""
    known: dict[Hashable, Any] | None = g.get("known") if current_unit.get() is None else None
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    found: T = known[key]
    return found


def keep(rows: object) -> None:
    """Hold these rows for as long as this request only reads: the session finds them by their key without asking."""
    if current_unit.get() is None and "known" in g:
        g.known.setdefault("kept", []).append(rows)


def forget_what_was_read() -> None:
    """After a unit: what this request read before is a moment old now."""
    g.pop("known", None)
