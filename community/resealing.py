"""A new key for what is sealed: everything is sealed anew, a few rows at a time, while the site goes on."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import current_app

from community import journal, vault
from community.actors import OPERATOR
from community.extensions import db
from community.operations import operation
from community.registry import registry

BATCH = 200

Stretch = sa.ColumnElement[bool]
"""Which rows of a table: those from one key to another."""


def rotate() -> int:
    """Put a new key before the others, and seal everything with it; how many rows. Killed half way, run it again.

    Raises vault.Broken where something opens with no key that is here, or the file of keys is away.
    """
    vault.must_be_there()
    current_app.config["HEARTH"].add_sealing_key("words")
    vault.look_again()
    _record("rotated")
    return sum(
        _reseal(table, column, stretch)
        for table, column in _columns()
        for stretch in _stretches(table, column)
    )


def forget_old() -> None:
    """Drop all keys but the newest. Raises vault.Broken where something would no longer open."""
    newest = vault.newest()
    for sealed in _everything():
        vault.must_open(newest, sealed)
    current_app.config["HEARTH"].drop_sealing_keys("words")
    vault.look_again()
    _record("dropped")


def kept() -> tuple[int, int]:
    """How much is kept sealed, and how much of it none of the keys here opens."""
    opens = [vault.opens(sealed) for sealed in _everything()]
    return len(opens), opens.count(False)


def _columns() -> list[tuple[Any, Any]]:
    return [(table, getattr(table, name)) for table, name in sorted(registry.sealed, key=str)]


def _everything() -> Iterator[str]:
    for table, column in _columns():
        for stretch in _stretches(table, column):
            yield from db.session.scalars(sa.select(column).where(stretch, column != ""))


def _stretches(table: Any, column: Any) -> Iterator[Stretch]:
    """The table in stretches of so many sealed rows. What is sealed meanwhile is sealed with the newest key."""
    key, last = _key(table), None
    while True:
        chosen = sa.select(*key).where(column != "").order_by(*key).limit(BATCH)
        rows = db.session.execute(chosen if last is None else chosen.where(_after(key, last))).all()
        db.session.rollback()
        if not rows:
            return
        yield sa.and_(~_after(key, rows[-1]), sa.true() if last is None else _after(key, last))
        last = rows[-1]


def _after(key: tuple[Any, ...], row: Any) -> Stretch:
    bound = [sa.literal(value, column.type) for column, value in zip(key, row, strict=True)]
    after: Stretch = sa.tuple_(*key) > sa.tuple_(*bound)
    return after


def _key(table: Any) -> tuple[Any, ...]:
    """What names a row: one column or more, whatever they are called."""
    return tuple(sa.inspect(table).primary_key)


@operation
def _reseal(table: Any, column: Any, stretch: Stretch) -> int:
    key = _key(table)
    rows = db.session.execute(sa.select(column, *key).where(stretch, column != "")).all()
    for sealed, *named in rows:
        there = [part == value for part, value in zip(key, named, strict=True)]
        # what was written anew meanwhile stays as it is
        fresh = sa.update(table).where(*there, column == sealed)
        db.session.execute(
            fresh.values({column: vault.reseal(sealed)}),
            execution_options={"synchronize_session": False},
        )
    return len(rows)


@operation
def _record(what: str) -> None:
    journal.record(OPERATOR, f"kernel:key:{what}", "key:words")
