"""Browsers at the door."""

import contextvars
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Person, a_site
from tests.members.door import with_passphrase


class Apart(FlaskClient):
    """A browser whose requests share nothing with the test, as on the server."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return contextvars.Context().run(super().open, *args, **kwargs)


@pytest.fixture
def guest(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with."""
    a_site()
    app.test_client_class = Apart
    return app.test_client()


@pytest.fixture
def kestrel(app: Flask) -> Person:
    """A member with a passphrase."""
    app.test_client_class = Apart
    a_site()
    return with_passphrase("kestrel")
