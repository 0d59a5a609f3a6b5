"""Several at the same moment, on either database."""

from collections.abc import Callable

import gevent
import pytest
from flask import Flask

from community.errors import HearthError
from community.extensions import db

on_both = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)


def at_once(app: Flask, *deeds: Callable[[], object]) -> list[object]:
    """Do everything at the same time; each result, or its refusal."""

    def run(deed: Callable[[], object]) -> object:
        with app.app_context():
            try:
                return deed()
            except HearthError as refusal:
                return refusal
            finally:
                db.session.remove()

    found = [greenlet.get(timeout=60) for greenlet in [gevent.spawn(run, deed) for deed in deeds]]
    db.session.rollback()
    return found


def refusals(results: list[object], kind: type[HearthError]) -> int:
    """How many were refused so."""
    return sum(isinstance(result, kind) for result in results)
