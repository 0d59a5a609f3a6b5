"""The topics somebody began, and until when they let a forum be read (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.forums.models import CaughtUp, Topic, TopicChoice
from community.forums.operations import forget_titles
from community.groups.models import Group
from community.groups.personal import by, of
from community.personal import Personal, Rows, walk
from community.registry import registry
from community.rooms.models import address_of


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Topic, ("starter_id",), "topics", _l("Topics you began"), _topics, mine=by(Topic.starter_id),
            stays="a topic holds what others wrote; its title goes with its author's words",
        ),
        Personal(
            TopicChoice, ("membership_id",), "topic_choices", _l("Topics you follow or mute"), _choices,
            mine=by(TopicChoice.membership_id),
        ),
        Personal(
            CaughtUp, ("membership_id",), "caught_up", _l("When you marked everything as read"), _caught_up,
            mine=by(CaughtUp.membership_id),
        ),
    )  # fmt: skip
    registry.forgets_words["forums"] = forget_titles


def _topics(member_id: int) -> Rows:
    wanted = sa.select(Group.name.label("group"), Topic.name.label("title"), Topic.created_at)
    mine = wanted.join(Topic, Topic.group_id == Group.id).where(of(Topic.starter_id, member_id))
    return walk(mine, Topic.id)


def _caught_up(member_id: int) -> Rows:
    wanted = sa.select(CaughtUp.at).where(of(CaughtUp.membership_id, member_id))
    return walk(wanted, CaughtUp.membership_id)


def _choices(member_id: int) -> Rows:
    wanted = sa.select(TopicChoice.topic_id, TopicChoice.choice, TopicChoice.at)
    mine = wanted.where(of(TopicChoice.membership_id, member_id))
    for batch in walk(mine, TopicChoice.topic_id, TopicChoice.membership_id):
        yield [
            {
                "address": address_of(Topic.STREAM, row["topic_id"]),
                "choice": row["choice"],
                "at": row["at"],
            }
            for row in batch
        ]
