"""What office tells the person concerned: the statement of reasons, as a notice and on their screens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_datetime
from flask_babel import gettext as _

from community.groups.models import BANNED, MUTED, REMOVED, Standing
from community.groups.queries import group_by_id
from community.moderation.queries import act_by_id, standing_by_id

Told = tuple[str, str]


def standing_told(subject: Mapping[str, Any]) -> Told:
    """Somebody was muted, removed or banned: what holds, until when, who decided it and why."""
    group, standing = group_by_id(subject["group"]), standing_by_id(subject["standing"])
    address = "" if standing.kind == BANNED else f"/groups/{group.slug}"
    return statement_of(standing, group.name, subject["zone"]), address


def standing_lifted(subject: Mapping[str, Any]) -> Told:
    """What held against somebody ended before its time."""
    group, act = group_by_id(subject["group"]), act_by_id(subject["act"])
    said = quoted(
        _again(standing_by_id(subject["standing"]), group.name), act.author_handle, act.reason
    )
    return said, f"/groups/{group.slug}"


def statement_of(standing: Standing, group: str, zone: str) -> str:
    """What a standing means for the person and why, for a reader in that time zone."""
    until = _when(standing.until, zone) if standing.until else ""
    return quoted(_told(standing, group, until), standing.author_handle, standing.reason)


def quoted(told: str, author: str, reason: str) -> str:
    """A sentence, and the moderator's own words after it."""
    said: str = _(
        '%(told)s %(author)s wrote: "%(reason)s"', told=told, author=author, reason=reason
    )
    return said


def _told(standing: Standing, group: str, until: str) -> str:
    in_room = not standing.scope.startswith("group:")
    if not until:
        said = _("You can no longer enter %(group)s.", group=group)
    elif standing.kind == MUTED and in_room:
        said = _(
            "You cannot share in that room of %(group)s until %(until)s.", group=group, until=until
        )
    elif standing.kind == MUTED:
        said = _("You cannot share in %(group)s until %(until)s.", group=group, until=until)
    elif in_room:
        said = _(
            "You cannot enter that room of %(group)s until %(until)s.", group=group, until=until
        )
    else:
        said = _("You cannot enter %(group)s until %(until)s.", group=group, until=until)
    return str(said)


def _again(standing: Standing, group: str) -> str:
    said: str = {
        MUTED: _("You can share in %(group)s again.", group=group),
        REMOVED: _("You can enter %(group)s again.", group=group),
        BANNED: _(
            "Your ban from %(group)s is lifted. You can join again as anyone can.", group=group
        ),
    }[standing.kind]
    return said


def _when(moment: datetime, zone: str) -> str:
    there = moment.astimezone(ZoneInfo(zone))
    return str(format_datetime(there, "d MMMM, HH:mm", rebase=False))


KINDS = {"standing_told": standing_told, "standing_lifted": standing_lifted}
