"""The one clock of the product. Tests and `HEARTH_CLOCK_FILE` move it; nothing else reads the time."""

import contextlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

_offset_file: Path | None = None
_offset = timedelta()


def now() -> datetime:
    """The present moment in UTC, with whatever the clock was moved by."""
    return datetime.now(UTC) + _offset + _file_offset()


def read_offset_from(path: Path | None) -> None:
    """Add the seconds written in `path`, read again at every `now()` (never in production)."""
    global _offset_file
    _offset_file = path


def move(by: timedelta) -> None:
    """Move the clock of this process, for tests."""
    global _offset
    _offset += by


def set_right() -> None:
    """Undo every `move`."""
    global _offset
    _offset = timedelta()


@cache
def zones() -> frozenset[str]:
    """The time zones that this machine knows. They lie in six hundred files, so they are looked up once."""
    return frozenset(available_timezones())


@cache
def zones_said() -> tuple[tuple[str, str], ...]:
    """Each of them in order, with the words it is chosen by."""
    return tuple((zone, zone.replace("_", " ")) for zone in sorted(zones()))


def _file_offset() -> timedelta:
    if _offset_file is None:
        return timedelta()
    with contextlib.suppress(OSError, ValueError):
        return timedelta(seconds=float(_offset_file.read_text() or 0))
    return timedelta()
