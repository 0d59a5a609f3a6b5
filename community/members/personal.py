"""What is kept about an account (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.clock import now
from community.extensions import db
from community.members.handles import FORMER
from community.members.models import (
    Authenticator,
    Consent,
    Erasure,
    Invitation,
    LeadsKey,
    Member,
    Office,
    PolicyVersion,
    RecoveryCode,
    Session,
    Token,
)
from community.members.setting_aside import set_aside
from community.personal import Personal, Rows, walk
from community.registry import registry

BY = ("member_id",)
ITS_OWN = "it is the site's, not about its author"
SECRET = "it lets somebody in; what is kept of it is of use to nobody else"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Member, ("id",), "account", _l("Your account"), _account, erase=_pseudonym),
        Personal(
            Erasure, BY, withheld="whoever can ask has none", stays="it says that a row has no name"
        ),
        Personal(Consent, BY, "consents", _l("What you agreed to"), _consents),
        Personal(Authenticator, BY, withheld=SECRET),
        Personal(RecoveryCode, BY, withheld=SECRET),
        Personal(Session, BY, "sessions", _l("Where you were signed in"), _sessions),
        Personal(
            Office,
            BY,
            "offices",
            _l("Offices you held"),
            _offices,
            erase=_lay_down,
        ),
        Personal(
            Office, ("named_by",), withheld="it is about somebody else", stays="an office's record"
        ),
        Personal(
            LeadsKey, ("made_by",), withheld=ITS_OWN, stays="without it nothing says whose it was"
        ),
        Personal(PolicyVersion, ("author",), withheld=ITS_OWN, stays="an office's record"),
        Personal(Token, BY, "tokens", _l("Keys of programs"), _tokens),
        Personal(Invitation, ("made_by",), "invitations", _l("Links you made"), _invitations),
    )


def _account(member_id: int) -> Rows:
    wanted = sa.select(
        Member.handle, Member.email, Member.joined_at, Member.last_seen_on, Member.administrator_since,
        Member.suspended_until, Member.banned_at, Member.locale, Member.zone, Member.theme, Member.letters,
        Member.discreet, Member.shows_presence, Member.shows_typing, Member.content_notes,
    )  # fmt: skip
    return walk(wanted.where(Member.id == member_id), Member.id)


def _consents(member_id: int) -> Rows:
    wanted = sa.select(Consent.text_version, Consent.at).where(Consent.member_id == member_id)
    return walk(wanted, Consent.id)


def _offices(member_id: int) -> Rows:
    wanted = sa.select(Office.kind, Office.named_at, Office.ended_at)
    return walk(wanted.where(Office.member_id == member_id), Office.id)


def _sessions(member_id: int) -> Rows:
    wanted = sa.select(
        Session.label, Session.created_at, Session.last_used_on, Session.expires_at,
        Session.second_factor_at, Session.revoked_at,
    )  # fmt: skip
    return walk(wanted.where(Session.member_id == member_id), Session.id)


def _tokens(member_id: int) -> Rows:
    wanted = sa.select(Token.scopes, Token.created_at, Token.expires_at, Token.revoked_at)
    return walk(wanted.where(Token.member_id == member_id), Token.id)


def _invitations(member_id: int) -> Rows:
    wanted = sa.select(
        Invitation.created_at, Invitation.expires_at, Invitation.uses_left, Invitation.revoked_at
    )
    return walk(wanted.where(Invitation.made_by == member_id), Invitation.id)


def _lay_down(member_id: int) -> None:
    """Who answered for the site stays, without a name; nobody does who is gone."""
    held = sa.update(Office).where(Office.member_id == member_id, Office.ended_at.is_(None))
    db.session.execute(held.values(ended_at=now()))


def _pseudonym(member_id: int) -> None:
    """What is left of an account is a row without a name, so that what others keep has something to point to."""
    member = db.session.get_one(Member, member_id)
    member.handle, member.skeleton = FORMER, set_aside(member.skeleton)
    member.passphrase, member.email, member.last_seen_on = "", None, None
    member.administrator_since = None
    member.content_notes = {}
    member.locale, member.zone, member.theme, member.letters = "en", "UTC", "", ""
    member.discreet, member.shows_presence, member.shows_typing = False, True, True
    member.joined_at = now()
    db.session.flush()
