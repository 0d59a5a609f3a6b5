"""What is worked out once for all of a run's applications: statements, templates and addresses in their compiled form.

Every test has an application of its own, and most of its time went into compiling the same again. What is kept
holds nothing of an application: each key says whence it was compiled, as the libraries' own caches do.
"""

import gc
from collections.abc import Callable
from types import CodeType

import sqlalchemy as sa
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

STATEMENTS: LRUCache = LRUCache(5000)
"""Compiled for a kind of database, by what the library's own caches go by."""


class Templates(BytecodeCache):
    """Compiled by name and checksum, in memory."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from this very source, if it was."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = Templates()


def warm(app: Flask) -> None:
    """Let an application use what others compiled."""
    app.jinja_env.bytecode_cache = TEMPLATES


def keep_what_is_compiled() -> None:
    """For the whole process, once."""
    _engines_of_a_kind_are_equal(SQLiteDialect_pysqlite)
    _engines_of_a_kind_are_equal(PGDialect_psycopg)
    sa.event.listen(sa.Engine, "engine_connect", _with_statements)
    Rule._compile_builder = _once_for_each_address(Rule._compile_builder)
    gc.collect()
    gc.freeze()


def _engines_of_a_kind_are_equal(dialect: type[Dialect]) -> None:
    """A compiled statement is kept under the dialect that it was compiled for; two of one class compile alike."""
    dialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
    dialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]


def _with_statements(connection: sa.Connection) -> None:
    connection.execution_options(compiled_cache=STATEMENTS)


def _once_for_each_address(compile_builder: Callable[..., object]) -> Callable[..., object]:
    built: dict[tuple[object, ...], object] = {}

    def build(rule: Rule, append_unknown: bool = True) -> object:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in built:
            built[key] = compile_builder(rule, append_unknown)
        return built[key]

    return build
