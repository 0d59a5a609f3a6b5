"""What is new to a member in the topics of their groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.forums.models import MUTED, Board, CaughtUp, Topic, TopicChoice
from community.groups.models import Group, Membership
from community.notices.models import Hush
from community.rooms.models import ReadPosition
from community.rooms.queries import unread_in

RECENT = timedelta(days=30)
"""What is older is no news any more."""

_SINCE = sa.func.coalesce(CaughtUp.at, Membership.joined_at, type_=Membership.joined_at.type)

SINCE = (
    sa.select(Membership.group_id, _SINCE.label("since"))
    .outerjoin(CaughtUp, CaughtUp.membership_id == Membership.id)
    .where(
        Membership.member_id == sa.bindparam("member_id"),
        Membership.left_at.is_(None),
        Membership.group_id.in_(sa.bindparam("group_ids", expanding=True)),
    )
)

SINCE_UNLESS_HUSHED = SINCE.where(
    ~sa.exists().where(Hush.member_id == Membership.member_id, Hush.group_id == Membership.group_id)
)


@dataclass(frozen=True)
class FreshTopic:
    """A topic with new posts, and how many."""

    id: int
    name: str
    group: str
    new: int
    last_at: datetime


def _fresh() -> sa.Select[*tuple[Any, ...]]:
    mine: sa.BindParameter[int] = sa.bindparam("membership_id")
    unread = unread_in(Topic.id, mine, sa.bindparam("hidden", expanding=True))
    count = sa.select(sa.func.count()).select_from(unread.subquery()).scalar_subquery()
    muted = sa.select(TopicChoice.topic_id).where(
        TopicChoice.membership_id == mine, TopicChoice.choice == MUTED
    )
    read = sa.and_(
        ReadPosition.stream_id == Topic.id, ReadPosition.member_id == sa.bindparam("member_id")
    )
    return (
        sa.select(Topic.id, Topic.name, Group.name, count, Topic.last_at)
        .select_from(Topic)
        .join(Board, Board.id == Topic.board_id)
        .join(Group, Group.id == Topic.group_id)
        .outerjoin(ReadPosition, read)
        .where(
            Topic.group_id == sa.bindparam("group_id"),
            Topic.last_at > sa.bindparam("since"),
            Topic.unconfirmed_since.is_(None),
            Board.archived_at.is_(None),
            Topic.id.not_in(muted),
            unread.exists(),
        )
        .order_by(Topic.last_at.desc())
        .limit(sa.bindparam("limit"))
    )


FRESH = _fresh()


def _unread_among() -> sa.Select[*tuple[Any, ...]]:
    unread = unread_in(Topic.id, Membership.id, sa.bindparam("hidden", expanding=True))
    reader: sa.BindParameter[int] = sa.bindparam("member_id")
    mine = sa.and_(
        Membership.group_id == Topic.group_id,
        Membership.member_id == reader,
        Membership.left_at.is_(None),
    )
    read = sa.and_(ReadPosition.stream_id == Topic.id, ReadPosition.member_id == reader)
    among = Topic.id.in_(sa.bindparam("topic_ids", expanding=True))
    return (
        sa.select(Topic.id, ReadPosition.seq)
        .join(Membership, mine)
        .outerjoin(ReadPosition, read)
        .where(among, unread.exists())
    )


UNREAD_AMONG = _unread_among()


def unread_among(
    member_id: int, topic_ids: Iterable[int], hidden: frozenset[int]
) -> dict[int, int | None]:
    """Those of these topics in which stands what others wrote and a member of the group has not read.

    With how far they have read each; None where they never were there.
    """
    asked = {"member_id": member_id, "topic_ids": list(topic_ids), "hidden": list(hidden)}
    return {row.id: row.seq for row in db.session.execute(UNREAD_AMONG, asked)}


def caught_up_in(
    member_id: int, group_ids: Iterable[int], unless_hushed: bool = False
) -> dict[int, datetime]:
    """By group, since when its topics are news to the member: after joining, and after everything was read.

    `unless_hushed` leaves out the groups of which they want to hear nothing for now.
    """
    asked = {"member_id": member_id, "group_ids": list(group_ids)}
    rows = db.session.execute(SINCE_UNLESS_HUSHED if unless_hushed else SINCE, asked)
    return {row.group_id: max(row.since, now() - RECENT) for row in rows}


def fresh_in(
    membership: Membership, since: datetime, hidden: frozenset[int], limit: int
) -> list[FreshTopic]:
    """Topics of a group with posts of others that the member has not read, the last written first."""
    asked = {
        "membership_id": membership.id, "member_id": membership.member_id, "group_id": membership.group_id,
        "since": since, "hidden": list(hidden), "limit": limit,
    }  # fmt: skip
    return [FreshTopic(*row) for row in db.session.execute(FRESH, asked)]
