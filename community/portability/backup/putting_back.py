"""bin/hearth put-back: what a restored backup held sealed to a key of its own is opened with that key (L8.3)."""

from pathlib import Path

import click
from flask import current_app

from community.actors import OPERATOR
from community.extensions import db
from community.journal import record
from community.operations import operation
from community.portability.backup import setting_aside
from community.portability.backup.restoring import sealed_apart
from community.portability.backup.sealing import WrongKey
from community.terminal import standard_input


@click.command("put-back", help="Open what is set aside with its own key (standard input).")
def put_back() -> str:
    """Open what a restored instance still holds sealed."""
    config = current_app.config["HEARTH"]
    names = sealed_apart(config)
    if not names:
        return "Nothing is set aside here."
    secret, count = standard_input(), 0
    for name in names:
        path = config.instance / setting_aside.FOLDER / f"{name}{setting_aside.SUFFIX}"
        try:
            count += put_rows_back(name, path.read_bytes(), secret)
        except WrongKey:
            raise click.ClickException("That key does not open it. Nothing was changed.") from None
        _done_with(path)
    return f"{count} rows are back."


@operation
def put_rows_back(name: str, sealed: bytes, secret: str) -> int:
    """Put the rows of one kind back, recorded; how many. Raises WrongKey."""
    count = setting_aside.put_back(db.session.connection(), name, sealed, secret)
    record(OPERATOR, "portability:set_aside:opened", f"set-aside:{name}", {"rows": count})
    return count


def _done_with(path: Path) -> None:
    path.unlink()
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
