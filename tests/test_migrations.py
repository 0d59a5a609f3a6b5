"""Every migration, on a database that people have lived in."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask

from community import create_app
from community.config import Config
from community.database import write_engine
from community.extensions import db
from community.members.queries import the_site
from community.migrations import alembic_config, differences, upgrade
from community.registry import Happening, registry
from tests.factories import Circle, a_circle, a_message
from tests.forums.stage import a_topic
from tests.stage import a_postgres_database

FIRST = "0001"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest, tmp_path) -> Iterator[Config]:
    """An instance whose database is as the first version left it."""
    env = {"HEARTH_INSTANCE": str(tmp_path / "instance"), "HEARTH_RATE_LIMITS": "off"}
    if request.param == "sqlite":
        yield brought_to(FIRST, Config.from_environment(env))
        return
    with a_postgres_database() as url:
        yield brought_to(FIRST, Config.from_environment({**env, "HEARTH_DATABASE_URL": url}))


def brought_to(revision: str, config: Config) -> Config:
    """Run the migrations up to that one only."""
    config.instance.mkdir(parents=True)
    engine = write_engine(config)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    engine.dispose()
    return config


def opened(config: Config) -> Flask:
    """This version of the program on that database."""
    return create_app(config)


def shut(app: Flask) -> None:
    """Let go of the database."""
    db.session.remove()
    app.extensions["writer"].close()
    db.engine.dispose()


def rows_of(config: Config) -> dict[str, list[tuple]]:
    """Every row of every table, as the database itself tells it."""
    engine = write_engine(config)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        found = {
            name: sorted(
                map(tuple, connection.execute(sa.text(f'SELECT * FROM "{name}"'))), key=str
            )
            for name in tables
            if name != "alembic_version"
        }
    engine.dispose()
    return found


def test_a_lived_in_database_of_the_first_version_comes_along_whole(
    old: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        circle = lived_in(old, then)
    before = rows_of(old)
    upgrade(old)
    after = rows_of(old)
    assert {name: after[name] for name in before} == before
    assert before["messages"]
    with opened(old).app_context() as context:
        assert differences(db.engine) == []
        assert the_site() is not None
        a_message(circle.regular, circle.room_id, "And after it.")
        a_topic(circle.regular, circle)
        shut(context.app)


def lived_in(old: Config, then: pytest.MonkeyPatch) -> Circle:
    """People have met there."""
    with opened(old).app_context() as context:
        made = registry.consequences[Happening.GROUP_CREATED]
        then.delitem(made, "forums")  # a group of then began with a lounge only
        circle = a_circle("harbour-street")
        a_message(circle.regular, circle.room_id, "Said before the upgrade.")
        shut(context.app)
    return circle


def test_upgrading_again_changes_nothing(old: Config) -> None:
    upgrade(old)
    before = rows_of(old)
    upgrade(old)
    assert rows_of(old) == before
