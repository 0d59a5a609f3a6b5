"""What only leads read leaves the machine only sealed to their key: signals go with the cases (L8.3)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from community.mentoring.oversight.models import Signal
from community.registry import registry

CASES = "cases"


def declare() -> None:
    """Say it to the registry: one key and one act bring back both."""
    cases = registry.sets_aside[CASES]
    registry.sets_aside[CASES] = replace(cases, rows=_with_signals(cases.rows))


def _with_signals(of_cases: Callable[[], Mapping[Any, Any]]) -> Callable[[], Mapping[Any, Any]]:
    return lambda: {Signal.__table__: sa.true(), **of_cases()}
