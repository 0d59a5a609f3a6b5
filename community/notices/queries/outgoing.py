"""Reads about mail and push: addresses, devices, and what waits to go out."""

from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.credentials import hash_secret
from community.members.models import Session
from community.notices.models import MAIL, Delivery, Device, Letter, Mailbox, Outreach

TOKEN = 32
"""Signs of a mailbox's token, and of a confirmation's."""


def mailbox_of(member_id: int) -> Mailbox | None:
    """What is known of the member's address."""
    return db.session.get(Mailbox, member_id)


def mailbox_by_token(token: str) -> Mailbox:
    """The mailbox that a mail named. Raises NotFound for any other token."""
    return _found(Mailbox.token == token if len(token) == TOKEN else None)


def mailbox_to_confirm(secret: str) -> Mailbox:
    """The mailbox whose new address got this secret. Raises NotFound."""
    return _found(Mailbox.confirm_hash == hash_secret(secret) if len(secret) == TOKEN else None)


def devices_of(member_id: int) -> list[Device]:
    """The member's devices that are pushed to: those whose session is still good, the newest first."""
    good = (Session.revoked_at.is_(None), Session.expires_at > now())
    mine = sa.select(Device).join(Session, Session.id == Device.session_id).where(*good)
    return list(
        db.session.scalars(
            mine.where(Device.member_id == member_id).order_by(Device.created_at.desc())
        )
    )


def device_for(member_id: int, device_id: int) -> Device:
    """One of the member's own devices. Raises NotFound for anybody else's."""
    found = db.session.get(Device, device_id)
    if found is None or found.member_id != member_id:
        raise NotFound
    return found


def outreach() -> Outreach:
    """What the site does outside its pages; where nothing was said, nothing."""
    return db.session.get(Outreach, 1) or Outreach(id=1, word="", push_since=None)


def waiting_for(member_id: int, way: str) -> list[Delivery]:
    """What waits to go to the member by that way, the oldest first; held for the unit under way."""
    waiting = sa.select(Delivery).where(
        Delivery.member_id == member_id, Delivery.way == way, Delivery.gathered_at.is_(None)
    )
    return list(
        db.session.scalars(waiting.order_by(Delivery.due_at, Delivery.id).with_for_update())
    )


def last_mail_at(member_id: int) -> datetime | None:
    """When the last mail to the member was written."""
    mine = sa.select(Letter.created_at).where(Letter.member_id == member_id, Letter.way == MAIL)
    return db.session.scalar(mine.order_by(Letter.created_at.desc()).limit(1))


def open_letters(member_id: int, way: str) -> list[Letter]:
    """What was written to the member and is not sent yet."""
    mine = sa.select(Letter).where(Letter.member_id == member_id, Letter.way == way)
    return list(
        db.session.scalars(mine.where(Letter.sent_at.is_(None), Letter.gave_up_at.is_(None)))
    )


def _found(where: sa.ColumnElement[bool] | None) -> Mailbox:
    found = db.session.scalar(sa.select(Mailbox).where(where)) if where is not None else None
    if found is None:
        raise NotFound
    return found
