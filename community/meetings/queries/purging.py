"""Of a meeting's room: whose words may go (L4.8)."""

from datetime import datetime

import sqlalchemy as sa

from community.extensions import db
from community.meetings.models import Sitting


def words_go(room_id: int, before: datetime) -> datetime:
    """Up to when words go, where those of a sitting that closed before `before` do: none of a later one."""
    stays = sa.or_(Sitting.closed_at.is_(None), Sitting.closed_at >= before)
    opened = db.session.scalar(
        sa.select(sa.func.min(Sitting.opened_at)).where(
            Sitting.room_id == room_id, Sitting.opened_at.is_not(None), stays
        )
    )
    return before if opened is None else min(before, opened)
