"""Whose session `db.session` is: the unit's inside an operation, the request's own read session elsewhere."""

from contextvars import ContextVar
from typing import Any

from flask.globals import app_ctx

current_unit: ContextVar[Any] = ContextVar("current_unit", default=None)


def session_scope() -> int:
    """The key under which `db.session` finds its session."""
    unit = current_unit.get()
    return id(unit) if unit is not None else id(app_ctx._get_current_object())  # type: ignore[attr-defined]
