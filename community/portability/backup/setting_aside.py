"""Rows that leave the machine only sealed to a key of their own: cases that name staff, to the leads' key (L8.3)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from community.portability.backup.sealing import WrongKey
from community.portability.backup.sources import Source
from community.registry import registry
from community.sealed_to import open_with, seal_to

FOLDER, SUFFIX = "set-aside/", ".sealed"


def set_aside(source: Source, folder: Path) -> Iterator[tuple[str, Path]]:
    """Take them out of a copy under way, and seal each kind by itself: name in the archive, and file."""
    for kind in registry.sets_aside.values():
        public = kind.sealed_to(source.connection)
        if not public:
            continue
        there = set(sa.inspect(source.connection).get_table_names())  # an older version has fewer
        named = {table: which for table, which in kind.rows().items() if table.name in there}
        rows = source.take_out(named)
        path = folder / f"{kind.name}{SUFFIX}"
        path.write_bytes(seal_to(public, _written(rows), _about(kind.name)))
        yield f"{FOLDER}{kind.name}{SUFFIX}", path


def put_back(connection: sa.Connection, name: str, sealed: bytes, secret: str) -> int:
    """Put what was set aside into the database again; how many rows. Raises WrongKey."""
    try:
        rows = msgspec.msgpack.decode(open_with(secret.strip(), sealed, _about(name)))
    except ValueError as reason:
        raise WrongKey(str(reason)) from None
    known = sa.MetaData()
    known.reflect(connection, only=list(rows))
    count = 0
    for table in known.sorted_tables:  # those that others refer to first
        some = [_typed(table, row) for row in rows.get(table.name, [])]
        if some:
            connection.execute(table.insert(), some)
            count += len(some)
    return count


def _about(name: str) -> str:
    return f"set-aside:{name}"


def _written(rows: dict[str, list[dict[str, Any]]]) -> bytes:
    return msgspec.msgpack.encode(rows)


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    return value
