"""Acts of office on people: each with its reason, author, expiry and the statement the person gets."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

MUTE, REMOVE, BAN, LIFT = "mute", "remove", "ban", "lift"


class Act(Model):
    """A mute, removal, ban, or the lifting of one, and the statement in which it was told (L4.7, L8.4)."""

    __tablename__ = "acts"

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    standing_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standings.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    scope: Mapped[str] = mapped_column(sa.String(40))
    author: Mapped[int] = mapped_column(sa.BigInteger)
    author_handle: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text)
    statement: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[Moment]
    until: Mapped[MaybeMoment]
