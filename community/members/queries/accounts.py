"""Reads about accounts, sessions and the site."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.credentials import LONGEST, hash_secret
from community.members.handles import skeleton
from community.members.models import (
    Erasure,
    Invitation,
    Member,
    RecoveryCode,
    Session,
    SetupCode,
    Site,
    Token,
)
from community.members.policies import can_act_as_staff
from community.members.setting_aside import set_aside
from community.scope import keep

BY_SECRET = (
    sa.select(Session, Member, Site)
    .join(Member, Member.id == Session.member_id)
    .outerjoin(Site, Site.id == 1)
    .where(Session.hash == sa.bindparam("hash"))
)


@dataclass(frozen=True)
class Account:
    """What the door needs to know of somebody who wants in."""

    member_id: int
    handle: str
    passphrase: str = field(repr=False)
    has_authenticator: bool


def site() -> Site:
    """The site's row. Raises NotFound before it is set up."""
    found = db.session.get(Site, 1)
    if found is None:
        raise NotFound
    return found


def the_site() -> Site | None:
    """The site's row, if it is set up."""
    return db.session.get(Site, 1)


def site_name() -> str:
    """What the site is called."""
    found = the_site()
    return found.name if found else "Hearth"


def setup_code() -> SetupCode | None:
    """The one-time code of `/setup`, as it is kept."""
    return db.session.get(SetupCode, 1)


def member_for(member_id: int) -> Member:
    """A member by id. Raises NotFound."""
    found = db.session.get(Member, member_id)
    if found is None:
        raise NotFound
    return found


def member_by_handle(handle: str) -> Member | None:
    """The member who goes by that name, or by one that looks the same."""
    return db.session.scalar(sa.select(Member).where(Member.skeleton == skeleton(handle)))


def member_named(handle: str) -> Member:
    """The member who goes by that name. Raises NotFound."""
    found = member_by_handle(handle)
    if found is None:
        raise NotFound
    return found


def first_administrator() -> Member | None:
    """Who has run the machine for the longest time."""
    ruling = sa.select(Member).where(Member.administrator_since.is_not(None))
    return db.session.scalar(ruling.order_by(Member.administrator_since, Member.id).limit(1))


def is_staff_ready(member_id: int) -> bool:
    """Whether the member may act in an office, if they hold one (L1.5)."""
    return can_act_as_staff(member_for(member_id))


def account_for(handle: str) -> Account | None:
    """What a sign-in is checked against."""
    member = member_by_handle(handle)
    return _account(member) if member and member.stands_in_since is None else None


def account_of(member_id: int) -> Account | None:
    """The same, of somebody whose passphrase was checked a moment ago."""
    member = db.session.get(Member, member_id)
    return _account(member) if member else None


def is_taken(key: str) -> bool:
    """Whether a name with that skeleton is gone (L1.3): somebody has it, or had it and left."""
    asked = sa.select(Member.id).where(Member.skeleton.in_((key, set_aside(key))))
    return db.session.scalar(asked.limit(1)) is not None


def people() -> int:
    """How many accounts there are."""
    here = sa.select(sa.func.count()).select_from(Member).where(Member.stands_in_since.is_(None))
    return db.session.scalar(here.where(Member.id.not_in(sa.select(Erasure.member_id)))) or 0


def is_erased(member_id: int) -> bool:
    """Whether that account was deleted (L1.9)."""
    return db.session.get(Erasure, member_id) is not None


def session_by_secret(secret: str) -> tuple[Session, Member] | None:
    """A good session, and whose it is, in one query; None for anyone who may not enter.

    The site comes along: every page names it.
    """
    if not secret or len(secret) > LONGEST:
        return None
    found = db.session.execute(BY_SECRET, {"hash": hash_secret(secret)}).first()
    if found is None or not found[0].is_good(now()) or not found[1].is_welcome(now()):
        return None
    keep(found)
    return found[0], found[1]


def sessions_of(member_id: int) -> list[Session]:
    """Where the member is signed in, the newest first (L1.6)."""
    mine = sa.select(Session).where(Session.member_id == member_id, *_good(Session, now()))
    return list(db.session.scalars(mine.order_by(Session.created_at.desc())))


def session_for(member_id: int, session_id: int) -> Session:
    """One of the member's own sessions. Raises NotFound for anybody else's."""
    found = db.session.get(Session, session_id)
    if found is None or found.member_id != member_id or not found.is_good(now()):
        raise NotFound
    return found


def token_by_secret(secret: str) -> tuple[Token, Member] | None:
    """A good token, and whose it is; None for anyone who may not enter."""
    if not secret or len(secret) > LONGEST:
        return None
    chosen = sa.select(Token, Member).join(Member, Member.id == Token.member_id)
    found = db.session.execute(chosen.where(Token.hash == hash_secret(secret))).first()
    if found is None or not found[0].is_good(now()) or not found[1].is_welcome(now()):
        return None
    return found[0], found[1]


def tokens() -> list[tuple[Token, str]]:
    """Every good token with the handle it acts for."""
    chosen = sa.select(Token, Member.handle).join(Member, Member.id == Token.member_id)
    rows = db.session.execute(chosen.where(*_good(Token, now())).order_by(Token.created_at))
    return [(token, handle) for token, handle in rows]


def tokens_of(member_id: int) -> list[Token]:
    """The member's good tokens."""
    return list(
        db.session.scalars(
            sa.select(Token).where(Token.member_id == member_id, *_good(Token, now()))
        )
    )


def good_session_ids(ids: Iterable[int]) -> set[int]:
    """Those sessions, of the given, that still show who asks."""
    return _still_good(Session, ids)


def good_token_ids(ids: Iterable[int]) -> set[int]:
    """Those tokens, of the given, that still open the door."""
    return _still_good(Token, ids)


def codes_left(member_id: int) -> int:
    """How many recovery codes the member has not used."""
    unused = sa.select(sa.func.count()).select_from(RecoveryCode)
    return (
        db.session.scalar(
            unused.where(RecoveryCode.member_id == member_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def invitation_by_secret(secret: str) -> Invitation | None:
    """An invitation, good or not."""
    if not secret or len(secret) > LONGEST:
        return None
    return db.session.scalar(sa.select(Invitation).where(Invitation.hash == hash_secret(secret)))


def _account(member: Member) -> Account:
    return Account(member.id, member.handle, member.passphrase, member.has_authenticator)


def _good(
    kind: type[Session] | type[Token], moment: datetime
) -> tuple[sa.ColumnElement[bool], ...]:
    return kind.revoked_at.is_(None), kind.expires_at > moment


def _still_good(kind: type[Session] | type[Token], ids: Iterable[int]) -> set[int]:
    moment = now()
    suspended = sa.and_(Member.suspended_until.is_not(None), Member.suspended_until > moment)
    chosen = sa.select(kind.id).join(Member, Member.id == kind.member_id)
    welcome = (Member.banned_at.is_(None), sa.not_(suspended))
    return set(
        db.session.scalars(chosen.where(kind.id.in_(list(ids)), *_good(kind, moment), *welcome))
    )
