"""Commands of the kernel: the database and the journal."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from community import journal
from community.extensions import db
from community.migrations import differences, upgrade

database = AppGroup("db", help="The database's shape.")
records = AppGroup("journal", help="The append-only record of acts.")


def install_commands(app: Flask) -> None:
    """Give the command line what the kernel itself offers."""
    app.cli.add_command(database)
    app.cli.add_command(records)


@database.command("upgrade", help="Bring the database to this version. Stop the server first.")
def bring_up() -> str:
    """Run the migrations."""
    upgrade(current_app.config["HEARTH"])
    return "The database is up to date."


@database.command("check", help="Say where the tables differ from what the program expects.")
def check() -> str:
    """Compare models and schema."""
    found = differences(db.engine)
    if found:
        raise click.ClickException("\n".join(found))
    return "The tables are as the program expects."


@records.command("verify", help="Check the chain of the journal.")
def verify() -> str:
    """Walk the journal."""
    broken = journal.verify()
    if broken is not None:
        raise click.ClickException(f"The journal does not follow at entry {broken}.")
    return "The journal is whole."
