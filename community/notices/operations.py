"""Delivering notices, reading them, and letting go of them."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale

from community.clock import now
from community.extensions import db
from community.groups.queries import is_out_of_reach
from community.members.models import Member
from community.notices import queries
from community.notices.models import Notice
from community.operations import operation
from community.realtime import tell_member
from community.realtime.wire import rfc3339

KEPT = timedelta(days=90)
"""How long a notice stays, read or not (L12.3)."""


@operation
def deliver(member_id: int, kind: str, subject: dict[str, Any], by: int | None = None) -> None:
    """Put a notice into the member's inbox, and onto their screens after the commit.

    `by` is whose act it tells of: nothing of somebody the member has blocked arrives (L1.8). What office does
    has no `by` and always arrives.
    """
    if by is not None and is_out_of_reach(member_id, by):
        return
    notice = Notice(member_id=member_id, kind=kind, subject=subject, at=now())
    db.session.add(notice)
    db.session.flush()
    tell_member(member_id, "notice", _payload(notice))


@operation
def read_notices(member_id: int) -> None:
    """Mark everything in the member's inbox as read. Doing it again changes nothing."""
    unread = sa.update(Notice).where(Notice.member_id == member_id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=now()))


@operation
def forget_old_notices() -> None:
    """Delete notices after 90 days. A job's work."""
    db.session.execute(sa.delete(Notice).where(Notice.at < now() - KEPT))


def _payload(notice: Notice) -> dict[str, Any]:
    reader = db.session.get_one(Member, notice.member_id)
    with force_locale(reader.locale):
        sentence, address = queries.in_words(notice.kind, notice.subject, reader.zone)
    said = {
        "kind": notice.kind, "sentence": sentence, "address": address, "at": rfc3339(notice.at),
        "unread": queries.count_unread(notice.member_id),
    }  # fmt: skip
    return said | {"stream": notice.subject["stream"]} if "stream" in notice.subject else said
