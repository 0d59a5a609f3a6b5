"""Every migration, on a database that people have lived in."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask

from community import create_app
from community.actors import OPERATOR
from community.config import Config
from community.database import write_engine
from community.extensions import db
from community.forums.forms import BoardForm
from community.forums.operations import add_board
from community.groups.models import Membership
from community.migrations import alembic_config, differences, upgrade
from community.rooms.models import Message, Room
from tests.factories import Circle, Person, a_message
from tests.forums.stage import a_topic
from tests.stage import a_postgres_database

Columns = dict[str, list[str]]

LIVED = Path(__file__).parent / "lived"
"""What people left in the databases of versions that landed, as those versions wrote it."""

VERSIONS = sorted(path.stem for path in LIVED.glob("*.json"))
FIRST = VERSIONS[0]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def bare(request: pytest.FixtureRequest, tmp_path) -> Iterator[Config]:
    """An instance without a database."""
    env = {"HEARTH_INSTANCE": str(tmp_path / "instance"), "HEARTH_RATE_LIMITS": "off"}
    (tmp_path / "instance").mkdir()
    if request.param == "sqlite":
        yield Config.from_environment(env)
        return
    with a_postgres_database() as url:
        yield Config.from_environment({**env, "HEARTH_DATABASE_URL": url})


def brought_to(revision: str, config: Config) -> None:
    """Run the migrations up to that one only."""
    engine = write_engine(config)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    engine.dispose()


def lived_in(version: str, config: Config) -> Columns:
    """Put there what people left in a database of that version; the columns it had."""
    brought_to(version, config)
    left: dict[str, Any] = json.loads((LIVED / f"{version}.json").read_text())
    engine = write_engine(config)
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        for name, facts in left.items():
            columns = [tables.tables[name].columns[column] for column in facts["columns"]]
            rows = [
                {
                    column.name: typed(column, value)
                    for column, value in zip(columns, row, strict=True)
                }
                for row in facts["rows"]
            ]
            connection.execute(tables.tables[name].insert(), rows)
    engine.dispose()
    return {name: facts["columns"] for name, facts in left.items()}


def typed(column: sa.Column, value: Any) -> Any:
    """A value as SQLite holds it, in the words of the column."""
    if value is None:
        return None
    if isinstance(column.type, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(column.type, sa.JSON):
        return json.loads(value)
    return bool(value) if isinstance(column.type, sa.Boolean) else value


def opened(config: Config) -> Flask:
    """This version of the program on that database."""
    return create_app(config)


def shut(app: Flask) -> None:
    """Let go of the database."""
    db.session.remove()
    app.extensions["writer"].close()
    db.engine.dispose()


def columns_of(config: Config) -> Columns:
    """The columns of every table, as the database itself tells them."""
    engine = write_engine(config)
    there = sa.inspect(engine)
    found = {
        name: [column["name"] for column in there.get_columns(name)]
        for name in there.get_table_names()
        if name != "alembic_version"
    }
    engine.dispose()
    return found


def rows_of(config: Config, columns: Columns) -> dict[str, list[tuple]]:
    """Every row of these tables, in these columns."""
    engine = write_engine(config)
    with engine.connect() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(asked(name, some))), key=str)
            for name, some in columns.items()
        }
    engine.dispose()
    return found


def asked(table: str, columns: list[str]) -> sa.Select:
    """Those columns of a table."""
    return sa.select(*map(sa.column, columns)).select_from(sa.table(table))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_lived_in_database_comes_along_whole(bare: Config, version: str) -> None:
    columns = lived_in(version, bare)
    before = rows_of(bare, columns)
    upgrade(bare)
    assert rows_of(bare, columns) == before
    with opened(bare).app_context() as context:
        assert differences(db.engine) == []
        room, writer = db.session.query(Room).one(), said_before().author_id
        regular = Person(db.session.get_one(Membership, writer).member_id, "regular")
        a_message(regular, room.id, "And after it.")
        add_board(OPERATOR, room.group_id, BoardForm("After it"))
        a_topic(regular, Circle(room.group_id, room.group.slug, room.id))
        shut(context.app)


def said_before() -> Message:
    """What somebody said in that version."""
    return db.session.query(Message).filter(Message.body.like("Said%")).first()


def test_upgrading_again_changes_nothing(bare: Config) -> None:
    lived_in(FIRST, bare)
    upgrade(bare)
    columns = columns_of(bare)
    before = rows_of(bare, columns)
    upgrade(bare)
    assert columns_of(bare) == columns
    assert rows_of(bare, columns) == before
