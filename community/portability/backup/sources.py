"""The database as it was at one moment, while others go on writing."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from community.config import Config
from community.database import sqlite

FILE, DUMP = "hearth.sqlite3", "hearth.pgdump"
ROWS = "rows/"
"""Below it, in a backup of PostgreSQL, the rest of tables of which rows were set aside."""

Named = Mapping[sa.Table, sa.ColumnElement[bool]]


class Unavailable(Exception):
    """The database cannot be copied; the sentence says why."""


class Source(Protocol):
    """A copy under way: `connection` reads what will be in it."""

    connection: sa.Connection

    def take_out(self, named: Named) -> dict[str, list[dict[str, Any]]]:
        """The rows of each table for which the condition holds; they will not be in the copy."""
        ...

    def left_out(self) -> Named:
        """Which rows `connection` still sees that will not be in the copy."""
        ...

    def files(self) -> list[tuple[str, Path]]:
        """The finished copy: names in the archive, and where they are. `connection` is closed by it."""
        ...


@contextmanager
def copied(config: Config, folder: Path) -> Iterator[Source]:
    """The database as it is now, below `folder`. Raises Unavailable."""
    if not config.sqlite:
        with _snapshot_of(config) as connection:
            yield PostgresSource(config, connection, folder)
        return
    original = sa.make_url(config.database_url).database or ""
    if not Path(original).exists():
        raise Unavailable(f"There is no database at {original} yet.")
    _copy_file(original, folder / FILE)
    engine = opened(folder / FILE)
    try:
        with engine.connect() as connection:
            yield SqliteSource(connection, folder)
    finally:
        engine.dispose()


def opened(path: Path) -> sa.Engine:
    """A SQLite file that nobody else has open."""
    engine = sa.create_engine(f"sqlite:///{path}", module=sqlite(), poolclass=NullPool)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=OFF")

    return engine


class SqliteSource:
    """A file of its own, written from the rows: nothing that was deleted lies in it, and nobody writes to it."""

    def __init__(self, connection: sa.Connection, folder: Path) -> None:
        self.connection = connection
        self._path = folder / FILE

    def take_out(self, named: Named) -> dict[str, list[dict[str, Any]]]:
        """Read them, and delete them in the copy."""
        taken = _rows(self.connection, named)
        for table, condition in named.items():
            self.connection.execute(sa.delete(table).where(condition))
        if self.connection.execute(sa.text("PRAGMA foreign_key_check")).first() is not None:
            raise Unavailable("What is set aside leaves rows behind that need it.")
        self.connection.execute(sa.text("COMMIT"))
        return taken

    def left_out(self) -> Named:
        """None: they are deleted already."""
        return {}

    def files(self) -> list[tuple[str, Path]]:
        """The one file."""
        self.connection.close()
        return [(FILE, self._path)]


class PostgresSource:
    """A snapshot that pg_dump shares with the connection that counts."""

    def __init__(self, config: Config, connection: sa.Connection, folder: Path) -> None:
        self.connection = connection
        self._config, self._folder = config, folder
        self._named: dict[sa.Table, sa.ColumnElement[bool]] = {}

    def take_out(self, named: Named) -> dict[str, list[dict[str, Any]]]:
        """Read them; the rest of their tables is copied apart."""
        self._named |= named
        return _rows(self.connection, named)

    def left_out(self) -> Named:
        """Everything that was taken out."""
        return self._named

    def files(self) -> list[tuple[str, Path]]:
        """What pg_dump wrote, and the tables that it could not write in part."""
        snapshot = self.connection.scalar(sa.text("SELECT pg_export_snapshot()"))
        dump = self._folder / DUMP
        excluded = [f"--exclude-table-data={table.name}" for table in self._named]
        run_tool(
            self._config.database_url, "pg_dump", "--format=custom", "--compress=0", "--no-owner",
            "--no-privileges", f"--snapshot={snapshot}", f"--file={dump}", *excluded,
        )  # fmt: skip
        apart = [(f"{ROWS}{table.name}", self._copy_rest(table)) for table in self._named]
        self.connection.close()
        return [(DUMP, dump), *apart]

    def _copy_rest(self, table: sa.Table) -> Path:
        path = self._folder / f"{table.name}.rows"
        columns = [table.columns[name] for name in _names_in(self.connection, table)]
        rest = sa.select(*columns).where(sa.not_(self._named[table]))
        words = rest.compile(self.connection.engine, compile_kwargs={"literal_binds": True})
        driver: Any = self.connection.connection.driver_connection
        with path.open("wb") as file, driver.cursor().copy(f"COPY ({words}) TO STDOUT") as rows:
            for piece in rows:
                file.write(piece)
        return path


def run_tool(url: str, tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on a database. Raises Unavailable with what it said."""
    if shutil.which(tool) is None:
        raise Unavailable(f"{tool} is not on this machine: install PostgreSQL's client programs.")
    where = sa.make_url(url)
    secret = (
        {"PGPASSWORD": where.password} if where.password else {}
    )  # not for everybody to see in a list
    plain = where.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(
        [tool, f"--dbname={plain}", *arguments],
        env={**os.environ, **secret}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unavailable(f"{tool}: {done.stderr.strip()}")


@contextmanager
def _snapshot_of(config: Config) -> Iterator[sa.Connection]:
    engine = sa.create_engine(
        config.database_url, poolclass=NullPool, isolation_level="REPEATABLE READ"
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _copy_file(original: str, copy: Path) -> None:
    """One reading transaction: writers go on, and what they write meanwhile is not in the copy."""
    connection = sqlite().connect(original, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout=10000")
        connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlite().DatabaseError as reason:
        raise Unavailable(f"The database cannot be read: {reason}.") from None
    finally:
        connection.close()


def _rows(connection: sa.Connection, named: Named) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [
            dict(row) for row in connection.execute(sa.select(table).where(condition)).mappings()
        ]
        for table, condition in named.items()
    }


def _names_in(connection: sa.Connection, table: sa.Table) -> list[str]:
    """The columns in the order of the database, in which COPY reads them again."""
    return [column["name"] for column in sa.inspect(connection).get_columns(table.name)]
