"""bin/hearth import-meetings: somebody's list of meetings becomes meetings here."""

import gc
from collections.abc import Callable
from pathlib import Path

import click
from flask_babel import gettext as _

from community.errors import Conflict
from community.meetings import operations
from community.meetings.feeds import whole
from community.meetings.feeds.listed import Feed, Unreadable
from community.meetings.feeds.times import Unsaid, no_zone
from community.meetings.feeds.weekly import chunks
from community.meetings.operations import Tally, Undone, Wish
from community.meetings.report import report
from community.meetings.zones import canonical_zone
from community.members.queries import first_administrator, member_named
from community.rooms.queries import group_at
from community.terminal import NoFile, file_named
from community.turns import let_others

NO_GROUPS = whole.Opened(())
AT_ONCE = 50
"""Meetings whose dates are written in one unit."""


@click.command(
    "import-meetings", help="Import FILE, a Meeting Guide or central-query list in JSON."
)
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--group", "slug", help="Put all new meetings into the group SLUG, not one per name.")
@click.option("--as", "handle", help="Who moderates new groups. [default: the first administrator]")
@click.option("--unlisted", is_flag=True, help="New meetings stand in no list and no public feed.")
@click.option("--groups", help="central-query's groups. [default: …groups… beside …meetings…]")
@click.option("--zone", default="", help="The time zone of rows that name none.")
@click.option("--source", default="", help="What to call this list. [default: the file's name]")
@click.option("--encoding", default="", help="How FILE is written, if it is not UTF-8.")
def import_meetings(
    file: str,
    dry_run: bool,
    slug: str | None,
    handle: str | None,
    unlisted: bool,
    groups: str | None,
    zone: str,
    source: str,
    encoding: str,
) -> str:
    """Read, import in one unit, fill the coming weeks, and account for every row."""
    founder = member_named(handle) if handle else first_administrator()
    if founder is None:
        raise Conflict(
            _("Nobody runs this site yet. Set it up first, or name a member: --as HANDLE.")
        )
    group = group_at(slug) if slug else None
    unsaid = Unsaid(_checked(zone), _usual(group.zone if group else "", founder.zone))
    wish = Wish(founder.id, group.id if group else None, unlisted, dry_run)
    manner = whole.Manner(Path(file).name, unsaid, source)
    gc.disable()  # looking through a million things that all stay held everybody up for a second
    try:
        return _bring_in(lambda: _read(file, groups, encoding, manner), wish)
    finally:
        gc.enable()


def _bring_in(read: Callable[[], Feed], wish: Wish) -> str:
    try:
        feed = read()
        tally = operations.import_meetings(feed, wish)
    except Unreadable as reason:
        raise Conflict(str(reason)) from None
    except Undone as undone:
        return report(feed, undone.tally, dry=True)
    _fill(tally)
    return report(feed, tally)


def _checked(zone: str) -> str:
    if zone and canonical_zone(zone) is None:
        raise Conflict(no_zone(zone))
    return canonical_zone(zone) or ""


def _usual(*zones: str) -> str:
    """The first zone that somebody chose; UTC is what nobody chose."""
    return next((zone for zone in zones if zone not in ("", "UTC")), "")


def _read(file: str, groups: str | None, encoding: str, manner: whole.Manner) -> Feed:
    opened = whole.opened(file_named(file), encoding)
    if opened.is_central:
        return whole.understood(opened, _groups_of(file, groups, encoding), manner)
    return whole.understood(opened, NO_GROUPS, manner)


def _groups_of(file: str, groups: str | None, encoding: str) -> whole.Opened:
    """central-query's second file: the one that is named, else the one that lies beside the first."""
    if groups:
        return whole.opened(file_named(groups), encoding)
    path = Path(file)
    beside = path.with_name(path.name.replace("meetings", "groups"))
    try:
        return whole.opened(file_named(str(beside)), encoding) if beside != path else NO_GROUPS
    except NoFile:
        return NO_GROUPS


def _fill(tally: Tally) -> None:
    """Write the dates of the coming weeks, a few meetings at a time: others get their turn in between."""
    for some in chunks(tally.touched, AT_ONCE):
        operations.fill_meetings(some)
        let_others()
