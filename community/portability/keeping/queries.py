"""How long each class of data is kept now, and how the last run went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.portability.keeping.models import RetentionRun, RetentionTime
from community.registry import Purgeable, registry


@dataclass(frozen=True)
class Line:
    """A class of data as the page shows it. `days`: after how many it goes now; None: it is kept."""

    declared: Purgeable
    days: int | None
    looked_at: datetime | None


def lines() -> list[Line]:
    """Every class of data, in the order of features."""
    times, runs = (
        _set_times(),
        {run.name: run for run in db.session.scalars(sa.select(RetentionRun))},
    )
    return [
        Line(
            each,
            times.get(each.name, each.days),
            runs[each.name].ended_at if each.name in runs else None,
        )
        for each in registry.purgeable.values()
    ]


def kept_for() -> list[tuple[Purgeable, int | None]]:
    """Every class of data, and after how many days it goes now; None: it is kept."""
    return [(line.declared, line.days) for line in lines()]


def due_before(each: Purgeable, moment: datetime) -> datetime | None:
    """What of a class was over before this goes at that moment; None where it is kept."""
    days = _set_times().get(each.name, each.days)
    return None if days is None else moment - timedelta(days=days)


def uncleared_tables() -> list[str]:
    """The tables of which something went that may still lie in the database's files. Nothing is being read after it."""
    rows = sa.select(RetentionRun.name).where(RetentionRun.uncleared_since.is_not(None))
    names = list(db.session.scalars(rows))
    db.session.rollback()
    return tables_of(names)


def tables_of(names: Iterable[str]) -> list[str]:
    """The tables of some classes of data, by name."""
    found: dict[str, Any] = {}
    for name in names:
        if name in registry.purgeable:
            found |= {table.__tablename__: None for table in registry.purgeable[name].tables}
    return list(found)


def last_run() -> datetime | None:
    """When all classes had been looked through last; None: never."""
    ended = list(db.session.scalars(sa.select(RetentionRun.ended_at)))
    known = [moment for moment in ended if moment is not None]
    return min(known) if known and len(known) == len(ended) else None


def _set_times() -> dict[str, int]:
    return {time.name: time.days for time in db.session.scalars(sa.select(RetentionTime))}
