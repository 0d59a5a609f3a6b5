"""Words that wait for a moderator (L3.6, L8.6), and words that were posted and marked for one."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

BY_NEWCOMER, UNATTENDED, BY_RULE, IN_RAID = "newcomer", "unattended", "rule", "raid"
POSTED, REFUSED, TAKEN_BACK = "posted", "refused", "taken_back"


class Held(Model):
    """Something to be posted that waits: where, under which key, and its form as it was sent.

    `place` is `room:<id>` or what a later feature declared to hold words in (registry.holding). `form` is emptied
    when the words are posted; refused or taken back they stay for their author a while. Without a `rule_id` a
    rule was the site's own. `asked` counts how often moderators were told of it again.
    """

    __tablename__ = "held"
    __table_args__ = (
        sa.UniqueConstraint("membership_id", "key"),
        sa.Index("ix_held_group", "group_id", "decided_at", "at"),
        sa.Index("ix_held_place", "place", "membership_id"),
        sa.CheckConstraint("reason IN ('newcomer', 'unattended', 'rule', 'raid')", name="reason"),
        sa.CheckConstraint("outcome IN ('', 'posted', 'refused', 'taken_back')", name="outcome"),
    )

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    place: Mapped[str] = mapped_column(sa.String(40))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    key: Mapped[str] = mapped_column(sa.String(64))
    form: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    reason: Mapped[str] = mapped_column(sa.String(10))
    rule_id: Mapped[int | None] = mapped_column(sa.ForeignKey("watch_rules.id"))
    signs: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    at: Mapped[Moment]
    minutes: Mapped[int | None]
    """What the author was told of how long it usually takes, so that they are told the same again."""

    asked: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    asked_at: Mapped[MaybeMoment]
    decided_at: Mapped[MaybeMoment]
    decided_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    outcome: Mapped[str] = mapped_column(sa.String(10), default="")
    answer: Mapped[str] = mapped_column(sa.Text, default="")

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided_at is None

    @property
    def body(self) -> str:
        """The words themselves; empty once they are posted."""
        return str(self.form.get("body", ""))

    @property
    def title(self) -> str:
        """What a topic that is to begin with them would be called."""
        return str(self.form.get("name", ""))


class Mark(Model):
    """A posted message that a rule marked for moderators to look at; `seen_at` when one did."""

    __tablename__ = "marks"
    __table_args__ = (sa.Index("ix_marks_group", "group_id", "seen_at", "at"),)

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    stream_id: Mapped[int] = mapped_column(sa.BigInteger)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    rule_id: Mapped[int | None] = mapped_column(sa.ForeignKey("watch_rules.id"))
    signs: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    at: Mapped[Moment]
    seen_at: Mapped[MaybeMoment]
    seen_by: Mapped[int | None] = mapped_column(sa.BigInteger)
