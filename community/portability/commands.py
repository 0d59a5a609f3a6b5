"""bin/hearth: deleting an account for somebody who asked for it."""

import click

from community.actors import OPERATOR
from community.portability import operations


@click.command("erase-member", help="Delete somebody's account, as they asked you to.")
@click.argument("handle")
@click.option(
    "--keep-words/--remove-words",
    required=True,
    help="Whether their words stay, as of a former member.",
)
def erase_member(handle: str, keep_words: bool) -> str:
    """Delete the account; the words follow within minutes."""
    operations.erase_member(OPERATOR, handle, keep_words)
    if keep_words:
        return "The account is deleted. The words stay, under no name."
    return "The account is deleted. The words go now, a handful at a time."
