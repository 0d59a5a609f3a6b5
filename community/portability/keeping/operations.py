"""Setting how long data is kept, and noting what the job did (L12.3)."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.jobs import schedule
from community.journal import record
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.operations import operation
from community.portability.keeping.forms import TimesForm
from community.portability.keeping.models import RetentionRun, RetentionTime
from community.portability.keeping.queries import lines
from community.registry import registry


@operation
def change_times(member_id: int, form: TimesForm) -> None:
    """Set after how many days each class goes. What stays as it is, is no act. Raises NotFound for others."""
    if not can_run_site(member_for(member_id)):
        raise NotFound
    before = {line.declared.name: line.days for line in lines()}
    for name, days in form.days.items():
        if days != before[name]:
            _set(member_id, name, days)
            facts = {"from": before[name], "to": days}
            record(member_id, "portability:retention:changed", f"retention:{name}", facts)


@operation
def begin_run() -> None:
    """Note that all classes are looked through from now on. What an earlier run was cut off in is not cleared."""
    runs = {run.name: run for run in db.session.scalars(sa.select(RetentionRun))}
    for name in registry.purgeable:
        run = runs.pop(name, None)
        if run is None:
            db.session.add(RetentionRun(name=name, began_at=now(), gone=0))
            continue
        if run.ended_at is None:
            run.uncleared_since = run.uncleared_since or run.began_at
        run.began_at, run.ended_at, run.gone = now(), None, 0
    for unknown in runs.values():
        db.session.delete(unknown)


@operation
def note_gone(gone: Mapping[str, int], over: frozenset[str]) -> None:
    """Note how many rows of each class went, and which classes have been looked through to the end."""
    for run in db.session.scalars(sa.select(RetentionRun)):
        went = gone.get(run.name, 0)
        run.gone += went
        if went:
            run.uncleared_since = run.uncleared_since or now()
        if run.name in over:
            run.ended_at = now()


@operation
def go_on(turn: str, after: str, step: int) -> None:
    """Have the rest done in another job, so that none takes longer than its lease."""
    facts = {"turn": turn, "after": after, "step": step}
    schedule("portability:retention", f"retention:{turn}:{step}", facts)


@operation
def plan_clearing(key: str, at: datetime, step: int = 0) -> None:
    """Have the database's files cleared of what went."""
    schedule("portability:clearing", f"clearing:{key}:{step}", {"key": key, "step": step}, at)


@operation
def note_cleared(until: datetime) -> None:
    """What went up to a moment is in no file of the database any more."""
    cleared = sa.update(RetentionRun).where(RetentionRun.uncleared_since <= until)
    db.session.execute(cleared.values(uncleared_since=None))


def _set(member_id: int, name: str, days: int) -> None:
    time = db.session.get(RetentionTime, name)
    if time is None:
        db.session.add(RetentionTime(name=name, days=days, since=now(), set_by=member_id))
    else:
        time.days, time.since, time.set_by = days, now(), member_id
