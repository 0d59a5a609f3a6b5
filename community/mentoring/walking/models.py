"""What two on their way share besides messages: a rhythm, goals, tasks and steps, a programme (L7.8, L7.9)."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership
from community.mentoring.programmes.models import ProgrammeVersion

GOAL, TASK, STEP = "goal", "task", "step"
KINDS = (GOAL, TASK, STEP)
MOST, WORDS = 100, 500
"""Goals, tasks and steps of two people at most, and characters of one."""

WEEK = timedelta(days=7)
LONGER = 4
"""Weeks that are added each time both want to go on."""

SOON = timedelta(days=14)
"""So long before a programme is over both are told; half of its length where that is less."""


class Item(Model):
    """A goal, a task or a step of two, sealed. `edition` counts changes of its words.

    `taken_at`: the mentee took it up; what a mentor writes is a suggestion before.
    """

    __tablename__ = "mentorship_items"
    __table_args__ = (
        sa.CheckConstraint(f"kind IN ({', '.join(repr(kind) for kind in KINDS)})", name="kind"),
        sa.Index("ix_mentorship_items_mentorship", "mentorship_id"),
        sa.Index("ix_mentorship_items_author", "author_id"),
    )

    id: Mapped[PublicId]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id"))
    kind: Mapped[str] = mapped_column(sa.String(4))
    place: Mapped[int]
    words: Mapped[str] = mapped_column(sa.Text)
    edition: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    written_at: Mapped[Moment]
    worder_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    """Who of the two said it as it stands."""

    worded_at: Mapped[Moment]
    taken_at: Mapped[MaybeMoment]
    done_at: Mapped[MaybeMoment]

    author: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Item.author_id"
    )
    worder: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Item.worder_id"
    )

    @property
    def about(self) -> str:
        """What its sealed words are bound to."""
        return f"mentorship_item:{self.id}"


class Agreed(Model):
    """What one of two proposed and the other can accept: `ended_at` is when it was put aside, or held no longer."""

    __abstract__ = True

    id: Mapped[PublicId]
    mentorship_id: Mapped[int] = mapped_column(sa.ForeignKey("mentorships.id"))
    proposer_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    proposed_at: Mapped[Moment]
    agreed_at: Mapped[MaybeMoment]
    ended_at: Mapped[MaybeMoment]

    @property
    def holds(self) -> bool:
        """Whether both agreed to it and it has not ended."""
        return self.agreed_at is not None and self.ended_at is None


def _one_open(table: str) -> tuple[sa.Index, sa.Index]:
    """One that holds and one that waits, for two people."""
    holds, waits = (
        "agreed_at IS NOT NULL AND ended_at IS NULL",
        "agreed_at IS NULL AND ended_at IS NULL",
    )
    return (
        sa.Index(
            f"uq_{table}_holds", "mentorship_id", unique=True,
            sqlite_where=sa.text(holds), postgresql_where=sa.text(holds),
        ),
        sa.Index(
            f"uq_{table}_waits", "mentorship_id", unique=True,
            sqlite_where=sa.text(waits), postgresql_where=sa.text(waits),
        ),
    )  # fmt: skip


class CheckinRhythm(Agreed):
    """When the mentee checks in. `since`: the mentee's day on which both agreed; `nudged_for`: the last due day on
    which they were reminded."""

    __tablename__ = "mentorship_rhythms"
    __table_args__ = _one_open("mentorship_rhythms")

    rhythm: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    since: Mapped[date | None]
    nudged_for: Mapped[date | None]
    nudged_at: Mapped[MaybeMoment]


class ProgrammeWalk(Agreed):
    """A version of a programme that two walk by. `began_at` stays when they take up a newer version.

    `added` weeks were added by both; who of the two would like more is dated until both have said so.
    """

    __tablename__ = "mentorship_programmes"
    __table_args__ = (
        *_one_open("mentorship_programmes"),
        sa.Index("ix_mentorship_programmes_version", "version_id"),
    )

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("mentor_programme_versions.id"))
    began_at: Mapped[MaybeMoment]
    added: Mapped[int] = mapped_column(default=0)
    mentee_longer_at: Mapped[MaybeMoment]
    mentor_longer_at: Mapped[MaybeMoment]
    prompted_at: Mapped[MaybeMoment]

    version: Mapped[ProgrammeVersion] = relationship(lazy="joined", innerjoin=True)

    @property
    def weeks(self) -> int:
        """How long it takes, with what was added; 0 where it has no end of its own."""
        own: int = self.version.content["weeks"]
        return own + self.added if own else 0


SEALED = {(Item, "words")}
"""The columns that hold sealed words."""
