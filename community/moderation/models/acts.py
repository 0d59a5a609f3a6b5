"""Acts of office on people: each with its reason, author, expiry and the statement the person gets."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

MUTE, REMOVE, BAN, LIFT = "mute", "remove", "ban", "lift"
NOTE, WARN, WORDS = "note", "warn", "words"
SUSPEND, EXPEL, READMIT = "suspend", "expel", "readmit"
APPEALABLE = frozenset({MUTE, REMOVE, BAN, NOTE, WARN, WORDS, SUSPEND, EXPEL})
RULES, LAW = "rules", "law"
"""The ground of an act: against what was agreed here, or against the law (R2)."""


class Act(Model):
    """One act on one person and the statement in which it was told (L4.7, L8.4).

    `kept` is the sealed copy of words that were taken away, for as long as an appeal may bring them back.
    """

    __tablename__ = "acts"

    id: Mapped[PublicId]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    membership_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    standing_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standings.id"))
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    scope: Mapped[str] = mapped_column(sa.String(60))
    author: Mapped[int] = mapped_column(sa.BigInteger)
    author_handle: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text)
    statement: Mapped[str] = mapped_column(sa.Text)
    ground: Mapped[str] = mapped_column(sa.String(8), default=RULES)
    category: Mapped[str] = mapped_column(sa.String(20), default="other")
    content_date: Mapped[MaybeMoment]
    kept: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[Moment]
    until: Mapped[MaybeMoment]
