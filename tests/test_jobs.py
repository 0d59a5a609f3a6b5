"""Jobs: once each, whatever happens to the worker."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock, jobs
from community.extensions import db
from community.jobs import Job, schedule
from community.operations import operation
from community.registry import registry

done: list[Any] = []


@pytest.fixture(autouse=True)
def handlers(app: Flask) -> Any:
    """A job that notes that it ran, and one that fails twice."""
    done.clear()
    kept, rhythms = dict(registry.jobs), dict(registry.rhythms)
    registry.rhythms.clear()
    registry.job("test:note", lambda payload: done.append(payload["n"]))
    registry.job("test:fails", _fail_twice)
    yield
    registry.jobs.clear()
    registry.jobs.update(kept)
    registry.rhythms.update(rhythms)


def _fail_twice(payload: Mapping[str, Any]) -> None:
    done.append("tried")
    if len(done) < 3:
        raise RuntimeError


@operation
def plan(key: str, kind: str = "test:note", wait: int = 0, n: int = 1, fail: bool = False) -> None:
    """Schedule a job, in a unit that may fail."""
    schedule(kind, key, {"n": n}, clock.now() + timedelta(seconds=wait))
    if fail:
        raise LookupError


def test_a_job_runs_once_however_often_it_is_scheduled(app: Flask) -> None:
    plan("a")
    plan("a")
    jobs.run_due()
    jobs.run_due()
    assert done == [1]


def test_a_job_of_a_unit_that_was_undone_never_runs(app: Flask) -> None:
    with pytest.raises(LookupError):
        plan("b", fail=True)
    assert jobs.run_due() == 0


def test_a_job_waits_for_its_time(app: Flask) -> None:
    plan("c", wait=3600)
    assert jobs.run_due() == 0
    clock.move(timedelta(hours=2))
    assert jobs.run_due() == 1


def test_a_failing_job_is_tried_again_a_little_later(app: Flask) -> None:
    plan("d", kind="test:fails")
    for _turn in range(3):
        jobs.run_due()
        clock.move(timedelta(minutes=10))
    assert done == ["tried"] * 3
    db.session.rollback()
    assert db.session.scalar(sa.select(Job.done_at).where(Job.key == "d")) is not None


def test_a_job_whose_worker_died_is_taken_over_after_its_lease(app: Flask) -> None:
    plan("e")
    assert len(jobs._lease(10)) == 1
    assert jobs.run_due() == 0
    clock.move(jobs.LEASE + timedelta(seconds=1))
    assert jobs.run_due() == 1
    assert done == [1]


def test_a_rhythm_runs_once_a_turn(app: Flask) -> None:
    registry.job("test:daily", lambda payload: done.append("day"), every=86_400)
    for _again in range(3):
        jobs.run_due()
    clock.move(timedelta(days=1))
    jobs.run_due()
    assert done == ["day", "day"]
