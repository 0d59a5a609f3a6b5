"""Passphrases and recovery codes: changing them ends what was begun with the old ones."""

from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, Invalid
from community.extensions import db
from community.members import queries
from community.members.models import RecoveryCode
from community.members.operations.accounts import code_fingerprint, replace_codes
from community.members.operations.ending import end_everything, end_sessions
from community.members.operations.sessions import Begun, begin, refuse_unwelcome
from community.operations import operation


@operation
def change_passphrase(member_id: int, session_id: int, seen: str, fresh: str) -> None:
    """Set the passphrase whose hash is `fresh`; `seen` is the hash that the old one fitted. Other sessions end."""
    member, session = queries.member_for(member_id), queries.session_for(member_id, session_id)
    if member.passphrase != seen:
        raise Conflict(_("Your passphrase was changed a moment ago."))
    member.passphrase = fresh
    ended = end_sessions(member.id, but=session.id)
    journal.record(member.id, "members:passphrase:changed", f"member:{member.id}", {"ended": ended})


@operation
def new_codes(member_id: int, seen: str) -> tuple[str, ...]:
    """Ten new recovery codes, shown once; the old ones stop working. `seen`: the hash the passphrase fitted."""
    member = queries.member_for(member_id)
    if member.passphrase != seen:
        raise Conflict(_("Your passphrase was changed a moment ago."))
    journal.record(member.id, "members:codes:renewed", f"member:{member.id}")
    return replace_codes(member.id)


@operation
def recover_with_code(handle: str, code: str, fresh: str, label: str = "") -> Begun:
    """The way back in (L1.2): a code that was not used, and the hash of a new passphrase.

    Everything that was signed in ends, and the authenticator is off. An unknown name and a wrong code raise
    the same Invalid.
    """
    member = queries.member_by_handle(handle)
    found = _unused(member.id, code) if member is not None else None
    if member is None or found is None:
        raise Invalid(
            {"form": _("That name and code do not go together, or the code was used before.")}
        )
    refuse_unwelcome(member)
    found.used_at = now()
    had_authenticator = member.has_authenticator
    member.passphrase, member.authenticator = fresh, None
    end_everything(member.id)
    facts = {"authenticator_removed": had_authenticator}
    journal.record(member.id, "members:member:recovered", f"member:{member.id}", facts)
    return begin(member, label, None)


def _unused(member_id: int, code: str) -> RecoveryCode | None:
    return (
        db.session.query(RecoveryCode)
        .filter_by(member_id=member_id, hash=code_fingerprint(code), used_at=None)
        .with_for_update()
        .one_or_none()
    )
