"""A member's address: given, confirmed, changed, removed; mail turned off, on, and come back."""

import hashlib
import hmac
import secrets
from datetime import timedelta

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.members.credentials import hash_secret
from community.members.queries import member_for
from community.notices import queries
from community.notices.models import CONFIRM, Letter, Mailbox
from community.notices.operations.delivering import write_letter
from community.operations import operation, tell

CONFIRM_WITHIN = timedelta(days=1)


@operation
def give_address(member_id: int, address: str) -> None:
    """Write a one-time link to that address; nothing else is sent there before it is followed.

    An address that was confirmed before stays in use until then. Raises Forbidden where the site sends no mail.
    """
    if current_app.config["HEARTH"].mail is None:
        raise Forbidden(_("This site sends no mail."))
    box = queries.mailbox_of(member_id)
    if box is None:
        box = Mailbox(member_id=member_id, token=new_token())
        db.session.add(box)
    box.pending, box.asked_at = address, now()
    box.confirm_hash = hash_secret(confirmation_of(box))
    db.session.flush()
    outdated = sa.delete(Letter).where(Letter.member_id == member_id, Letter.way == CONFIRM)
    db.session.execute(outdated)
    write_letter(member_id, CONFIRM)


@operation
def confirm_address(secret: str) -> None:
    """The address is the member's. Works once, within a day; raises NotFound else."""
    box = waiting_mailbox(secret)
    member_for(box.member_id).email = box.pending
    box.confirmed_at, box.pending, box.confirm_hash = now(), None, None
    box.off_at = box.bounced_at = None
    box.token = new_token()  # what went to the address before says nothing about this one


@operation
def remove_address(member_id: int) -> None:
    """Forget the member's address and everything about it."""
    member_for(member_id).email = None
    db.session.execute(sa.delete(Mailbox).where(Mailbox.member_id == member_id))


@operation
def stop_mail(token: str) -> None:
    """Send no more mail to whoever got this token in one. Again changes nothing; raises NotFound for any other."""
    box = queries.mailbox_by_token(token)
    box.off_at = box.off_at or now()


@operation
def resume_mail(member_id: int) -> None:
    """Send mail again. Raises Conflict where the address has bounced: it has to be confirmed anew."""
    box = queries.mailbox_of(member_id)
    if box is None or box.confirmed_at is None:
        raise NotFound
    if box.bounced_at is not None:
        raise Conflict(_("Mail to this address came back. Write it again, or give another."))
    box.off_at = None


@operation
def note_bounce(token: str) -> bool:
    """Mail to that mailbox came back for good: none is sent, and the member is told. Whether that is news."""
    box = queries.mailbox_by_token(token)
    if box.bounced_at is not None:
        return False
    box.bounced_at = now()
    tell(box.member_id, "mail_bounced", {})
    return True


def waiting_mailbox(secret: str) -> Mailbox:
    """The mailbox that waits for this confirmation. Raises NotFound, also after a day."""
    box = queries.mailbox_to_confirm(secret)
    if box.asked_at is None or box.asked_at + CONFIRM_WITHIN < now():
        raise NotFound
    return box


def confirmation_of(box: Mailbox) -> str:
    """The secret of the link, made again whenever the mail is: the database keeps a hash only."""
    asked = int(box.asked_at.timestamp()) if box.asked_at else 0
    about = f"confirm:{box.member_id}:{box.pending}:{asked}"
    key = current_app.extensions["keys"]["mail"]
    return hmac.new(key, about.encode(), hashlib.sha256).hexdigest()[: queries.TOKEN]


def new_token() -> str:
    """Names a mailbox in mails; lower case, since some carriers change the case of addresses."""
    return secrets.token_hex(queries.TOKEN // 2)
