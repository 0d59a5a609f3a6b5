"""Signing in and out. A session begins with a new secret every time, so none can be planted beforehand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask_babel import format_datetime
from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.members import policies, queries
from community.members.credentials import hash_secret, new_secret
from community.members.models import Member, Session
from community.members.operations.authenticators import show_second_factor
from community.members.operations.ending import end_session
from community.operations import operation

SESSION_LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Proof:
    """What somebody showed at the door: `seen` is the hash that their passphrase was found to fit."""

    seen: str = field(repr=False)
    code: str = ""
    label: str = ""
    rehashed: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Begun:
    """A new session: its secret goes into the browser's cookie and nowhere else."""

    session_id: int
    secret: str = field(repr=False)


@operation
def sign_in(member_id: int, proof: Proof) -> Begun:
    """Begin a session. Raises Invalid for a wrong code of the authenticator, Forbidden for the suspended and banned."""
    member = queries.member_for(member_id)
    if member.passphrase != proof.seen:
        raise Conflict(_("Your passphrase was changed a moment ago. Sign in with the new one."))
    refuse_unwelcome(member)
    second = None
    if member.has_authenticator:
        if not proof.code:
            raise Invalid({"code": _("Type the six digits that your app shows.")})
        second = show_second_factor(member.id, proof.code)
    member.passphrase = proof.rehashed or member.passphrase
    member.last_seen_on = day_of(now())
    return begin(member, proof.label, second)


@operation
def sign_out(member_id: int, session_id: int) -> None:
    """End the session that asks, and close its sockets. Ended already, nothing changes."""
    if session_id in {session.id for session in queries.sessions_of(member_id)}:
        revoke_session(member_id, session_id)


@operation
def revoke_session(member_id: int, session_id: int) -> None:
    """End one of the member's sessions, and close its sockets (L1.6). Raises NotFound for anybody else's."""
    session = queries.session_for(member_id, session_id)
    end_session(session)
    journal.record(member_id, "members:session:ended", f"session:{session.id}")


@operation
def touch(member_id: int, session_id: int) -> None:
    """Keep that the session and its owner were here today: the day, never the hour."""
    today = day_of(now())
    session, member = db.session.get(Session, session_id), db.session.get(Member, member_id)
    if session is not None and member is not None:
        session.last_used_on = member.last_seen_on = today


def begin(member: Member, label: str, second_factor_at: datetime | None) -> Begun:
    """A new session of the member, within the unit under way."""
    secret = new_secret()
    session = Session(
        member_id=member.id, hash=hash_secret(secret), label=label[:80], created_at=now(),
        last_used_on=day_of(now()), expires_at=now() + SESSION_LASTS, second_factor_at=second_factor_at,
    )  # fmt: skip
    db.session.add(session)
    db.session.flush()
    facts = {"second_factor": second_factor_at is not None}
    journal.record(member.id, "members:session:begun", f"session:{session.id}", facts)
    return Begun(session.id, secret)


def refuse_unwelcome(member: Member) -> None:
    """Raises Forbidden, with the reason, for whoever may not enter the site now."""
    if not policies.can_enter(member, now()):
        raise KeptOut(why_out(member), member.id)


class KeptOut(Forbidden):
    """Who this is has been shown, and may not come in: suspended or banned."""

    def __init__(self, message: str, member_id: int) -> None:
        super().__init__(message)
        self.member_id = member_id


def why_out(member: Member) -> str:
    """What somebody who is kept out of the site is told."""
    if member.banned_at is not None or member.suspended_until is None:
        return _("This account can no longer enter the site.")
    until = format_datetime(member.suspended_until, "d MMMM, HH:mm 'UTC'", rebase=False)
    return _("You cannot enter the site until %(until)s.", until=until)


def day_of(moment: datetime) -> datetime:
    """The day of a moment: all that is kept of when somebody was here."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
