"""Groups, who belongs to them under which name, and what they may not do for a while."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.clock import now
from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.members.models import Member

NEWCOMER, MEMBER, CHAIR, MODERATOR = "newcomer", "member", "chair", "moderator"
ROLES = (NEWCOMER, MEMBER, CHAIR, MODERATOR)
OPEN, CLOSED, HIDDEN = "open", "closed", "hidden"
VISIBILITIES = (OPEN, CLOSED, HIDDEN)
BY_ASKING, BY_INVITATION = "request", "invitation"
JOINING = (OPEN, BY_ASKING, BY_INVITATION)
MUTED, REMOVED, BANNED = "muted", "removed", "banned"
QUESTIONS = 3


def _lies_ahead(until: datetime | None, moment: datetime) -> bool:
    return until is not None and until > moment


def _one_of(column: str, words: Iterable[str]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class Group(Model):
    """A peer group: what it is for, who may see it, how one joins (L2.1, L2.2)."""

    __tablename__ = "groups"
    __table_args__ = (_one_of("visibility", VISIBILITIES), _one_of("joining", JOINING))

    id: Mapped[PublicId]
    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    purpose: Mapped[str] = mapped_column(sa.String(400), default="")
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    guidelines: Mapped[str] = mapped_column(sa.Text, default="")
    zone: Mapped[str] = mapped_column(sa.String(64), default="UTC")
    visibility: Mapped[str] = mapped_column(sa.String(8), default=CLOSED)
    joining: Mapped[str] = mapped_column(sa.String(12), default="request")
    questions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    becoming_member: Mapped[dict[str, int]] = mapped_column(
        sa.JSON, default=lambda: {"days": 7, "meetings": 2}
    )
    created_at: Mapped[Moment]
    archived_at: Mapped[MaybeMoment]
    unattended_since: Mapped[MaybeMoment]
    closing_at: Mapped[MaybeMoment]
    joining_locked_until: Mapped[MaybeMoment]
    guarded_until: Mapped[MaybeMoment]
    """Raid mode (L8.7): until then newcomers' words wait and everybody writes slowly; it ends by itself."""

    @property
    def scope(self) -> str:
        """What a standing names when it is about the whole group."""
        return f"group:{self.id}"

    @property
    def is_locked(self) -> bool:
        """Whether nobody may join now: nobody looks after it, it is ending, or moderators locked it for a while."""
        ending = any((self.unattended_since, self.archived_at, self.closing_at))
        return ending or self.is_shut(now())

    def is_shut(self, moment: datetime) -> bool:
        """Whether moderators have locked joining, for a while (L8.7)."""
        return _lies_ahead(self.joining_locked_until, moment) or self.is_guarded(moment)

    def is_guarded(self, moment: datetime) -> bool:
        """Whether raid mode is on."""
        return _lies_ahead(self.guarded_until, moment)

    def is_closed(self, moment: datetime) -> bool:
        """Whether its announced end has come."""
        return self.closing_at is not None and self.closing_at <= moment


class Membership(Model):
    """One person in one group, under the name chosen there (L2.5).

    It outlives leaving, so that words keep an author and a ban its subject; coming back revives it.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        sa.UniqueConstraint("group_id", "member_id"),
        sa.UniqueConstraint("group_id", "skeleton"),
        sa.Index("ix_memberships_member", "member_id", "left_at"),
        _one_of("role", ROLES),
    )

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"))
    handle: Mapped[str] = mapped_column(sa.String(40))
    skeleton: Mapped[str] = mapped_column(sa.String(200))
    role: Mapped[str] = mapped_column(sa.String(12), default=NEWCOMER)
    joined_at: Mapped[Moment]
    left_at: Mapped[MaybeMoment]
    meetings: Mapped[int] = mapped_column(default=0)

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_current(self) -> bool:
        """Has not left."""
        return self.left_at is None

    @property
    def is_moderator(self) -> bool:
        """Holds the moderator's role (whether it may be exercised now: members.policies.can_act_as_staff)."""
        return self.role == MODERATOR and self.is_current


class JoinRequest(Model):
    """A wish to join, with answers to the group's questions; dated when decided."""

    __tablename__ = "join_requests"
    __table_args__ = (
        sa.Index(
            "uq_join_requests_open", "group_id", "member_id", unique=True,
            sqlite_where=sa.text("decided_at IS NULL"), postgresql_where=sa.text("decided_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    handle: Mapped[str] = mapped_column(sa.String(40))
    answers: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    created_at: Mapped[Moment]
    decided_at: Mapped[MaybeMoment]
    decided_by: Mapped[int | None] = mapped_column(sa.BigInteger)
    accepted: Mapped[bool | None]


class Standing(Model):
    """What a membership may not do for a while: a dated fact with an author, never a flag (L4.7).

    `kind` is muted, removed or banned; `scope` is `group:<id>` or a stream as `room:<id>`; no `until` is for good.
    """

    __tablename__ = "standings"
    __table_args__ = (
        sa.Index("ix_standings_membership", "membership_id", "scope"),
        _one_of("kind", (MUTED, REMOVED, BANNED)),
    )

    id: Mapped[PublicId]
    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    scope: Mapped[str] = mapped_column(sa.String(40))
    kind: Mapped[str] = mapped_column(sa.String(10))
    since: Mapped[Moment]
    until: Mapped[MaybeMoment]
    author: Mapped[int] = mapped_column(sa.BigInteger)
    author_handle: Mapped[str] = mapped_column(sa.String(40), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    lifted_at: Mapped[MaybeMoment]

    def holds(self, moment: datetime) -> bool:
        """Whether it is in force at that moment."""
        return self.lifted_at is None and (self.until is None or self.until > moment)


class Block(Model):
    """A member does not want to be reached by a membership (L1.8). Staff included."""

    __tablename__ = "blocks"
    __table_args__ = (sa.Index("ix_blocks_blocked", "blocked_id"),)

    blocker_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), primary_key=True)
    blocked_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), primary_key=True)
    at: Mapped[Moment]


@dataclass(frozen=True)
class Place:
    """Where a member stands with a group, and what holds there now."""

    group: Group
    row: Membership | None = None
    standings: tuple[Standing, ...] = ()
    invited: bool = False
    stays_outside: bool = False
    """Whether this is the external contact, for whom no group exists."""
    has_ended: bool = False
    """Whether the group's announced end has come."""

    @property
    def membership(self) -> Membership | None:
        """The membership, unless it was left."""
        return self.row if self.row is not None and self.row.is_current else None

    @property
    def shut_out(self) -> Standing | None:
        """The ban or removal that keeps this person out of the whole group now."""
        out = (REMOVED, BANNED)
        return next(
            (s for s in self.standings if s.kind in out and s.scope == self.group.scope), None
        )
