"""Who is signed in: asked once per request and per handshake, answered by one query."""

import logging

from flask import Request
from sqlalchemy.exc import SQLAlchemyError

from community.clock import now
from community.members import browser, operations, queries
from community.members.models import Member, Session
from community.members.policies import LIVE, OFFICE, can_act_as_staff
from community.realtime import Credential
from community.web import SignedIn

log = logging.getLogger("hearth.members")


def signed_in(request: Request) -> SignedIn | None:
    """Flask-Login's loader. Keeps, at most once a day, that the session was used."""
    found = queries.session_by_secret(browser.secret())
    if found is None:
        return None
    session, member = found
    who = _as_page_knows(session, member)
    if session.last_used_on.date() < now().date():
        _keep_day(who)
    return who


def who_by_session() -> Credential | None:
    """Who opens a socket with the browser's cookie."""
    found = queries.session_by_secret(browser.secret())
    if found is None:
        return None
    session, member = found
    return Credential(member.id, "session", session.id, frozenset({LIVE, OFFICE}), member.locale)


def who_by_token(secret: str) -> Credential | None:
    """Who opens a socket with a token. Without the authenticator, the scope `office` is worth nothing."""
    found = queries.token_by_secret(secret)
    if found is None:
        return None
    token, member = found
    scopes = frozenset(token.scopes) - (frozenset() if can_act_as_staff(member) else {OFFICE})
    return Credential(member.id, "token", token.id, scopes, member.locale)


def still_valid(credentials: set[Credential]) -> set[Credential]:
    """Those that still show who asks."""
    good = {
        "session": queries.good_session_ids(
            each.id for each in credentials if each.kind == "session"
        ),
        "token": queries.good_token_ids(each.id for each in credentials if each.kind == "token"),
    }
    return {each for each in credentials if each.id in good.get(each.kind, set())}


def _keep_day(who: SignedIn) -> None:
    try:
        operations.touch(who.id, who.session_id)
    except SQLAlchemyError as error:  # a full disk must not keep people from reading
        log.error("day_not_kept error=%s", type(error).__name__)


def _as_page_knows(session: Session, member: Member) -> SignedIn:
    return SignedIn(
        id=member.id, handle=member.handle, session_id=session.id,
        is_administrator=member.is_administrator, has_totp=member.has_authenticator,
        locale=member.locale, zone=member.zone, theme=member.theme, letters=member.letters,
        discreet=member.discreet,
    )  # fmt: skip
