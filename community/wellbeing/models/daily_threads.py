"""A topic that opens by itself each day, where a group wants one (L6.3)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import Moment
from community.extensions import Model


class DailyThread(Model):
    """That a group's moderators want a daily thread, and on which board. Switched off, the row goes."""

    __tablename__ = "daily_threads"

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), primary_key=True)
    board_id: Mapped[int] = mapped_column(sa.ForeignKey("boards.id"))
    switched_on_by: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[Moment]


class DailyTopic(Model):
    """Which topic was opened for which day of the group's own zone: never two for one."""

    __tablename__ = "daily_topics"
    __table_args__ = (sa.UniqueConstraint("group_id", "day"),)

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topics.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    day: Mapped[date] = mapped_column(sa.Date)
