"""What openings say: why, how one stands, and the notices. None tells who reported anything, or a word of a channel."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.members.models import LEAD
from community.members.queries import member_for, office_by_id
from community.mentoring.opening.models import (
    ASKED,
    DANGER,
    HARM,
    LAPSED,
    MINOR,
    OPEN,
    ORDER,
    OVER,
    REFUSED,
    WORKS_AFTER,
    Opening,
)
from community.mentoring.opening.queries import opening_told

Subject = Mapping[str, Any]

WHY = {
    DANGER: _l("Somebody’s life or health may be in danger"),
    HARM: _l("Somebody may be harmed or pressed"),
    MINOR: _l("One of the two may be under 18"),
    ORDER: _l("A court or an authority asks for it by law"),
}
"""By category, as the two are told."""

STATES = {
    ASKED: _l("Waits for a second"),
    LAPSED: _l("Lapsed: nobody approved it in 72 hours"),
    REFUSED: _l("Not opened"),
    OPEN: _l("Open for 24 hours"),
    OVER: _l("Over: nobody reads it any more"),
}

TOGETHER = {
    "lead": _l("two safeguarding leads"),
    "contact": _l("a safeguarding lead and the external contact"),
}
"""By what the second was: who opened it together."""


def opening_asked(subject: Subject) -> tuple[str, str]:
    """To whoever could be the second."""
    said = _("A safeguarding lead asks to open a part of a mentor channel, and needs a second.")
    return said, f"/openings/{subject['opening']}"


def opening_approved(subject: Subject) -> tuple[str, str]:
    """To whoever asked."""
    return _("What you asked to open is open for 24 hours."), f"/openings/{subject['opening']}"


def opening_closed(subject: Subject) -> tuple[str, str]:
    """To the other of those who asked and approved."""
    return _("An opening that you take part in was closed."), f"/openings/{subject['opening']}"


def channel_opened(subject: Subject) -> tuple[str, str]:
    """To each of the two: that a part of their channel was opened, which, when, why, and by which offices."""
    address = f"/mentorships/{subject['mentorship']}/openings"
    opening = opening_told(subject["opening"])
    if opening is None:
        return _("A part of your mentor channel was opened."), address
    return _told_of(opening, subject.get("zone", "UTC")), address


def _told_of(opening: Opening, zone: str) -> str:
    span = ngettext(
        "one line of your mentor channel, of %(first)s,",
        "%(num)d lines of your mentor channel, from %(first)s to %(last)s,",
        opening.lines, first=_moment(opening.from_at, zone), last=_moment(opening.to_at, zone),
    )  # fmt: skip
    said: str = _(
        "On %(day)s %(who)s opened %(span)s to read them for 24 hours. Why: %(why)s.",
        day=_moment(opening.approved_at or opening.asked_at, zone), span=span, why=WHY[opening.category],
        who=TOGETHER[opening.approved_as or LEAD],
    )  # fmt: skip
    return said


def naming_told(subject: Subject) -> tuple[str, str]:
    """To everybody in a mentorship: who could open a part of their channel, and from when."""
    office = office_by_id(subject["office"])
    handle = member_for(office.member_id).handle
    facts = {
        "handle": handle,
        "day": _moment(office.named_at + WORKS_AFTER, subject.get("zone", "UTC")),
    }
    if office.kind == LEAD:
        said = _(
            "%(handle)s was named a safeguarding lead of this site. From %(day)s on two leads together can open a part "
            "of a mentor channel, for a grave reason; you would be told.", **facts,
        )  # fmt: skip
    else:
        said = _(
            "%(handle)s was named the external contact of this site. From %(day)s on a lead and the contact together "
            "can open a part of a mentor channel, for a grave reason; you would be told.", **facts,
        )  # fmt: skip
    return said, "/site/answering"


def _moment(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    said: str = format_datetime(there, "d MMMM, HH:mm", rebase=False)
    return said


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "opening_asked": opening_asked, "opening_approved": opening_approved, "opening_closed": opening_closed,
    "channel_opened": channel_opened, "naming_told": naming_told,
}  # fmt: skip
"""Every kind, with its words."""
