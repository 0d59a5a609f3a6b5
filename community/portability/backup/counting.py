"""Rows counted and hashed, alike before and after: each table in the order of its primary key."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from community.portability.backup.manifest import Table

AT_ONCE = 2000

Reflected = sa.Table
_encode = msgspec.msgpack.Encoder(enc_hook=str).encode


def tables_in(connection: sa.Connection) -> list[Reflected]:
    """Every table that is there, as the database itself tells; full-text tables are their shadow tables."""
    known = sa.MetaData()
    known.reflect(
        connection, resolve_fks=False, only=lambda name, _all: name not in _virtual(connection)
    )
    return [known.tables[name] for name in sorted(known.tables)]


def counted(
    connection: sa.Connection,
    tables: Sequence[Reflected],
    without: Mapping[sa.Table, sa.ColumnElement[bool]] | None = None,
) -> dict[str, Table]:
    """Rows and hash of each table, `without` those for which a condition holds."""
    partly = {table.name: (table, condition) for table, condition in (without or {}).items()}
    return {
        table.name: _counted(
            connection, _everything(connection, table, *partly.get(table.name, ()))
        )
        for table in tables
    }


def differing(one: dict[str, Table], other: dict[str, Table]) -> list[str]:
    """The tables that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def head_of(connection: sa.Connection) -> tuple[int, str]:
    """The seq and code of the last entry of the record; 0 and nothing while there is none."""
    row = connection.execute(
        sa.text("SELECT seq, mac FROM journal_head WHERE id = 1")
    ).one_or_none()
    return (int(row[0]), str(row[1])) if row is not None else (0, "")


def revision_of(connection: sa.Connection) -> str:
    """The last migration that ran there."""
    return str(connection.scalar(sa.text("SELECT version_num FROM alembic_version")))


def gaps_in(connection: sa.Connection) -> list[int]:
    """The streams whose log does not count from 1 to their seq without leaving a number out."""
    found = connection.execute(
        sa.text(
            "SELECT s.id FROM streams s LEFT JOIN (SELECT stream_id, count(*) AS n, min(seq) AS a,"
            " max(seq) AS b FROM entries GROUP BY stream_id) e ON e.stream_id = s.id WHERE"
            " coalesce(e.n, 0) <> s.seq OR coalesce(e.b, 0) <> s.seq OR coalesce(e.a, 1) <> 1"
        )
    )
    return [row[0] for row in found]


def _counted(connection: sa.Connection, asked: sa.Select[*tuple[Any, ...]]) -> Table:
    rows, digest = 0, hashlib.sha256()
    for batch in _batches(connection, asked):
        rows += len(batch)
        digest.update(_encode(batch))
    return Table(rows, digest.hexdigest())


def _batches(
    connection: sa.Connection, asked: sa.Select[*tuple[Any, ...]]
) -> Iterator[list[tuple[Any, ...]]]:
    found = connection.execute(asked, execution_options={"yield_per": AT_ONCE})
    for batch in found.partitions():
        if _typed(connection):
            yield [tuple(map(_plain, row)) for row in batch]
        else:
            yield [tuple(row) for row in batch]


def _everything(
    connection: sa.Connection,
    table: Reflected,
    of: sa.Table | None = None,
    without: sa.ColumnElement[bool] | None = None,
) -> sa.Select[*tuple[Any, ...]]:
    """Every row, with its values as the database holds them; without some, in the words of the model's table."""
    columns: list[Any] = [
        sa.literal_column(_quoted(connection, column.name)) for column in table.columns
    ]
    keys: list[Any] = []
    for key in table.primary_key or table.columns:
        name = _quoted(connection, key.name)
        words = _typed(connection) and isinstance(key.type, sa.String)
        keys.append(sa.literal_column(f'{name} COLLATE "C"' if words else name))
    asked = sa.select(*columns).select_from(table if of is None else of).order_by(*keys)
    return asked if without is None else asked.where(sa.not_(without))


def _typed(connection: sa.Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _quoted(connection: sa.Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _virtual(connection: sa.Connection) -> frozenset[str]:
    if _typed(connection):
        return frozenset()
    asked = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    return frozenset(row[0] for row in connection.execute(sa.text(asked)))
