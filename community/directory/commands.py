"""bin/hearth import-directory: help from a saved file, to be approved."""

import click
from flask_babel import gettext as _

from community.directory import operations
from community.directory.findtreatment import Unreadable, read_rows
from community.errors import Conflict
from community.terminal import file_named
from community.turns import let_others

AT_ONCE = 200
"""Entries in one unit."""


@click.command(
    "import-directory",
    help="Bring in FILE, saved from FindTreatment.gov as JSON; keepers approve it by kind and state.",
)
@click.argument("file")
def import_directory(file: str) -> str:
    """Read it; what is new waits at /directory/keeping."""
    try:
        rows, left_out = read_rows(file_named(file))
    except Unreadable as reason:
        raise Conflict(str(reason)) from None
    new = 0
    for start in range(0, len(rows), AT_ONCE):
        new += operations.bring_in(rows[start : start + AT_ONCE])
        let_others()
    return _(
        "%(new)d entries wait for approval; %(known)d were here already; %(left)d rows said too little.",
        new=new, known=len(rows) - new, left=left_out,
    )  # fmt: skip
