"""Calls for somebody, as those find them whom they concern."""

from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Standing
from community.groups.policies import can_read
from community.groups.queries import in_force, is_out_of_reach, place_in
from community.realtime.streams import Entry, stream_name
from community.registry import EntryFacts
from community.rooms.queries import sits_in
from community.wellbeing.helping import policies
from community.wellbeing.helping.models import HelpCall, HelpTurn
from community.wellbeing.helping.queries.duty import is_on_duty, peer_of
from community.wellbeing.helping.timing import AGAIN, Busy

KINDS = ("help_opened", "help_asked", "help_coming", "help_unanswered", "help_closed")
"""What happens in a help room, as its log has it."""


def call_by_id(call_id: int) -> HelpCall | None:
    """For jobs: a call, if it is still known."""
    return db.session.get(HelpCall, call_id)


def call_in(room_id: int) -> HelpCall | None:
    """What a room was opened for."""
    return db.session.scalar(sa.select(HelpCall).where(HelpCall.room_id == room_id))


def open_call_of(membership_id: int) -> HelpCall | None:
    """The call of this membership that is open."""
    mine = HelpCall.membership_id == membership_id
    return db.session.scalar(sa.select(HelpCall).where(mine, HelpCall.ended_at.is_(None)))


def call_for(member_id: int, call_id: int) -> tuple[HelpCall, Membership]:
    """A call, and who the member is there: its asker, somebody who was asked, a moderator on duty. Raises NotFound."""
    call = db.session.get(HelpCall, call_id)
    place = place_in(member_id, call.asker.group) if call is not None else None
    mine = place.membership if place is not None and can_read(place) else None
    if call is None or place is None or mine is None:
        raise NotFound
    if mine.id == call.membership_id:
        return call, mine
    duty = is_on_duty(member_id, call.group_id, now())
    asked = turn_of(call.id, mine.id) if still_concerns(call, mine) else None
    if not policies.can_see_call(place, asked, duty, is_apart(call, member_id)):
        raise NotFound
    return call, mine


def is_apart(call: HelpCall, member_id: int) -> bool:
    """Whether the asker has blocked this member, or the other way round (L1.8)."""
    asker = call.asker.member_id
    return is_out_of_reach(asker, member_id) or is_out_of_reach(member_id, asker)


def still_concerns(call: HelpCall, mine: Membership) -> bool:
    """Whether a membership that was asked still can be: as a moderator or an accepted peer; or because it came."""
    peer = peer_of(mine.id)
    asked = mine.is_moderator or (peer is not None and peer.accepted_at is not None)
    return asked or sits_in(call.room_id, mine.id)


def turn_of(call_id: int, membership_id: int) -> HelpTurn | None:
    """Whether this membership was asked."""
    return db.session.get(HelpTurn, (call_id, membership_id))


def turns_of(call_id: int) -> list[HelpTurn]:
    """Who was asked, in that order."""
    asked = sa.select(HelpTurn).where(HelpTurn.call_id == call_id)
    return list(db.session.scalars(asked.order_by(HelpTurn.asked_at, HelpTurn.membership_id)))


def shut_out_of(call: HelpCall) -> frozenset[int]:
    """The memberships that were put out of its room, or may not write there."""
    here = Standing.scope == stream_name("room", call.room_id)
    held = sa.select(Standing.membership_id).where(here, *in_force(now()))
    return frozenset(db.session.scalars(held))


def who_asked(group_id: int) -> list[HelpCall]:
    """The group's calls that are open, the first first."""
    there = sa.select(HelpCall).where(HelpCall.group_id == group_id, HelpCall.ended_at.is_(None))
    return list(db.session.scalars(there.order_by(HelpCall.asked_at, HelpCall.id)))


def open_calls_in(member_id: int, group_id: int) -> list[HelpCall]:
    """Those of them that this moderator on duty may see."""
    return [call for call in who_asked(group_id) if not is_apart(call, member_id)]


def open_calls_of(member_id: int) -> list[tuple[HelpCall, Membership, HelpTurn | None]]:
    """Open calls in the member's groups that are theirs, or to which they were asked or came."""
    rows = db.session.execute(
        sa.select(HelpCall, Membership, HelpTurn)
        .join(Membership, Membership.group_id == HelpCall.group_id)
        .outerjoin(
            HelpTurn,
            sa.and_(HelpTurn.call_id == HelpCall.id, HelpTurn.membership_id == Membership.id),
        )
        .where(
            HelpCall.ended_at.is_(None),
            Membership.member_id == member_id,
            Membership.left_at.is_(None),
            sa.or_(
                HelpCall.membership_id == Membership.id,
                HelpCall.answered_by == Membership.id,
                HelpTurn.membership_id.is_not(None),
            ),
        )
        .order_by(HelpCall.asked_at)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def busy_besides(call: HelpCall, able: list[int], moment: datetime) -> Busy:
    """Of those who are able: who is there for somebody else, and who is being asked by somebody else."""
    other = sa.and_(HelpCall.id != call.id, HelpCall.ended_at.is_(None))
    there = sa.select(HelpCall.answered_by).where(other, HelpCall.answered_by.in_(able))
    asked = (
        sa.select(HelpTurn.membership_id)
        .join(HelpCall, HelpCall.id == HelpTurn.call_id)
        .where(
            other, HelpCall.answered_at.is_(None), HelpTurn.membership_id.in_(able),
            HelpTurn.reply == "", HelpTurn.asked_at > moment - AGAIN,
        )
    )  # fmt: skip
    last = (
        sa.select(HelpTurn.membership_id, sa.func.max(HelpTurn.asked_at))
        .where(HelpTurn.membership_id.in_(able))
        .group_by(HelpTurn.membership_id)
    )
    return Busy(
        frozenset(one for one in db.session.scalars(there) if one is not None),
        frozenset(db.session.scalars(asked)),
        {row[0]: row[1] for row in db.session.execute(last)},
    )


def story_of(room_id: int, after: int, before: int | None) -> list[EntryFacts]:
    """What happened in a help room between two seqs; what has had its time is left out."""
    found = sa.select(
        Entry.stream_id, Entry.seq, Entry.kind, Entry.at, Entry.actor_id, Entry.ref, Entry.data
    ).where(Entry.stream_id == room_id, Entry.seq > after, Entry.kind.in_(KINDS))
    if before is not None:
        found = found.where(Entry.seq < before)
    facts = [EntryFacts(*row) for row in db.session.execute(found.order_by(Entry.seq))]
    return [entry for entry in facts if not entry.is_purged]


def words_go(room_id: int, before: datetime) -> datetime | None:
    """All that was said goes at once, when the room has been closed for so long; none of it before."""
    call = call_in(room_id)
    if call is None:
        return before
    closed = call.ended_at is not None and call.ended_at < before
    return before if closed else None
