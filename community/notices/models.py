"""What a member is told, by which ways it may reach them, and what is on its way out of the house."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model

LIVE, MAIL, PUSH, CONFIRM = "live", "mail", "push", "confirm"


def _member(**how: Any) -> Mapped[int]:
    return mapped_column(sa.ForeignKey("members.id", ondelete="CASCADE"), **how)


class Notice(Model):
    """One sentence for one member. `subject` holds ids and facts; the words are made when it is shown."""

    __tablename__ = "notices"
    __table_args__ = (sa.Index("ix_notices_inbox", "member_id", "at"),)

    id: Mapped[PublicId]
    member_id: Mapped[int] = _member()
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[Moment]
    read_at: Mapped[MaybeMoment]
    held_until: Mapped[MaybeMoment]


class Choice(Model):
    """By which ways one category of notices reaches a member, from one group or (group 0) from any other."""

    __tablename__ = "notice_choices"

    member_id: Mapped[int] = _member(primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    category: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    inbox: Mapped[bool]
    mail: Mapped[bool]
    push: Mapped[bool]


class Hush(Model):
    """A member wants to be told nothing of a group for now, but what concerns themselves."""

    __tablename__ = "notice_hushes"

    member_id: Mapped[int] = _member(primary_key=True)
    group_id: Mapped[int] = mapped_column(
        sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[Moment]


class Manner(Model):
    """When a member may be reached: minutes of their own day, and the hour of the daily mail, if it is daily."""

    __tablename__ = "notice_manners"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    mail_at: Mapped[int | None]


class Mailbox(Model):
    """What is known of a member's address, which itself stands on the member once it is confirmed.

    `token` names the mailbox to whoever got a mail: all it opens is that no more is sent.
    """

    __tablename__ = "mailboxes"

    member_id: Mapped[int] = _member(primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(sa.String(32), unique=True)
    pending: Mapped[str | None] = mapped_column(sa.String(254))
    confirm_hash: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    asked_at: Mapped[MaybeMoment]
    confirmed_at: Mapped[MaybeMoment]
    off_at: Mapped[MaybeMoment]
    bounced_at: Mapped[MaybeMoment]


class Device(Model):
    """A browser that asked to be pushed to. It goes with the session in which it did (L1.6)."""

    __tablename__ = "push_devices"

    id: Mapped[PublicId]
    member_id: Mapped[int] = _member(index=True)
    session_id: Mapped[int] = mapped_column(
        sa.ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    endpoint: Mapped[str] = mapped_column(sa.String(1000), unique=True)
    p256dh: Mapped[str] = mapped_column(sa.String(100))
    auth: Mapped[str] = mapped_column(sa.String(40))
    label: Mapped[str] = mapped_column(sa.String(80))
    created_at: Mapped[Moment]


class Delivery(Model):
    """A notice waits to go out by one way; what is due together is gathered into one letter."""

    __tablename__ = "notice_deliveries"
    __table_args__ = (
        sa.UniqueConstraint("notice_id", "way"),
        sa.Index("ix_notice_deliveries_waiting", "member_id", "way", "gathered_at"),
    )

    id: Mapped[PublicId]
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notices.id", ondelete="CASCADE"))
    member_id: Mapped[int] = _member()
    way: Mapped[str] = mapped_column(sa.String(8))
    urgent: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[Moment]
    gathered_at: Mapped[MaybeMoment]


class Letter(Model):
    """Something that leaves the house: a mail, or a push to one device. Queued, under way, then sent or given up.

    Whoever gets it twice, because the process died between their "yes" and our note, knows it by its id.
    """

    __tablename__ = "letters"
    __table_args__ = (sa.Index("ix_letters_member", "member_id", "way", "sent_at"),)

    id: Mapped[PublicId]
    member_id: Mapped[int] = _member()
    way: Mapped[str] = mapped_column(sa.String(8))
    device_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("push_devices.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[Moment]
    started_at: Mapped[MaybeMoment]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[MaybeMoment]
    gave_up_at: Mapped[MaybeMoment]
    why: Mapped[str] = mapped_column(sa.String(40), default="")

    def is_open(self) -> bool:
        """Whether it still has to go out."""
        return self.sent_at is None and self.gave_up_at is None


class Outreach(Model):
    """The one row of what this site does outside its own pages: its word for itself in mails, and push."""

    __tablename__ = "outreach"
    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    word: Mapped[str] = mapped_column(sa.String(40), default="")
    push_since: Mapped[MaybeMoment]
