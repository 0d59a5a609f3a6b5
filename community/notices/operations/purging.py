"""Addresses that somebody gave and never confirmed go (L12.3)."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from community.extensions import db
from community.notices.models import Mailbox
from community.operations import operation

HANDFUL = 200


def purge_unconfirmed(before: datetime) -> Iterator[int]:
    """Let them go, a handful in a unit."""
    while went := forget_pending(before):
        yield went


@operation
def forget_pending(before: datetime) -> int:
    """Forget the next addresses that were asked to be confirmed before a moment; how many."""
    waiting = sa.select(Mailbox).where(Mailbox.pending.is_not(None), Mailbox.asked_at < before)
    found = list(db.session.scalars(waiting.limit(HANDFUL)))
    for mailbox in found:
        mailbox.pending = mailbox.confirm_hash = None
    return len(found)
