"""Bringing a database to this version, and saying where it differs."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from community.config import Config
from community.database import write_engine
from community.extensions import db

HERE = Path(__file__).parent


def upgrade(config: Config) -> None:
    """Run what migrations are missing, each in one transaction: killed half way, the old schema stands."""
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = write_engine(config)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    sa.text("SELECT pg_advisory_xact_lock(4837261)")
                )  # several may start at once
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()


def revisions() -> list[str]:
    """Every migration that this version knows, the newest first."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(HERE))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def differences(engine: sa.Engine) -> list[str]:
    """Where the tables differ from the models, a line each."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [str(difference) for difference in compare_metadata(context, db.metadata)]


def alembic_config(connection: sa.Connection) -> AlembicConfig:
    """Alembic's configuration, working on an open connection."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config
