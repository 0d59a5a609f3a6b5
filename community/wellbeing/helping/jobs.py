"""What happens to a call by itself. Each was planned with its cause, and looks again when it runs."""

from collections.abc import Mapping
from typing import Any

from community.registry import registry
from community.wellbeing.helping import operations


def ask_next(payload: Mapping[str, Any]) -> None:
    """The next on duty is asked, unless somebody answered."""
    operations.ask_next(payload["call"], payload["step"])


def note_alone(payload: Mapping[str, Any]) -> None:
    """Three minutes are over: crisis lines stand out, unless somebody answered."""
    operations.note_alone(payload["call"], payload["since"])


def close(payload: Mapping[str, Any]) -> None:
    """A day is over: the room closes."""
    operations.close_in_time(payload["call"])


def declare() -> None:
    """Say it to the registry."""
    registry.job("wellbeing:help:next", ask_next)
    registry.job("wellbeing:help:alone", note_alone)
    registry.job("wellbeing:help:close", close)
