"""Asks: to whoever asked, and to whoever is asked. What became of one on the other side is not in the first (L7.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.mentoring.models import Ask

SHOWN_FOR = timedelta(days=60)


@dataclass(frozen=True)
class OwnAsk:
    """An ask as whoever made it sees it: made of nothing that the mentor did, but for accepting."""

    id: int
    mentor: str
    group: str
    asked_at: datetime
    closes_at: datetime
    told: str
    words: str


def last_ask(mentee_id: int, mentor_id: int) -> Ask | None:
    """The newest ask of one membership to another."""
    theirs = sa.select(Ask).where(Ask.mentee_id == mentee_id, Ask.mentor_id == mentor_id)
    return db.session.scalar(theirs.order_by(Ask.asked_at.desc()).limit(1))


def last_asks(mentee_id: int, mentor_ids: Collection[int]) -> dict[int, Ask]:
    """By membership of those who were asked the newest ask of one to each, in one statement."""
    theirs = sa.select(Ask).where(Ask.mentee_id == mentee_id, Ask.mentor_id.in_(mentor_ids))
    return {ask.mentor_id: ask for ask in db.session.scalars(theirs.order_by(Ask.asked_at))}


def open_asks_of(member_id: int) -> list[Ask]:
    """What looks open to whoever asked, over all groups: each takes one of two places (L7.5)."""
    mine = _by(member_id).where(Ask.closed_at.is_(None), Ask.closes_at > now())
    return list(db.session.scalars(mine.order_by(Ask.asked_at)))


def asks_of(member_id: int) -> list[OwnAsk]:
    """One's own asks of the last two months, the newest first."""
    mine = _by(member_id).where(Ask.asked_at > now() - SHOWN_FOR).order_by(Ask.asked_at.desc())
    return [_own(ask) for ask in db.session.scalars(mine)]


def own_ask(member_id: int, ask_id: int) -> OwnAsk:
    """One's own ask. Raises NotFound."""
    return _own(ask_by(member_id, ask_id))


def ask_by(member_id: int, ask_id: int) -> Ask:
    """The ask, if this member made it. Raises NotFound."""
    ask = db.session.get(Ask, ask_id)
    if ask is None or ask.mentee.member_id != member_id:
        raise NotFound
    return ask


def ask_to(member_id: int, ask_id: int) -> Ask:
    """The ask, if it is to this member and has reached them. Raises NotFound."""
    ask = db.session.get(Ask, ask_id)
    if ask is None or ask.mentor.member_id != member_id or not ask.mentor.is_current:
        raise NotFound
    if ask.reached_at is None or ask.withheld_at is not None:
        raise NotFound
    return ask


def asks_to(member_id: int) -> list[Ask]:
    """What waits for an answer of the member's, the oldest first."""
    moment = now()
    mine = sa.select(Ask).join(Membership, Membership.id == Ask.mentor_id)
    mine = mine.where(Membership.member_id == member_id, Ask.closed_at.is_(None))
    found = db.session.scalars(mine.order_by(Ask.asked_at))
    return [ask for ask in found if ask.waits(moment)]


def words_of(ask: Ask) -> str:
    """What was written with it, for the two whom it concerns."""
    return vault.read(ask.words, ask.about)


def _by(member_id: int) -> sa.Select[Ask]:
    mine = sa.select(Ask).join(Membership, Membership.id == Ask.mentee_id)
    return mine.where(Membership.member_id == member_id)


def _own(ask: Ask) -> OwnAsk:
    them = ask.mentor
    return OwnAsk(
        ask.id, them.handle, them.group.name, ask.asked_at, ask.closes_at, ask.told(now()), words_of(ask)
    )  # fmt: skip
