"""What is over is deleted, not kept: sessions, tokens and invitations that open nothing any more."""

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.members.models import Invitation, Session, Token
from community.operations import operation


@operation
def purge() -> None:
    """Delete ended and expired sessions, tokens and invitations."""
    for kind in (Session, Token, Invitation):
        over = sa.or_(kind.revoked_at.is_not(None), kind.expires_at <= now())
        db.session.execute(sa.delete(kind).where(over))
    db.session.execute(sa.delete(Invitation).where(Invitation.uses_left <= 0))
