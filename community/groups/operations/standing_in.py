"""Whoever wrote words that were brought in from elsewhere: nobody here, under a name that says nothing of them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple, cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.groups.models import NEWCOMER, Block, Membership
from community.members import handles
from community.members.models import Member
from community.operations import operation
from community.registry import Happening, registry


class StandIn(NamedTuple):
    """A membership that nobody holds."""

    membership_id: int
    handle: str


@operation
def add_stand_ins(group_id: int, count: int) -> list[StandIn]:
    """So many, each with a name of its own; in no list of people, since they left as they came."""
    moment = now()
    added = [StandIn(new_id(), handle) for handle in _free_names(group_id, count)]
    members = [new_id() for _each in added]
    if not added:
        return []
    db.session.execute(
        sa.insert(Member),
        [
            # no name that somebody types has a star in it
            {"id": own, "handle": f"*{own}", "skeleton": f"*{own}", "passphrase": "",
             "joined_at": moment, "stands_in_since": moment}
            for own in members
        ],
    )  # fmt: skip
    db.session.execute(
        sa.insert(Membership),
        [
            {"id": each.membership_id, "group_id": group_id, "member_id": member_id,
             "handle": each.handle, "skeleton": handles.skeleton(each.handle), "role": NEWCOMER,
             "joined_at": moment, "left_at": moment}
            for each, member_id in zip(added, members, strict=True)
        ],
    )  # fmt: skip
    return added


@operation
def move_blocks(giver_id: int, taker_id: int) -> None:
    """Whoever blocked the stand-in has blocked the person whose words these are (L1.8)."""
    taker = db.session.get_one(Membership, taker_id)
    already = set(
        db.session.scalars(sa.select(Block.blocker_id).where(Block.blocked_id == taker_id))
    )
    for block in db.session.scalars(sa.select(Block).where(Block.blocked_id == giver_id)).all():
        db.session.delete(block)
        if block.blocker_id in already | {taker.member_id}:
            continue
        db.session.add(Block(blocker_id=block.blocker_id, blocked_id=taker_id, at=block.at))
        registry.happened(
            Happening.BLOCKED, member_id=block.blocker_id, blocked_id=taker_id,
            group_id=taker.group_id,
        )  # fmt: skip
    db.session.flush()


@operation
def forget_stand_ins(membership_ids: Collection[int]) -> None:
    """Take away those whose every word was taken away."""
    theirs = sa.select(Membership.member_id).where(Membership.id.in_(membership_ids))
    members: Sequence[int] = db.session.scalars(theirs).all()
    db.session.execute(sa.delete(Membership).where(Membership.id.in_(membership_ids)))
    db.session.execute(sa.delete(cast(sa.Table, Member.__table__)).where(Member.id.in_(members)))


def _free_names(group_id: int, count: int) -> list[str]:
    taken = set(
        db.session.scalars(sa.select(Membership.skeleton).where(Membership.group_id == group_id))
    )
    standing = sa.select(sa.func.count()).select_from(Membership).join(Membership.member)
    number = db.session.scalar(
        standing.where(Membership.group_id == group_id, Member.stands_in_since.is_not(None))
    )
    names: list[str] = []
    at = number or 0
    while len(names) < count:
        at += 1
        name = _("Former writer %(number)d", number=at)
        if handles.skeleton(name) not in taken:
            names.append(name)
    return names
