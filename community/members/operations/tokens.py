"""Tokens of programs: scoped, expiring, revocable (docs/protocol.md). Made on the machine only."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask_babel import gettext as _

from community import journal
from community.actors import OPERATOR
from community.clock import now
from community.errors import Forbidden, Invalid, NotFound
from community.extensions import db
from community.members import policies, queries
from community.members.credentials import hash_secret, new_token
from community.members.models import Token
from community.members.operations.ending import close_sockets
from community.operations import operation

TOKEN_LASTS = timedelta(days=90)


@dataclass(frozen=True)
class MadeToken:
    """A token; its secret is shown once."""

    id: int
    secret: str = field(repr=False)


@operation
def make_token(
    actor: int, handle: str, scopes: frozenset[str], lasts: timedelta = TOKEN_LASTS
) -> MadeToken:
    """A token with which a program acts for that member. The scope `office` needs an authenticator (L1.5)."""
    member = queries.member_by_handle(handle)
    if actor != OPERATOR or member is None:
        raise NotFound
    if not scopes or not scopes <= set(policies.SCOPES):
        raise Invalid({"scope": _("A scope is live or office.")})
    if not policies.can_hold_token(member, scopes):
        raise Forbidden(_("The scope office is only for members with an authenticator app."))
    secret = new_token()
    token = Token(
        member_id=member.id, hash=hash_secret(secret), scopes=sorted(scopes),
        created_at=now(), expires_at=now() + lasts,
    )  # fmt: skip
    db.session.add(token)
    db.session.flush()
    facts = {"member": member.id, "scopes": sorted(scopes)}
    journal.record(actor, "members:token:made", f"token:{token.id}", facts)
    return MadeToken(token.id, secret)


@operation
def revoke_token(actor: int, token_id: int) -> None:
    """End a token and close its sockets."""
    token = db.session.get(Token, token_id)
    if actor != OPERATOR or token is None:
        raise NotFound
    if token.revoked_at is None:
        token.revoked_at = now()
        close_sockets(token.member_id, ("token", token.id))
        journal.record(actor, "members:token:revoked", f"token:{token.id}")
