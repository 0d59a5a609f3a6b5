"""Ending what somebody is signed in with; their sockets close in the same unit (L1.6)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.extensions import db
from community.members import queries
from community.members.models import Session, Token
from community.realtime import evict


def end_session(session: Session) -> None:
    """End one session and close its sockets."""
    session.revoked_at = now()
    close_sockets(session.member_id, ("session", session.id))


def end_sessions(member_id: int, but: int | None = None) -> int:
    """End every session of the member, but perhaps one; how many were ended."""
    ending = [session for session in queries.sessions_of(member_id) if session.id != but]
    for session in ending:
        end_session(session)
    return len(ending)


def end_everything(member_id: int, why: str = "") -> None:
    """End every session and token of the member, and close whatever socket they have; `why` is told there."""
    moment = now()
    for kind in (Session, Token):
        ending = sa.update(kind).where(kind.member_id == member_id, kind.revoked_at.is_(None))
        db.session.execute(ending.values(revoked_at=moment))
    close_sockets(member_id, why=why)


def close_sockets(member_id: int, credential: tuple[str, int] | None = None, why: str = "") -> None:
    """After the commit, close the member's sockets: those of one credential, or all."""
    message = why or _("You are signed out.")
    evict(member_id, code="unauthenticated", message=message, credential=credential)
