"""The authenticator app: turned on by showing its first code, asked for at every sign-in from then on (L1.5)."""

from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, Invalid
from community.extensions import db
from community.members import queries, totp
from community.members.models import Authenticator, Member
from community.members.operations.accounts import sealed_key
from community.members.operations.ending import end_sessions
from community.members.seals import unseal
from community.operations import operation


@operation
def confirm_authenticator(member_id: int, session_id: int, key: str, code: str) -> None:
    """Turn the authenticator on: the app has `key` and shows `code`.

    This session has then shown it; every other one was begun without it and ends. Raises Invalid for a wrong
    code, Conflict where one is on already.
    """
    member, session = queries.member_for(member_id), queries.session_for(member_id, session_id)
    if member.has_authenticator:
        raise Conflict(_("Your authenticator is on already."))
    step = totp.matching_step(key, code, now(), None)
    if step is None:
        raise Invalid({"code": wrong_code()})
    member.authenticator = Authenticator(
        sealed_key=sealed_key(member.id, key), confirmed_at=now(), last_step=step
    )
    session.second_factor_at = now()
    end_sessions(member.id, but=session.id)
    journal.record(member.id, "members:authenticator:confirmed", f"member:{member.id}")


@operation
def remove_authenticator(member_id: int, code: str) -> None:
    """Turn the authenticator off, with a code of it. Acts of office stop until one is on again."""
    member = queries.member_for(member_id)
    show_second_factor(member.id, code)
    member.authenticator = None
    journal.record(member.id, "members:authenticator:removed", f"member:{member.id}")


@operation
def show_second_factor(member_id: int, code: str) -> datetime:
    """Accept a code once, and when that was. Raises Invalid for a wrong one, or one shown before."""
    member = queries.member_for(member_id)
    authenticator = member.authenticator
    if authenticator is None:
        raise Conflict(_("Your authenticator is off."))
    db.session.refresh(authenticator, with_for_update=True)
    step = totp.matching_step(_key_of(member), code, now(), authenticator.last_step)
    if step is None:
        raise Invalid({"code": wrong_code()})
    authenticator.last_step = step
    return now()


def wrong_code() -> str:
    """The sentence for a code that does not fit, or did its one service."""
    sentence: str = _(
        "Those are not the six digits your app shows now. Each works once; wait for new ones."
    )
    return sentence


def _key_of(member: Member) -> str:
    assert member.authenticator is not None
    key: bytes = current_app.extensions["keys"]["totp"]
    return unseal(key, member.authenticator.sealed_key, f"member:{member.id}")
