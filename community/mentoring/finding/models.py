"""What two are found by: preferences, stories, proposals; and what the mentors of a group share."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Membership

PROPOSED_FOR = timedelta(days=30)
"""So long a proposal stands, whatever the mentee does with it; so soon nobody is proposed to them again."""


class Preference(Model):
    """What a membership says of itself, and whom it would like to meet, each sealed (L7.4)."""

    __tablename__ = "mentor_preferences"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    facts: Mapped[str] = mapped_column(sa.Text)
    wishes: Mapped[str] = mapped_column(sa.Text)
    changed_at: Mapped[Moment]

    @property
    def about(self) -> str:
        """What its sealed words are bound to."""
        return f"mentor_preferences:{self.membership_id}"


class Story(Model):
    """What a mentor tells of themselves, sealed, to those past the gate (L7.3)."""

    __tablename__ = "mentor_stories"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.Text)
    told_at: Mapped[Moment]

    @property
    def about(self) -> str:
        """What its sealed words are bound to."""
        return f"mentor_story:{self.membership_id}"


class MentorsOfGroup(Model):
    """What a group has for its mentors: their room, and whether its moderators may propose somebody (L7.3, L7.5)."""

    __tablename__ = "mentors_of_groups"

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), primary_key=True)
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("rooms.id"), unique=True)
    proposes_since: Mapped[MaybeMoment]


class Word(Model):
    """A lead's word to the mentors of all groups, one a month (L7.3); `month` as 2026-11."""

    __tablename__ = "mentor_words"

    id: Mapped[PublicId]
    author: Mapped[int] = mapped_column(sa.BigInteger)
    month: Mapped[str] = mapped_column(sa.String(7), unique=True)
    words: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[Moment]


class Proposal(Model):
    """A moderator thinks that these two could fit: told to the mentee, and to nobody else (L7.5)."""

    __tablename__ = "mentor_proposals"
    __table_args__ = (sa.Index("ix_mentor_proposals_pair", "mentee_id", "mentor_id"),)

    id: Mapped[PublicId]
    mentee_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    proposed_by: Mapped[int] = mapped_column(sa.BigInteger)
    proposed_at: Mapped[Moment]
    dismissed_at: Mapped[MaybeMoment]

    mentee: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Proposal.mentee_id"
    )
    mentor: Mapped[Membership] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Proposal.mentor_id"
    )

    def stands(self, moment: datetime) -> bool:
        """Whether it is not over by time; that it was put aside changes nothing here."""
        return self.proposed_at + PROPOSED_FOR > moment


SEALED = {(Preference, "facts"), (Preference, "wishes"), (Story, "words")}
"""The columns that hold sealed words."""
