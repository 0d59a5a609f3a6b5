"""bin/hearth import-forum and import-slack: a community from elsewhere comes into a group."""

import gc
from collections.abc import Callable
from pathlib import Path

import click
from flask_babel import gettext as _

from community.errors import Conflict
from community.members.codes import new_code
from community.portability.importing import operations, queries
from community.portability.importing.forum import read_forum
from community.portability.importing.home import home_for
from community.portability.importing.report import report
from community.portability.importing.shapes import Community, Unreadable, line_of
from community.portability.importing.slack import read_slack
from community.portability.importing.work import AT_ONCE, bring_in, chunks
from community.rooms.queries import group_at
from community.terminal import file_named, keep_file, tell_meanwhile
from community.turns import let_others

Reading = Callable[[bytes, str, str], Community]
LONGEST_SOURCE = 200
_under_way: set[str] = set()


@click.command("import-forum", help="Import FILE, a forum as JSON lines.")
@click.argument("file")
@click.option("--group", "slug", default="", help="[default: where it came before, or a new one]")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--source", default="", help="What to call it. [default: the file's name]")
@click.option("--claims", default="", help="Write a code for each writer into this new file.")
def import_forum(file: str, slug: str, dry_run: bool, source: str, claims: str) -> str:
    """Read the neutral format (docs/imports.md)."""
    return _import(read_forum, file, slug, dry_run, source, claims)


@click.command("import-slack", help="Import FILE, a Slack workspace's export.")
@click.argument("file")
@click.option("--group", "slug", default="", help="[default: where it came before, or a new one]")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--source", default="", help="What to call it. [default: the workspace's id]")
@click.option("--claims", default="", help="Write a code for each writer into this new file.")
def import_slack(file: str, slug: str, dry_run: bool, source: str, claims: str) -> str:
    """Read a workspace's public channels."""
    return _import(read_slack, file, slug, dry_run, source, claims)


def _import(read: Reading, file: str, slug: str, dry: bool, source: str, claims: str) -> str:
    place = slug or Path(file).name
    if place in _under_way:
        raise Conflict(
            _("Something is being brought into this group already. Begin again afterwards.")
        )
    gc.disable()  # looking through a million things that all stay held everybody up for a second
    _under_way.add(place)
    try:
        return _imported(read, file, slug, dry, source, claims)
    finally:
        _under_way.discard(place)
        gc.enable()


def _imported(read: Reading, file: str, slug: str, dry: bool, source: str, claims: str) -> str:
    if slug:
        group_at(slug)  # a long file need not be read to be told that there is no such group
    try:
        called = line_of(source, LONGEST_SOURCE)
        community = read(file_named(file), Path(file).name[:LONGEST_SOURCE], called)
    except Unreadable as reason:
        raise Conflict(str(reason)) from None
    home = home_for(community, slug, dry)
    tally, import_id = bring_in(community, home.group_id, tell_meanwhile, dry)
    said = report(community, tally, dry)
    if home.begun:
        began = _("A hidden group was begun for it: %(group)s", group=f"/groups/{home.begun}")
        said = f"{began}\n{said}"
    if claims and not dry and import_id is not None:
        said = f"{said}\n{_hand_out_codes(import_id, claims)}"
    return said


def _hand_out_codes(import_id: int, path: str) -> str:
    """Written first, kept then: codes that nobody has would be of no use to anybody."""
    found = queries.uncoded_of(import_id)
    if not found:
        return str(_("Every writer has a code already: no file of codes was written."))
    codes = {own: new_code() for own in found}
    keep_file(path, "".join(f"{own}\t{code}\n" for own, code in codes.items()))
    for some in chunks(found.items(), AT_ONCE):
        operations.keep_codes(import_id, {membership: codes[own] for own, membership in some})
        let_others()
    return str(
        _(
            "%(count)d codes are in %(path)s. Hand each to its writer only.",
            count=len(codes),
            path=path,
        )
    )
