"""Fixtures: an application on a fresh database, people's browsers and sockets, a server in this process."""

import contextvars
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gevent
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from gevent.pywsgi import WSGIServer
from limits.storage import memory

from community import clock, create_app
from community.config import Config
from community.extensions import db
from community.migrations import upgrade
from community.realtime.beat import beat_forever
from community.realtime.connections import connections
from community.realtime.delivery import spread
from tests import warm
from tests.factories import Circle, Person, a_circle, a_session
from tests.wire import Wire, until

ON_POSTGRES = os.environ.get("HEARTH_TEST_ON") == "postgresql"
"""Every test that can runs on PostgreSQL instead of SQLite."""

Browser = Callable[[Person], FlaskClient]
Live = Callable[..., Wire]


warm.keep_what_is_compiled()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What needs PostgreSQL or Redis is skipped, and says so, where none is named."""
    other = [item for item in items if ON_POSTGRES and item.get_closest_marker("sqlite")]
    if other:
        config.hook.pytest_deselected(items=other)
        items[:] = [item for item in items if item not in other]
    for mark, name in (("postgres", "HEARTH_TEST_POSTGRES"), ("redis", "HEARTH_TEST_REDIS")):
        for item in items:
            if item.get_closest_marker(mark) and not os.environ.get(name):
                item.add_marker(pytest.mark.skip(reason=f"{name} names none"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """With HEARTH_REQUIRE_ALL nothing may be skipped."""
    if report.skipped and os.environ.get("HEARTH_REQUIRE_ALL"):
        report.outcome = "failed"


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    config = Config.from_environment({"HEARTH_INSTANCE": str(tmp_path_factory.mktemp("blank"))})
    upgrade(config)
    return config.instance / "hearth.sqlite3"


@pytest.fixture(scope="session")
def blank_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated, empty PostgreSQL database to copy; its name."""
    with a_postgres_database() as url:
        env = {"HEARTH_INSTANCE": str(tmp_path_factory.mktemp("blank")), "HEARTH_DATABASE_URL": url}
        upgrade(Config.from_environment(env))
        yield sa.make_url(url).database or ""


@pytest.fixture
def config(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Config]:
    """An instance of its own: on SQLite, or on PostgreSQL where the test asks for that."""
    env = {
        "HEARTH_INSTANCE": str(tmp_path / "instance"),
        "HEARTH_RATE_LIMITS": "off",
        **extra(request),
    }
    if request.node.get_closest_marker("postgres") or ON_POSTGRES:
        with a_postgres_database(request.getfixturevalue("blank_postgres")) as url:
            yield Config.from_environment({**env, "HEARTH_DATABASE_URL": url})
    else:
        made = Config.from_environment(env)
        made.instance.mkdir(parents=True)
        shutil.copy(request.getfixturevalue("blank_database"), made.instance / "hearth.sqlite3")
        yield made


def extra(request: pytest.FixtureRequest) -> dict[str, str]:
    """Environment that a test asks for by `@pytest.mark.environment(NAME=value)`."""
    mark = request.node.get_closest_marker("environment")
    return dict(mark.kwargs) if mark else {}


class a_postgres_database:
    """A database of its own, copied from `template`, dropped at the end."""

    def __init__(self, template: str = "template1") -> None:
        self._server = sa.make_url(os.environ["HEARTH_TEST_POSTGRES"])
        self._name = f"hearth_{uuid.uuid4().hex[:12]}"
        self._template = template

    def __enter__(self) -> str:
        self._do(f"CREATE DATABASE {self._name} TEMPLATE {self._template}")
        return self._server.set(database=self._name).render_as_string(hide_password=False)

    def __exit__(self, *error: object) -> None:
        self._do(f"DROP DATABASE {self._name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        engine = sa.create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
        engine.dispose()


class Visit(FlaskClient):
    """A browser whose every request stands in a context of its own, as in a server.

    Within the test's own application context requests would share `g`, and with it the first one's member.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """One request."""
        kwargs.setdefault("buffered", True)
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.rollback()  # what the test read before is a moment old now
        return answer


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The application on a fresh database, with its context."""
    made = create_app(config)
    warm.warm(made)
    made.config["WTF_CSRF_ENABLED"] = False
    made.test_client_class = Visit
    with made.app_context():
        yield made
        db.session.remove()
        for connection in connections:
            connections.remove(connection.sid)
        made.extensions["writer"].close()
        db.engine.dispose()
    clock.set_right()


@pytest.fixture
def circle(app: Flask) -> Circle:
    """A closed group with its small cast."""
    return a_circle("harbour-street")


@pytest.fixture
def as_member(app: Flask) -> Browser:
    """A browser signed in as somebody."""

    def browser(person: Person) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["secret"] = a_session(person)
        return client

    return browser


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The application served in this process."""
    server = WSGIServer(("127.0.0.1", 0), app, log=None)
    server.start()
    yield server.server_port
    until(lambda: not len(connections) or _hang_up())
    server.stop(timeout=1)


@pytest.fixture
def knock(app: Flask, port: int) -> Iterator[Callable[..., Wire]]:
    """Sockets that are opened with whatever the test likes, and closed at its end."""
    opened: list[Wire] = []

    def open_one(**how: Any) -> Wire:
        opened.append(Wire(port, **how))
        return opened[-1]

    yield open_one
    for wire in opened:
        wire.close()
    until(lambda: not len(connections))


@pytest.fixture
def live(knock: Callable[..., Wire], as_member: Browser) -> Live:
    """Somebody's socket, on the cookie of a signed-in browser; with `stream`, listening to it."""

    def connect(person: Person, stream: str | None = None, **how: object) -> Wire:
        cookie = as_member(person).get_cookie("hearth", domain="localhost")
        assert cookie is not None
        wire = knock(cookie=f"hearth={cookie.value}")
        if stream is not None:
            answer = wire.call("join", stream=stream, **how)
            assert answer["ok"], answer
        return wire

    return connect


def _hang_up() -> bool:
    for connection in connections:
        spread({"do": "evict", "member": connection.member_id, "streams": None, "code": "", "message": "",
                "credential": None})  # fmt: skip
    return False


@pytest.fixture
def limits_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the limits stands, a second into an hour: what is counted in two windows counts for less."""
    now = time.time()
    standing = now - now % 3600 + 1
    monkeypatch.setattr(memory, "time", SimpleNamespace(time=lambda: standing))


@pytest.fixture
def beating(app: Flask) -> Iterator[None]:
    """The process's pulse: presence, seqs, news."""
    pulse = gevent.spawn(beat_forever, app)
    yield
    pulse.kill()
