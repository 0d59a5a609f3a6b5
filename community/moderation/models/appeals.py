"""Appeals against acts of office: once, within six months, decided by somebody else (L8.5)."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

WINDOW = timedelta(days=183)
"""How long an act can be appealed."""

DUE = timedelta(days=7)
"""How soon an appeal is decided."""

BROUGHT_UP = timedelta(days=5)
"""After so long an undecided appeal is brought up again, and others join those who may decide it."""


class Appeal(Model):
    """What the person concerned said against an act, and what became of it."""

    __tablename__ = "appeals"
    __table_args__ = (sa.Index("ix_appeals_open", "decided_at", "at"),)

    id: Mapped[PublicId]
    act_id: Mapped[int] = mapped_column(sa.ForeignKey("acts.id"), unique=True)
    sealed: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[Moment]
    reminded_at: Mapped[MaybeMoment]
    decided_at: Mapped[MaybeMoment]
    decided_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    granted: Mapped[bool | None]
    sealed_answer: Mapped[str] = mapped_column(sa.Text, default="")
