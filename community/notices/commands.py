"""bin/hearth: reports of mail that came back, and what goes out."""

import click
from flask import current_app

from community.errors import NotFound
from community.notices import operations
from community.notices.mailing.reports import LARGEST, bounced_token
from community.terminal import file_named, reader


@click.command(
    "bounce",
    help="Read a report of mail that came back (a file, or - for standard input). A mail server pipes it here.",
)
@click.argument("file")
def bounce(file: str) -> str:
    """Turn mail off where an address is dead. What says nothing of that kind changes nothing, and is no error."""
    account = current_app.config["HEARTH"].mail
    if account is None:
        raise click.ClickException("This site sends no mail: HEARTH_SMTP_URL is not set.")
    token = bounced_token(_lines() if file == "-" else file_named(file), account)
    try:
        news = bool(token) and operations.note_bounce(token)
    except NotFound:
        return "Nothing to do: no mailbox goes by that return path."
    if not token:
        return "Nothing to do: this does not say that an address of ours is dead."
    return "No more mail goes to that address." if news else "That was known already."


def _lines() -> bytes:
    said, read = bytearray(), reader.get()
    while len(said) < LARGEST and (line := read()):
        said += line.encode("utf-8", "surrogateescape")
    return bytes(said)
