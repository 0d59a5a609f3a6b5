"""The copy that is made when something is reported: nothing that happens to the words later touches it (L8.1)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model


class Evidence(Model):
    """A span as its reporter saw it, sealed. `mac` is a keyed hash of the plain words, and stands in the journal."""

    __tablename__ = "evidence"
    __table_args__ = (sa.UniqueConstraint("case_id", "mac"),)

    id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"))
    sealed: Mapped[str] = mapped_column(sa.Text)
    mac: Mapped[str] = mapped_column(sa.String(64))
    lines: Mapped[int]
    at: Mapped[Moment]
    purged_at: Mapped[MaybeMoment]


class Viewing(Model):
    """Somebody of office opened the words of a case: counted for their own budget, and on record (L8.7)."""

    __tablename__ = "viewings"
    __table_args__ = (sa.Index("ix_viewings_member", "member_id", "at"),)

    id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    at: Mapped[Moment]
