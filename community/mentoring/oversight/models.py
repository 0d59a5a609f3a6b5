"""What oversight keeps: what each of the two was asked and answered, and what was noticed without reading (L7.10)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership
from community.mentoring.models import Mentorship

GOOD, MIXED, UNCOMFORTABLE = "good", "mixed", "uncomfortable"
HOW = (GOOD, MIXED, UNCOMFORTABLE)
"""What one can say of how it is going."""

NOT_LOOKED_AT = "looked_at IS NULL"


class Pulse(Model):
    """Two questions to one of the two, once. The answers are sealed, and nobody but this one reads that there are any.

    From `lapses_at` on, when the next ones come, they are answered no more.
    """

    __tablename__ = "mentor_pulses"
    __table_args__ = (
        sa.UniqueConstraint("mentorship_id", "membership_id", "number"),
        sa.Index("ix_mentor_pulses_membership", "membership_id"),
    )

    id: Mapped[PublicId]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id"))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    number: Mapped[int]
    asked_at: Mapped[Moment]
    lapses_at: Mapped[Moment]
    answered_at: Mapped[MaybeMoment]
    answers: Mapped[str] = mapped_column(sa.Text, default="")

    membership: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    mentorship: Mapped[Mentorship] = relationship()

    @property
    def about(self) -> str:
        """What its sealed answers are bound to."""
        return f"mentor_pulse:{self.id}"

    def waits(self, moment: datetime) -> bool:
        """Whether it can still be answered."""
        return self.answered_at is None and self.lapses_at > moment


class Signal(Model):
    """A rule met something in what is counted, never in a word: it asks for a human look, and does nothing else.

    `subject` is what it is about, `mentorship:<id>` or `member:<id>`; `mentor_id` the mentor's membership.
    """

    __tablename__ = "mentor_signals"
    __table_args__ = (
        sa.Index(
            "uq_mentor_signals_open", "rule", "subject", unique=True,
            sqlite_where=sa.text(NOT_LOOKED_AT), postgresql_where=sa.text(NOT_LOOKED_AT),
        ),
        sa.Index("ix_mentor_signals_subject", "subject", "rule"),
    )  # fmt: skip

    id: Mapped[PublicId]
    rule: Mapped[str] = mapped_column(sa.String(10))
    subject: Mapped[str] = mapped_column(sa.String(30))
    mentorship_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mentorships.id"))
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    raised_at: Mapped[Moment]
    looked_at: Mapped[MaybeMoment]
    looked_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    note: Mapped[str] = mapped_column(sa.Text, default="")

    mentor: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    mentorship: Mapped[Mentorship | None] = relationship()

    @property
    def about(self) -> str:
        """What its sealed note is bound to."""
        return f"mentor_signal:{self.id}"


SEALED = {(Pulse, "answers"), (Signal, "note")}
"""The columns that hold sealed words."""
