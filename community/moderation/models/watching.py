"""Watched words and patterns of a group (L8.6)."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

WORDS, PATTERN = "words", "pattern"
HOLD, WARN, RESOURCES, FLAG = "hold", "warn", "resources", "flag"
ACTIONS = (HOLD, WARN, RESOURCES, FLAG)


class WatchRule(Model):
    """What a group's moderators watch for, and what then happens.

    `words` are words, one a line, or one pattern. `language` is that of the author's pages, empty for any.
    `tried` is what a look over the group's history found, at `tried_at`; a change of the rule forgets it.
    """

    __tablename__ = "watch_rules"
    __table_args__ = (
        sa.Index("ix_watch_rules_group", "group_id", "on_since"),
        sa.CheckConstraint("how IN ('words', 'pattern')", name="how"),
        sa.CheckConstraint("action IN ('hold', 'warn', 'resources', 'flag')", name="action"),
    )

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    author: Mapped[int] = mapped_column(sa.BigInteger)
    how: Mapped[str] = mapped_column(sa.String(8))
    words: Mapped[str] = mapped_column(sa.Text)
    action: Mapped[str] = mapped_column(sa.String(10))
    language: Mapped[str] = mapped_column(sa.String(12), default="")
    sentence: Mapped[str] = mapped_column(sa.String(400), default="")
    made_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    on_since: Mapped[MaybeMoment]
    tried_at: Mapped[MaybeMoment]
    tried: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)

    @property
    def needs_a_try(self) -> bool:
        """Whether it may be switched on only after a look over history was shown."""
        return self.action == HOLD and self.tried_at is None
