"""What statements say alike on SQLite and PostgreSQL: how moments are reckoned with, and a hint to the planner."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from community.columns import Instant

A_MINUTE = 60_000_000
"""In microseconds."""


class _Micros(FunctionElement[int]):
    type = sa.BigInteger()
    inherit_cache = True


class _Earlier(FunctionElement[Any]):
    type = Instant()
    inherit_cache = True


def micros(moment: Any) -> sa.ColumnElement[int]:
    """A moment as whole microseconds since 1970: what a length is worked out from."""
    return _Micros(moment)


def earlier(moment: Any, span: timedelta) -> sa.ColumnElement[Any]:
    """The moment that lies whole seconds before: of days each has 24 hours, whatever any clock on a wall does."""
    return _Earlier(moment, sa.literal_column(str(int(span.total_seconds()))))


class _Rarely(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """A condition as it is: compared with true, as other functions are, SQLite would not see it."""
        return self


def rarely(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """The condition, holding for few rows: SQLite, which counts none, then goes by its index."""
    return _Rarely(condition)


# SQLite's own functions round to milliseconds; so they are given whole seconds, and the rest is carried by hand
@compiles(_Micros, "sqlite")
def _micros_there(element: _Micros, compiler: SQLCompiler, **about: Any) -> str:
    said = compiler.process(element.clauses, **about)
    seconds = f"CAST(strftime('%s', substr({said}, 1, 19)) AS INTEGER)"
    return f"({seconds} * 1000000 + CAST(substr({said}, 21, 6) AS INTEGER))"


@compiles(_Micros, "postgresql")
def _micros(element: _Micros, compiler: SQLCompiler, **about: Any) -> str:
    return f"CAST(extract(epoch FROM {compiler.process(element.clauses, **about)}) * 1000000 AS BIGINT)"


@compiles(_Earlier, "sqlite")
def _earlier_there(element: _Earlier, compiler: SQLCompiler, **about: Any) -> str:
    said, seconds = (compiler.process(clause, **about) for clause in element.clauses)
    day = f"strftime('%Y-%m-%d %H:%M:%S', substr({said}, 1, 19), '-{seconds} seconds')"
    return f"({day} || substr({said}, 20))"


@compiles(_Earlier, "postgresql")
def _earlier(element: _Earlier, compiler: SQLCompiler, **about: Any) -> str:
    said, seconds = (compiler.process(clause, **about) for clause in element.clauses)
    return f"({said} - make_interval(secs => {seconds}))"


@compiles(_Rarely, "sqlite")
def _rarely_there(element: _Rarely, compiler: SQLCompiler, **about: Any) -> str:
    return f"unlikely({compiler.process(element.clauses, **about)})"


@compiles(_Rarely, "postgresql")
def _rarely(element: _Rarely, compiler: SQLCompiler, **about: Any) -> str:
    return compiler.process(element.clauses, **about)
