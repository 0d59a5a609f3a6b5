"""Scheduled work: a row written in the same unit as its cause, claimed by a lease, retried, idempotent by key."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import gevent
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model, db
from community.operations import operation
from community.registry import registry

LEASE = timedelta(minutes=2)
"""How long a worker may take before another tries."""

PAUSE = 1.0
"""Seconds between two looks for work."""

log = logging.getLogger("hearth.jobs")


class Job(Model):
    """Work to do at or after `run_at`. Its `key` is unique: scheduling it again changes nothing."""

    __tablename__ = "jobs"
    __table_args__ = (sa.Index("ix_jobs_due", "done_at", "run_at"),)

    id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(sa.String(60))
    key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    run_at: Mapped[Moment]
    leased_until: Mapped[MaybeMoment]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[MaybeMoment]

    def back_off(self, moment: datetime) -> None:
        """Try again later: 10 s, 20 s, 40 s ... at most an hour."""
        self.leased_until = None
        self.run_at = moment + timedelta(seconds=min(10 * 2 ** (self.attempts - 1), 3600))


def schedule(kind: str, key: str, payload: Mapping[str, Any], at: datetime | None = None) -> None:
    """Have `kind` run at `at` (at once by default), inside the unit that is its cause."""
    if db.session.scalar(sa.select(Job.id).where(Job.key == key)) is None:
        db.session.add(Job(kind=kind, key=key, payload=dict(payload), run_at=at or now()))
        db.session.flush()


def run_due(limit: int = 20, slow: bool | None = None) -> int:
    """Claim and run what is due; how many were run. A failing job is retried with back-off.

    `slow`: only the kinds that wait for other machines, or only the others.
    """
    _schedule_rhythms()
    kinds = [kind for kind in registry.jobs if slow in (None, kind in registry.slow_jobs)]
    claimed = _claim(limit, kinds)
    for job_id, kind, payload in claimed:
        try:
            registry.jobs[kind](payload)
        except Exception as error:
            log.error("job_failed kind=%s error=%s", kind, type(error).__name__)
            _fail(job_id)
        else:
            _finish(job_id)
    return len(claimed)


def work_forever(app: Flask) -> None:
    """The worker's loop, in a greenlet of the server."""
    _work(app, 20, slow=False)


def work_slowly(app: Flask) -> None:
    """The loop for what waits for other machines. It claims one job at a time, for each may take long."""
    _work(app, 1, slow=True)


def _work(app: Flask, limit: int, slow: bool) -> None:
    while True:
        try:
            with app.app_context():
                busy = run_due(limit, slow)
        except Exception as error:
            log.error("jobs_failed error=%s", type(error).__name__)
            busy = 0
        gevent.sleep(0 if busy else PAUSE)


def _schedule_rhythms() -> None:
    moment = now()
    turns = {kind: int(moment.timestamp()) // every for kind, every in registry.rhythms.items()}
    keys = {kind: f"{kind}:{turn}" for kind, turn in turns.items()}
    there = set(db.session.scalars(sa.select(Job.key).where(Job.key.in_(keys.values()))))
    missing = {kind: key for kind, key in keys.items() if key not in there}
    if missing:
        _schedule_all(missing)


@operation
def _schedule_all(keys: Mapping[str, str]) -> None:
    for kind, key in keys.items():
        schedule(kind, key, {})


def _claim(limit: int, kinds: Iterable[str]) -> list[tuple[int, str, Mapping[str, Any]]]:
    if db.session.scalar(_due(1, kinds)) is None:
        return []
    return _lease(limit, kinds)


@operation
def _lease(
    limit: int, kinds: Iterable[str] | None = None
) -> list[tuple[int, str, Mapping[str, Any]]]:
    due = _due(limit, kinds if kinds is not None else registry.jobs)
    jobs = list(db.session.scalars(due.with_for_update(skip_locked=True)))
    for job in jobs:
        job.leased_until = now() + LEASE
        job.attempts += 1
    return [(job.id, job.kind, job.payload) for job in jobs]


def _due(limit: int, kinds: Iterable[str]) -> sa.Select[Job]:
    free = sa.or_(Job.leased_until.is_(None), Job.leased_until < now())
    return (
        sa.select(Job)
        .where(Job.done_at.is_(None), Job.run_at <= now(), free, Job.kind.in_(list(kinds)))
        .order_by(Job.run_at)
        .limit(limit)
    )


@operation
def _finish(job_id: int) -> None:
    db.session.get_one(Job, job_id).done_at = now()


@operation
def _fail(job_id: int) -> None:
    db.session.get_one(Job, job_id).back_off(now())
