"""What is kept about a person: each feature declares it, so that it can be taken along or deleted (L1.9).

A table in which a member or membership stands and which nobody declared fails a test.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from community.extensions import db

BATCH = 500
"""Rows that are read at once, for one who takes their data along."""

Row = Mapping[str, Any]
Rows = Iterator[list[Row]]
Chosen = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Personal:
    """What one table keeps about people, who stand in its `columns`.

    A row is about the member who stands in the first column, or `mine(member_id)` says which are.
    `shown(member_id)` yields them for their owner, under `title`, in a file called `name`; where it is None,
    `withheld` says why. When the member is erased the rows are deleted, or `erase(member_id)` is done instead, or they
    stay, and `stays` says why.
    """

    table: type[Any]
    columns: tuple[str, ...]
    name: str = ""
    title: Any = ""
    shown: Callable[[int], Rows] | None = None
    withheld: str = ""
    erase: Callable[[int], None] | None = None
    stays: str = ""
    mine: Callable[[int], sa.ColumnElement[bool]] | None = None

    def about(self, member_id: int) -> sa.ColumnElement[bool]:
        """Which rows are about the member."""
        if self.mine is not None:
            return self.mine(member_id)
        about: sa.ColumnElement[bool] = getattr(self.table, self.columns[0]) == member_id
        return about

    def forget(self, member_id: int) -> None:
        """Do what is due when the member is erased, inside that unit. Doing it again changes nothing."""
        if self.erase is not None:
            self.erase(member_id)
        elif not self.stays:
            db.session.execute(sa.delete(self.table).where(self.about(member_id)))


def walk(chosen: Chosen, *keys: Any) -> Rows:
    """The rows of a select, in batches in the order of `keys`, which name each row.

    Between two batches nothing is held, however slowly somebody downloads: the next is read anew, after the last.
    """
    hidden = [f"_{number}" for number in range(len(keys))]
    named = [key.label(name) for key, name in zip(keys, hidden, strict=True)]
    asked = chosen.add_columns(*named).order_by(*keys).limit(BATCH)
    after: Chosen = asked
    while True:
        found = [dict(row) for row in db.session.execute(after).mappings()]
        db.session.rollback()
        if not found:
            return
        last = [
            sa.literal(found[-1][name], key.type) for name, key in zip(hidden, keys, strict=True)
        ]
        yield [{name: value for name, value in row.items() if name not in hidden} for row in found]
        if len(found) < BATCH:
            return
        after = asked.where(sa.tuple_(*keys) > sa.tuple_(*last))
