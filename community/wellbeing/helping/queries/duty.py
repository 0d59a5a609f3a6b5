"""Who is on duty for a group now: moderators within their hours, and peers whom a moderator accepted, within theirs."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import is_in_good_standing, is_out_of_reach
from community.moderation.hours import Hours, holds_at
from community.moderation.queries import on_duty
from community.wellbeing.helping.models import HelpHours, HelpPeer


def watching(group_id: int, moment: datetime) -> list[Membership]:
    """Everybody on duty there at that moment."""
    staff = sa.select(Membership).where(
        Membership.group_id == group_id,
        Membership.member_id.in_(on_duty(group_id, moment)),
        Membership.left_at.is_(None),
    )
    found = {one.id: one for one in db.session.scalars(staff)}
    return list((found | {one.id: one for one in _peers_now(group_id, moment)}).values())


def able_to_come(asker: Membership, moment: datetime) -> list[int]:
    """The memberships that can be asked for somebody: on duty, and no block between the two, either way (L1.8)."""
    return [
        one.id
        for one in watching(asker.group_id, moment)
        if one.id != asker.id
        and not is_out_of_reach(asker.member_id, one.member_id)
        and not is_out_of_reach(one.member_id, asker.member_id)
    ]


def is_on_duty(member_id: int, group_id: int, moment: datetime) -> bool:
    """Whether the member is a moderator on duty there: they read every help room of the group (L6.7)."""
    return member_id in on_duty(group_id, moment)


def peer_of(membership_id: int) -> HelpPeer | None:
    """What somebody offered."""
    return db.session.get(HelpPeer, membership_id)


def peer_for(membership_id: int) -> HelpPeer:
    """The same. Raises NotFound."""
    peer = peer_of(membership_id)
    if peer is None or not peer.membership.is_current:
        raise NotFound
    return peer


def peers_in(group_id: int) -> list[HelpPeer]:
    """Everybody in the group who offered to be asked, by handle."""
    found = sa.select(HelpPeer).join(Membership, Membership.id == HelpPeer.membership_id)
    here = found.where(Membership.group_id == group_id, Membership.left_at.is_(None))
    return list(db.session.scalars(here.order_by(Membership.handle, Membership.id)))


def own_hours(membership_id: int) -> list[HelpHours]:
    """One's own hours, as one typed them."""
    mine = sa.select(HelpHours).where(HelpHours.membership_id == membership_id)
    ordered = mine.order_by(HelpHours.weekday, HelpHours.starts, HelpHours.id)
    return list(db.session.scalars(ordered))


def hours_of(member_id: int, hours_id: int) -> tuple[HelpHours, Membership]:
    """One of one's own hours. Raises NotFound."""
    row = db.session.get(HelpHours, hours_id)
    mine = db.session.get(Membership, row.membership_id) if row is not None else None
    if row is None or mine is None or mine.member_id != member_id or not mine.is_current:
        raise NotFound
    return row, mine


def _peers_now(group_id: int, moment: datetime) -> Iterable[Membership]:
    accepted = [
        peer.membership
        for peer in peers_in(group_id)
        if peer.accepted_at is not None and peer.away_since is None
    ]
    asked = sa.select(HelpHours).where(HelpHours.membership_id.in_([one.id for one in accepted]))
    now_there = {
        row.membership_id
        for row in db.session.scalars(asked)
        if holds_at(Hours(row.weekday, row.starts, row.ends, row.zone), moment)
    }
    return (
        one
        for one in accepted
        if one.id in now_there and one.member.is_welcome(moment) and is_in_good_standing(one.id)
    )
