"""The two writers: one shared connection with shared commits on SQLite, a transaction each on PostgreSQL."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import gevent
import sqlalchemy as sa
from gevent.event import AsyncResult
from gevent.lock import BoundedSemaphore
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from community.lines import Lines
from community.operations import Unit

R = TypeVar("R")

PATIENCE = "3s"
"""How long PostgreSQL waits for a table that others use; they wait behind it meanwhile."""

_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"

LOCKED = "55P03"
_OTHERS_READ = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND xact_start < now() - interval '1 second'"
)
"""Transactions that may still see what was deleted: a table written anew would carry it along for them."""


class SqliteWriter:
    """Units queue for one connection, each in its savepoint; whoever waits meanwhile shares one commit.

    The commit runs in gevent's thread pool, so that the loop answers while the disk syncs. Everything of a
    batch is committed or nothing is, and nobody is answered before it is on disk (promise 1).
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._turn = BoundedSemaphore(1)
        self._connection: sa.Connection | None = None
        self._batch: _Batch | None = None

    def run(self, work: Callable[[], R]) -> R:
        """Perform `work` and return its result after the shared commit. Raises what `work` or the commit raised."""
        with self._turn:
            batch = self._batch or self._open()
            session = Session(
                batch.connection, join_transaction_mode="create_savepoint", expire_on_commit=False
            )
            unit = Unit(session)
            try:
                result = unit.perform(work)
                session.commit()
            finally:
                session.close()
            batch.units.append(unit)
        batch.durable.get()
        return result

    def order(self, unit: Unit, name: str) -> None:
        """One writer: everything is in order already."""

    def size(self) -> int:
        """How many bytes a rebuild writes."""
        return Path(self._engine.url.database or "").stat().st_size

    def sweep(self, tables: Sequence[str] = ()) -> bool:
        """Rebuild the file (whatever the `tables`) and empty its log, so that neither holds a byte of what was deleted.

        SQLite zeroes what is deleted where it lies, but not the copies that it left behind when it split a page.
        Nobody writes meanwhile; reading goes on. False where somebody still reads a state from before.
        """
        while not isinstance(done := self._sweep_between_batches(), bool):
            done.durable.wait()
        return done

    def close(self) -> None:
        """Wait until what is under way is committed, and close the connection."""
        while (batch := self._close_between_batches()) is not None:
            batch.durable.wait()

    def _close_between_batches(self) -> "_Batch | None":
        """Close the connection, unless units wait for their commit: then it is theirs still."""
        with self._turn:
            if self._batch is None and self._connection is not None:
                self._connection.close()
                self._connection = None
            return self._batch

    def _sweep_between_batches(self) -> "_Batch | bool":
        with self._turn:
            return self._batch or bool(gevent.get_hub().threadpool.apply(self._rebuild))

    def _rebuild(self) -> bool:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            for (name,) in cursor.execute(
                _FULL_TEXT
            ).fetchall():  # a deleted row's words stay in its old segments
                cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'optimize\')')
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            answer = cursor.fetchone()
            return answer is not None and not answer[0]
        finally:
            connection.close()

    def _open(self) -> "_Batch":
        if self._connection is None:
            self._connection = self._engine.connect()
        self._batch = _Batch(self._connection, self._connection.begin())
        gevent.spawn(self._commit, self._batch)
        return self._batch

    def _commit(self, batch: "_Batch") -> None:
        with self._turn:
            self._batch = None
            try:
                gevent.get_hub().threadpool.apply(batch.transaction.commit)
            except Exception as error:
                self._give_up(batch)
                batch.durable.set_exception(error)
                return
            for unit in batch.units:
                unit.send()
            batch.durable.set(None)

    def _give_up(self, batch: "_Batch") -> None:
        try:
            batch.transaction.rollback()
        finally:
            batch.connection.close()
            self._connection = None


class _Batch:
    """Units that share a commit."""

    def __init__(self, connection: sa.Connection, transaction: sa.RootTransaction) -> None:
        self.connection = connection
        self.transaction = transaction
        self.units: list[Unit] = []
        self.durable: AsyncResult[None] = AsyncResult()


class PostgresWriter:
    """Each unit is a transaction. Losing a race (a unique key, a deadlock) runs the unit anew."""

    attempts = 4

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lines = Lines()

    def run(self, work: Callable[[], R]) -> R:
        """Perform `work` in a transaction and return its result after the commit."""
        for attempt in range(1, self.attempts + 1):
            try:
                return self._once(work)
            except (IntegrityError, OperationalError) as error:
                if attempt == self.attempts or not _is_a_lost_race(error):
                    raise
        raise AssertionError("unreachable")

    def order(self, unit: Unit, name: str) -> None:
        """Wait in this process's line for `name`; the row lock that follows orders the processes."""
        if name not in unit.lines:
            self._lines.enter(name)
            unit.lines.append(name)

    def size(self) -> int:
        """How many bytes a rebuild writes at most."""
        with self._engine.connect() as connection:
            asked = sa.text("SELECT pg_database_size(current_database())")
            return int(connection.scalar(asked) or 0)

    def sweep(self, tables: Sequence[str] = ()) -> bool:
        """Write the files of these tables (all, without any) anew, so that they hold nothing of what was deleted.

        PostgreSQL's plain VACUUM gives the room free, but leaves the bytes there. Nobody uses a table meanwhile.
        False where somebody still reads a state from before, or a table could not be had.
        """
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            connection.execute(sa.text(f"SET lock_timeout = '{PATIENCE}'"))
            try:
                for table in tables or sa.inspect(connection).get_table_names():
                    if connection.scalar(_OTHERS_READ):
                        return False
                    connection.execute(sa.text(f'VACUUM (FULL, ANALYZE) "{table}"'))
                connection.execute(
                    sa.text("VACUUM (FULL) pg_statistic")
                )  # it samples what columns hold
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", "") == LOCKED:
                    return False
                raise
            finally:
                connection.invalidate()  # its patience is nobody else's
        return True

    def close(self) -> None:
        """Close the idle connections."""
        self._engine.dispose()

    def _once(self, work: Callable[[], R]) -> R:
        session = Session(self._engine, expire_on_commit=False)
        unit = Unit(session)
        try:
            session.connection()
            result = unit.perform(work)
            session.commit()
            unit.send()
            return result
        finally:
            session.close()
            for name in reversed(unit.lines):
                self._lines.leave(name)


def _is_a_lost_race(error: IntegrityError | OperationalError) -> bool:
    code = getattr(error.orig, "sqlstate", "") or ""
    return code in ("23505", "40001", "40P01")
