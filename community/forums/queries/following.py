"""What members chose for topics."""

from collections.abc import Iterable

import sqlalchemy as sa

from community.extensions import db
from community.forums.models import FOLLOWING, MUTED, TopicChoice
from community.groups.models import Membership

CHOICES = (
    sa.select(TopicChoice.topic_id, TopicChoice.choice)
    .join(Membership, Membership.id == TopicChoice.membership_id)
    .where(
        Membership.member_id == sa.bindparam("member_id"),
        TopicChoice.topic_id.in_(sa.bindparam("topic_ids", expanding=True)),
    )
)


def choices_of(member_id: int, topic_ids: Iterable[int]) -> dict[int, str]:
    """What a member chose for these topics, where they chose."""
    asked = {"member_id": member_id, "topic_ids": list(topic_ids)}
    return {row.topic_id: row.choice for row in db.session.execute(CHOICES, asked)}


def wants_to_hear(topic_id: int, member_id: int) -> bool:
    """Whether the member has not muted a topic."""
    return choices_of(member_id, [topic_id]).get(topic_id) != MUTED


def has_followers(topic_id: int, but: int) -> bool:
    """Whether anybody follows a topic, but that membership."""
    row = sa.select(sa.literal(1)).where(
        TopicChoice.topic_id == topic_id,
        TopicChoice.choice == FOLLOWING,
        TopicChoice.membership_id != but,
    )
    return db.session.scalar(row.limit(1)) is not None


def followers_after(topic_id: int, but: int, after: int, limit: int) -> list[Membership]:
    """Who follows a topic and is here, but that membership; so many after one, by id."""
    rows = (
        sa.select(Membership)
        .join(TopicChoice, TopicChoice.membership_id == Membership.id)
        .where(
            TopicChoice.topic_id == topic_id,
            TopicChoice.choice == FOLLOWING,
            Membership.left_at.is_(None),
            Membership.id != but,
            Membership.id > after,
        )
    )
    return list(db.session.scalars(rows.order_by(Membership.id).limit(limit)))
