"""What a member is told, kept until read and then for a while."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model


class Notice(Model):
    """One sentence for one member. `subject` holds ids and facts; the words are made when it is shown."""

    __tablename__ = "notices"
    __table_args__ = (sa.Index("ix_notices_inbox", "member_id", "at"),)

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[Moment]
    read_at: Mapped[MaybeMoment]
