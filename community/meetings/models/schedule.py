"""When a group meets: wall time in a zone, never an offset (L5.1), and who wants to hear of it."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model
from community.groups.models import Group

PUBLIC, MEMBERS, UNLISTED = "public", "members", "unlisted"
VISIBILITIES = (PUBLIC, MEMBERS, UNLISTED)
"""Public: also in public calendars and feeds. Unlisted: only for whoever has its address inside the group."""

ONLINE, IN_PERSON, HYBRID, SUSPENDED = "online", "in_person", "hybrid", "suspended"
ATTENDANCE = (ONLINE, IN_PERSON, HYBRID, SUSPENDED)


class Meeting(Model):
    """A meeting of a group: weekly or by any rule of RFC 5545, once, or by appointment (no `starts`).

    `starts` is the wall time of the first sitting in `zone`; `rule` an RRULE without its name, empty for a one-off.
    `place` holds where it is in person, `elsewhere` where it is online if not in a room of ours (members only).
    `source`, `external_id` and `imported` say where an imported one came from and what was said there.
    `sequence` counts changes, as calendars do.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        sa.Index("ix_meetings_group", "group_id", "ended_at"),
        sa.Index(
            "uq_meetings_source", "source", "external_id", unique=True,
            sqlite_where=sa.text("source != ''"), postgresql_where=sa.text("source != ''"),
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
    )  # fmt: skip

    id: Mapped[PublicId]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("rooms.id"), index=True)
    format_id: Mapped[int | None] = mapped_column(sa.ForeignKey("formats.id"))
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    about: Mapped[str] = mapped_column(sa.Text, default="")
    starts: Mapped[datetime | None] = mapped_column(sa.DateTime())
    zone: Mapped[str] = mapped_column(sa.String(64))
    minutes: Mapped[int] = mapped_column(default=60)
    rule: Mapped[str] = mapped_column(sa.String(300), default="")
    types: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    visibility: Mapped[str] = mapped_column(sa.String(10), default=MEMBERS)
    attendance: Mapped[str] = mapped_column(sa.String(10), default=ONLINE)
    place: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    elsewhere: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    source: Mapped[str] = mapped_column(sa.String(120), default="")
    external_id: Mapped[str] = mapped_column(sa.String(120), default="")
    imported: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    sequence: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[MaybeMoment]

    group: Mapped[Group] = relationship(lazy="joined", innerjoin=True)

    @property
    def duration(self) -> timedelta:
        """How long it is meant to take."""
        return timedelta(minutes=self.minutes)


class Follow(Model):
    """A member wants to be reminded of a meeting."""

    __tablename__ = "meeting_follows"
    __table_args__ = (sa.Index("ix_meeting_follows_member", "member_id"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), primary_key=True)
    since: Mapped[Moment]


class CalendarAddress(Model):
    """A member's own secret calendar address: only its hash is kept; revoking ends it."""

    __tablename__ = "calendar_addresses"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    discreet: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]
    revoked_at: Mapped[MaybeMoment]
