"""How the two databases are opened: the read side for requests, the write side for units of work."""

import logging
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from community.config import Config

try:
    import pysqlite3.dbapi2 as sqlite_module
except ImportError:  # no wheel for this machine: the system's SQLite serves, with a warning
    import sqlite3 as sqlite_module

SAFE_SQLITE = (3, 51, 3)
"""Before this version two connections that checkpoint at once can corrupt a WAL database."""

log = logging.getLogger("hearth.database")


def sqlite() -> ModuleType:
    """The SQLite library in use."""
    module: ModuleType = sqlite_module
    return module


def read_options(config: Config) -> dict[str, Any]:
    """Engine options for the sessions that only read."""
    if config.sqlite:
        return {"module": sqlite_module, "pool_size": 20, "max_overflow": 20}
    return {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}


def prepare_reads(engine: sa.Engine) -> None:
    """Make reading physically unable to write on SQLite."""
    if engine.dialect.name == "sqlite":
        _on_connect(engine, "PRAGMA query_only=ON")
        _begin_with(engine, "BEGIN")
    else:
        sa.event.listen(engine, "begin", _read_only)


def write_engine(config: Config) -> sa.Engine:
    """The engine of units. On SQLite only one connection of it is ever open (operations.py)."""
    if not config.sqlite:
        return sa.create_engine(
            config.database_url, pool_size=20, max_overflow=20, pool_pre_ping=True
        )
    engine = sa.create_engine(
        config.database_url,
        module=sqlite_module,
        poolclass=NullPool,
        connect_args={"check_same_thread": False},  # the commit runs in a thread of the pool
    )
    _on_connect(engine)
    _begin_with(engine, "BEGIN IMMEDIATE")
    if sqlite_module.sqlite_version_info < SAFE_SQLITE:
        log.warning("sqlite_older_than_3_51_3 version=%s", sqlite_module.sqlite_version)
    return engine


def _on_connect(engine: sa.Engine, *more: str) -> None:
    pragmas = (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",  # nothing is acknowledged before it is on disk
        "PRAGMA foreign_keys=ON",
        "PRAGMA busy_timeout=10000",
        "PRAGMA secure_delete=ON",
        *more,
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's events begin and end transactions
        for pragma in pragmas:
            connection.execute(pragma)


def _begin_with(engine: sa.Engine, statement: str) -> None:
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)

    sa.event.listen(engine, "begin", begin)


def _read_only(connection: sa.Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
