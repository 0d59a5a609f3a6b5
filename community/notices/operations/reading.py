"""Reading notices, and letting go of them."""

from datetime import timedelta

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.members.models import Session
from community.notices import broadcasts
from community.notices.models import Device, Letter, Notice
from community.operations import operation

KEPT = timedelta(days=90)
"""How long a notice stays, read or not (L12.3)."""

LETTERS_KEPT = timedelta(days=7)
"""How long it is known that a letter went out, and when."""


@operation
def read_notices(member_id: int) -> None:
    """Mark everything in the member's inbox as read. Doing it again changes nothing."""
    unread = sa.update(Notice).where(Notice.member_id == member_id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=now()))
    broadcasts.notices_read(member_id)


@operation
def forget_old_notices() -> None:
    """Delete notices after 90 days, letters after a week, and devices whose session has ended. A job's work."""
    db.session.execute(sa.delete(Notice).where(Notice.at < now() - KEPT))
    db.session.execute(sa.delete(Letter).where(Letter.created_at < now() - LETTERS_KEPT))
    ended = sa.select(Session.id).where(
        sa.or_(Session.revoked_at.is_not(None), Session.expires_at <= now())
    )
    db.session.execute(sa.delete(Device).where(Device.session_id.in_(ended)))
