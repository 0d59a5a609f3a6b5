"""What one of the two is told while they are elsewhere. No word of the channel is in it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.groups.queries import group_by_id
from community.mentoring.queries import mentorship_in
from community.notices.policies import MENTORING
from community.realtime.streams import parse_stream

NEWS, HANDED_OVER = "channel_news", "channel_handed_over"
CATEGORY = MENTORING


def channel_news(subject: Mapping[str, Any]) -> tuple[str, str]:
    """The other wrote something."""
    room_id = parse_stream(subject["stream"])[1]
    mentorship = mentorship_in(room_id)
    who = mentorship.people.get(subject["by"]) if mentorship else None
    if who is None:
        return _("There is something new in your channel."), f"/rooms/{room_id}"
    said = _("There is something new in the channel with %(who)s.", who=who.handle)
    return said, f"/rooms/{room_id}"


def handed_over(subject: Mapping[str, Any]) -> tuple[str, str]:
    """The mentor asked those on duty to help."""
    group = group_by_id(subject["group"])
    said = _(
        "%(who)s cannot carry this alone just now. Somebody on duty can be there for you too.",
        who=subject["who"],
    )
    return said, f"/someone-now?group={group.slug}"
