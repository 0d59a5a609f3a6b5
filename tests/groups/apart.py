"""Requests of these tests stand apart from the context that the test itself holds."""

import contextvars
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.extensions import db


class Apart(FlaskClient):
    """A browser whose requests share nothing with the test."""

    def open(self, *args: Any, **how: Any) -> Any:
        answer = contextvars.Context().run(super().open, *args, **how)
        db.session.rollback()  # what the test read before is a moment old now
        return answer


@pytest.fixture(autouse=True)
def apart(app: Flask) -> None:
    """Every browser of the application is such a one."""
    app.test_client_class = Apart
