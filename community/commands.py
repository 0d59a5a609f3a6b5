"""Commands of the kernel: the database and the journal."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from community import journal, resealing, vault
from community.extensions import db
from community.migrations import differences, upgrade

database = AppGroup("db", help="The database's shape.")
keys = AppGroup("keys", help="The key of what is kept sealed.")
records = AppGroup("journal", help="The append-only record of acts.")


def install_commands(app: Flask) -> None:
    """Give the command line what the kernel itself offers."""
    app.cli.add_command(database)
    app.cli.add_command(records)
    app.cli.add_command(keys)


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


@keys.command(
    "rotate",
    help="Make a new key, and seal everything with it. The old one stays until `keys forget`.",
)
def rotate() -> str:
    """A new key."""
    try:
        rows = resealing.rotate()
    except vault.Broken:
        raise click.ClickException(
            "Something that is sealed opens with none of the keys here, and stays as it is: was it changed?"
        ) from None
    return (
        f"There is a new key; {rows} rows are sealed with it. Copy instance/keys to a safe place."
    )


@keys.command("forget", help="Drop the old keys, once nothing needs them.")
def forget() -> str:
    """The newest key alone."""
    try:
        resealing.forget_old()
    except vault.Broken:
        raise click.ClickException(
            "Something still needs an older key. Run `keys rotate` again first."
        ) from None
    return "Only the newest key is left."
