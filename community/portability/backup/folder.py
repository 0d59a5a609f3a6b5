"""Backups in a folder of their own: named by their moment, and deleted after 35 days (L12.3)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from community.clock import now

KEPT = timedelta(days=35)
_NAME = re.compile(r"hearth-(\d{8}T\d{6})Z\.age")


def name_for(moment: datetime) -> str:
    """`hearth-20261129T031500Z.age`."""
    return f"hearth-{moment.astimezone(UTC):%Y%m%dT%H%M%S}Z.age"


def prune(folder: Path, before: datetime | None = None) -> int:
    """Delete backups from before a moment (35 days ago), and what a killed one left; how many went."""
    limit, gone = before or now() - KEPT, 0
    for path in folder.glob("hearth-*.age"):
        made = made_at(path)
        if made is not None and made < limit:
            path.unlink(missing_ok=True)
            gone += 1
    for left in folder.glob(".hearth-*.unfinished"):
        if datetime.fromtimestamp(left.stat().st_mtime, UTC) < datetime.now(UTC) - timedelta(
            days=1
        ):
            left.unlink(missing_ok=True)
    return gone


def made_at(path: Path) -> datetime | None:
    """When a backup of that name was made; None for any other file."""
    found = _NAME.fullmatch(path.name)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def pruning(folder: Path | None, before: datetime) -> Iterator[int]:
    """The same as a class of data goes."""
    if folder is not None and folder.is_dir() and (gone := prune(folder, before)):
        yield gone
