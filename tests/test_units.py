"""The unit of work: undone by an exception, durable before answered, never yielding, publishing in order."""

from time import perf_counter

import gevent
import pytest
import sqlalchemy as sa
from flask import Flask

from community.clock import now
from community.extensions import db
from community.guard import Yielded
from community.jobs import Job
from community.operations import at_the_end, operation, publish, the_unit
from community.turns import TURN, in_turns
from tests.stage import Config


@operation
def note(key: str, then: str = "") -> str:
    """Write a row, and fail or yield if asked to."""
    db.session.add(Job(kind="test", key=key, payload={}, run_at=now()))
    db.session.flush()
    if then == "fail":
        raise LookupError(key)
    if then == "yield":
        gevent.sleep(0)
    return key


def work_for(seconds: float) -> None:
    """Keep the processor busy."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def keys() -> set[str]:
    """What is written."""
    db.session.rollback()
    return set(db.session.scalars(sa.select(Job.key).where(Job.kind == "test")))


def side_by_side(app: Flask, *works: object) -> list[object]:
    """Run several works in greenlets of their own; their results or exceptions."""

    def within(work: object) -> object:
        with app.app_context():
            try:
                return work()  # type: ignore[operator]
            except Exception as error:
                return error

    return [greenlet.get() for greenlet in [gevent.spawn(within, work) for work in works]]


class TestOneWriter:
    def test_a_failing_unit_leaves_nothing_and_its_neighbours_stay(self, app: Flask) -> None:
        results = side_by_side(
            app, lambda: note("one"), lambda: note("two", "fail"), lambda: note("three")
        )
        assert isinstance(results[1], LookupError)
        assert keys() == {"one", "three"}

    @pytest.mark.sqlite
    def test_waiting_units_share_a_commit(self, app: Flask) -> None:
        commits = []
        engine = app.extensions["writer"]._engine
        sa.event.listen(engine, "commit", lambda connection: commits.append(1))
        side_by_side(app, *(lambda n=n: note(f"shared-{n}") for n in range(40)))
        assert len(keys()) == 40
        assert len(commits) < 10

    def test_a_unit_that_yields_is_undone_and_says_where(self, app: Flask) -> None:
        with pytest.raises(Yielded, match="test_units"):
            note("sleepy", "yield")
        assert keys() == set()

    def test_long_work_gives_others_their_turn_and_stays_one_unit(self, app: Flask) -> None:
        # One look at the other database takes several turns: each wait for its answer is one.
        rows = 20
        written: list[str] = []
        seen: list[tuple[int, set[str]]] = []

        @operation
        def write_much() -> None:
            for number in in_turns(range(rows)):
                written.append(note(f"row-{number}"))
                work_for(2 * TURN)

        def look() -> None:
            while len(written) < rows:
                there = keys()
                seen.append((len(written), there))
                gevent.sleep(TURN / 2)

        assert side_by_side(app, write_much, look) == [None, None]
        assert {number for number, _there in seen} & set(range(1, rows))
        assert not any(there for number, there in seen if number < rows)
        assert keys() == set(written)

    def test_an_inner_operation_joins_the_outer_unit(self, app: Flask) -> None:
        @operation
        def outer() -> None:
            note("inner")
            raise LookupError

        with pytest.raises(LookupError):
            outer()
        assert keys() == set()

    @pytest.mark.sqlite
    def test_a_commit_that_fails_answers_nobody_and_publishes_nothing(self, app: Flask) -> None:
        sent: list[str] = []

        @operation
        def tell() -> None:
            note("lost")
            publish(lambda: sent.append("told"))

        def refuse(connection: sa.Connection) -> None:
            raise OSError("disk full")

        engine = app.extensions["writer"]._engine
        sa.event.listen(engine, "commit", refuse)
        with pytest.raises(OSError, match="disk full"):
            tell()
        sa.event.remove(engine, "commit", refuse)
        assert not sent
        note("after")
        assert keys() == {"after"}


class TestOutbox:
    @pytest.mark.sqlite
    def test_it_is_sent_after_the_commit_in_order(self, app: Flask) -> None:
        sent: list[tuple[str, set[str]]] = []

        @operation
        def act(name: str) -> None:
            note(name)
            publish(lambda: sent.append((name, keys())))

        side_by_side(app, lambda: act("first"), lambda: act("second"))
        assert [name for name, _seen in sent] == ["first", "second"]
        assert "first" in sent[0][1]

    def test_a_rollback_forgets_it(self, app: Flask) -> None:
        sent: list[str] = []

        @operation
        def act() -> None:
            publish(lambda: sent.append("never"))
            raise LookupError

        with pytest.raises(LookupError):
            act()
        assert sent == []

    def test_a_failing_emit_neither_raises_nor_stops_the_next(self, app: Flask) -> None:
        sent: list[str] = []

        @operation
        def act() -> None:
            publish(lambda: 1 / 0)  # type: ignore[arg-type,return-value]
            publish(lambda: sent.append("still"))

        act()
        assert sent == ["still"]

    def test_what_closes_a_unit_runs_once_and_inside_it(self, app: Flask) -> None:
        ran: list[bool] = []

        @operation
        def act() -> None:
            at_the_end("once", lambda: ran.append(the_unit() is not None))
            at_the_end("once", lambda: ran.append(False))

        act()
        assert ran == [True]


def test_a_session_that_only_reads_cannot_write(app: Flask) -> None:
    db.session.add(Job(kind="test", key="sneaky", payload={}, run_at=now()))
    with pytest.raises(sa.exc.DBAPIError, match=r"read-?only"):
        db.session.flush()
    db.session.rollback()


def test_outside_an_operation_nothing_can_be_published(app: Flask) -> None:
    with pytest.raises(RuntimeError):
        publish(lambda: None)


@pytest.mark.postgres
def test_postgresql_keeps_the_same_unit(app: Flask, config: Config) -> None:
    assert not config.sqlite
    results = side_by_side(
        app, lambda: note("one"), lambda: note("two", "fail"), lambda: note("three", "yield")
    )
    assert results[0] == "one"
    assert isinstance(results[1], LookupError)
    assert isinstance(results[2], Yielded)
    assert keys() == {"one"}
