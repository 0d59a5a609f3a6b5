"""Letting go of rows whose time has come: a handful in a unit, so that nobody waits for their turn to write (L12.3)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from community.extensions import db
from community.operations import operation

HANDFUL = 200
"""Rows in one unit."""

Due = Callable[[datetime], sa.ColumnElement[bool]]


def in_handfuls(table: type[Any], due: Due) -> Callable[[datetime], Iterator[int]]:
    """Deletes the rows of a table for which `due(before)` holds, and says after each unit how many went."""

    def purge(before: datetime) -> Iterator[int]:
        while names := _some(table, due(before)):
            yield let_go(table, names, due(before))

    return purge


def one_after_the_other(
    *several: Callable[[datetime], Iterator[int]],
) -> Callable[[datetime], Iterator[int]]:
    """Does several of them."""

    def purge(before: datetime) -> Iterator[int]:
        for each in several:
            yield from each(before)

    return purge


@operation
def let_go(table: type[Any], names: list[tuple[Any, ...]], due: sa.ColumnElement[bool]) -> int:
    """Delete the rows of these primary keys that are still due; how many went."""
    named = sa.tuple_(*sa.inspect(table).primary_key).in_(names)
    gone = db.session.execute(
        sa.delete(table).where(named, due), execution_options={"synchronize_session": False}
    )
    return cast("sa.CursorResult[tuple[()]]", gone).rowcount


def _some(table: type[Any], due: sa.ColumnElement[bool]) -> list[tuple[Any, ...]]:
    """The primary keys of the next ones, looked for outside of any unit."""
    found = db.session.execute(sa.select(*sa.inspect(table).primary_key).where(due).limit(HANDFUL))
    names = [tuple(row) for row in found]
    db.session.rollback()
    return names
