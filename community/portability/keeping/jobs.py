"""The one job that lets go of what has had its time (L12.3). It may be killed anywhere, and run twice or late."""

import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from community.clock import now
from community.portability.keeping import operations, queries
from community.registry import registry
from community.turns import let_others

HOUR = 3600
SPELL = 30.0
"""Seconds that one job works; then another goes on, long before the lease ends."""

AGAIN = timedelta(minutes=2)
"""When the files are looked at again, where somebody was reading an old state of them."""

AT_ONCE = 32 << 20
"""Bytes of a database that is rebuilt at once (in a third of a second); a larger one waits for the night."""

NIGHT = 3
"""The hour, in UTC, at which larger databases are rebuilt."""


def let_go(payload: Mapping[str, Any]) -> None:
    """Go through every class of data, or go on after the one that another job ended with."""
    turn = payload.get("turn") or now().isoformat()
    if "after" not in payload:
        operations.begin_run()
    spell = _Spell(payload.get("after", ""))
    for _handful in spell.work():
        let_others()
        if time.monotonic() > spell.until:
            operations.note_gone(spell.gone, frozenset(spell.over))
            operations.go_on(turn, spell.last, payload.get("step", 0) + 1)
            return
    operations.note_gone(spell.gone, frozenset(spell.over))
    if queries.uncleared_tables():
        _plan_clearing()


def clear(payload: Mapping[str, Any]) -> None:
    """Have the files cleared; later, where they cannot be now."""
    began, tables = now(), queries.uncleared_tables()
    if not tables:
        return
    if current_app.extensions["writer"].sweep(tables):
        operations.note_cleared(began)
    else:
        operations.plan_clearing(payload["key"], now() + AGAIN, payload["step"] + 1)


class _Spell:
    """What one job does: through the classes, in their order, from the one after `last` on."""

    def __init__(self, last: str) -> None:
        self.until = time.monotonic() + SPELL
        self.last = last
        self.gone: dict[str, int] = {}
        self.over: list[str] = []

    def work(self) -> Iterator[int]:
        """Do it, a handful at a time."""
        names = list(registry.purgeable)
        begin = names.index(self.last) + 1 if self.last in names else 0
        for name in names[begin:]:
            yield from self._through(name)
            self.over.append(name)
            self.last = name

    def _through(self, name: str) -> Iterator[int]:
        each = registry.purgeable[name]
        before = queries.due_before(each, now())
        for went in each.purge(before) if before is not None else ():
            self.gone[name] = self.gone.get(name, 0) + went
            yield went


def _plan_clearing() -> None:
    moment = now()
    if current_app.extensions["writer"].size() <= AT_ONCE:
        operations.plan_clearing(moment.isoformat(timespec="seconds"), moment)
        return
    night = _next_night(moment)
    operations.plan_clearing(night.isoformat(), night)


def _next_night(moment: datetime) -> datetime:
    tonight = moment.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return tonight if tonight > moment else tonight + timedelta(days=1)
