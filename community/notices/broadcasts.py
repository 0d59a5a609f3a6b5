"""What is told of notices: on the member's open pages, and in the inbox about their own mail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from community.clock import now
from community.members.models import Member
from community.notices import queries
from community.notices.models import Notice
from community.realtime import tell_member
from community.realtime.wire import rfc3339


def notice(told: Notice, reader: Member) -> None:
    """A notice, on every open page of the member."""
    with force_locale(reader.locale):
        sentence, address = queries.in_words(told.kind, told.subject, reader.zone, reader.id)
    said = {
        "kind": told.kind, "sentence": sentence, "address": address, "at": rfc3339(told.at),
        "unread": queries.count_unread(told.member_id),
    }  # fmt: skip
    more = {"stream": told.subject["stream"]} if "stream" in told.subject else {}
    tell_member(told.member_id, "notice", said | more)


def held(reader: Member, number: int, until: datetime) -> None:
    """One signal for everything that quiet hours held, in the reader's language."""
    time = f"{until.astimezone(ZoneInfo(reader.zone)):%H:%M}"
    said = {
        "kind": "notices_held", "sentence": held_in_words(number, time), "address": "/notices",
        "at": rfc3339(now()), "unread": queries.count_unread(reader.id),
    }  # fmt: skip
    tell_member(reader.id, "notice", said)


def notices_read(member_id: int, left: int = 0) -> None:
    """So much is unread now: every tab's counter says the same."""
    tell_member(member_id, "notices_read", {"unread": left})


def held_in_words(number: int, time: str) -> str:
    """How many notices were held, and until when."""
    said: str = ngettext(
        "One notice was held until %(time)s.",
        "%(num)d notices were held until %(time)s.",
        number,
        time=time,
    )
    return said


def mail_bounced(subject: Mapping[str, Any]) -> tuple[str, str]:
    """Mail to the member's address came back."""
    said = _(
        "Mail to your address came back, so no more is sent there. You can write it again, or give another."
    )
    return said, "/you/email"


def still_held_in_words(number: int, time: str) -> str:
    """How many notices are held now, and until when."""
    said: str = ngettext(
        "One notice is held until %(time)s: until then nothing rings.",
        "%(num)d notices are held until %(time)s: until then nothing rings.",
        number,
        time=time,
    )
    return said
