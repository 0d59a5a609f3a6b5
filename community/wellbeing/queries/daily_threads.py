"""Daily threads: where one is to be opened, and in which a member may write."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.forums.models import Topic
from community.forums.queries import topic_for
from community.groups.models import Group
from community.groups.queries import memberships_of
from community.registry import registry
from community.rooms import policies
from community.rooms.queries import poster_in, private_rooms_of, room_for
from community.wellbeing.days import day_in
from community.wellbeing.models.daily_threads import DailyThread, DailyTopic


@dataclass(frozen=True)
class OpenThread:
    """Where a member may tell of a day: the daily thread of a group, or with `mentor` the channel with that one."""

    id: int
    name: str
    group: Group
    mentor: str = ""

    @property
    def stream(self) -> str:
        """Where it is said."""
        return f"room:{self.id}" if self.mentor else f"topic:{self.id}"

    @property
    def end(self) -> str:
        """The page on which it is read."""
        return f"/rooms/{self.id}" if self.mentor else f"/topics/{self.id}?go=end"


def thread_of(group_id: int) -> DailyThread | None:
    """How the group wants its daily thread, if it does."""
    return db.session.get(DailyThread, group_id)


def groups_with_threads() -> list[int]:
    """The groups that want one and go on: neither archived nor ended."""
    wanted = sa.select(Group).join(DailyThread, DailyThread.group_id == Group.id)
    groups = db.session.scalars(wanted.where(Group.archived_at.is_(None)))
    return [group.id for group in groups if not group.is_closed(now())]


def last_day_of(group_id: int) -> date | None:
    """The last day for which a thread was opened."""
    days = sa.select(sa.func.max(DailyTopic.day)).where(DailyTopic.group_id == group_id)
    return db.session.scalar(days)


def is_due(group: Group) -> bool:
    """Whether the group's own day has no thread yet. Days that were missed stay without one."""
    last = last_day_of(group.id)
    return last is None or last < day_in(group.zone, now())


def threads_for(member_id: int) -> list[OpenThread]:
    """The newest thread of each of the member's groups that has one, where they may write now."""
    groups = [membership.group_id for membership in memberships_of(member_id)]
    newest = (
        sa.select(DailyTopic.group_id, sa.func.max(DailyTopic.day).label("day"))
        .where(DailyTopic.group_id.in_(groups))
        .group_by(DailyTopic.group_id)
        .subquery()
    )
    rows = (
        sa.select(Topic)
        .join(DailyTopic, DailyTopic.topic_id == Topic.id)
        .join(
            newest,
            sa.and_(newest.c.group_id == DailyTopic.group_id, newest.c.day == DailyTopic.day),
        )
        .join(DailyThread, DailyThread.group_id == DailyTopic.group_id)
    )
    topics = [topic for topic in db.session.scalars(rows) if _may_write(member_id, topic)]
    found = [OpenThread(topic.id, topic.name, topic.group) for topic in topics]
    return sorted(found, key=lambda thread: thread.group.name)


def channels_for(member_id: int) -> list[OpenThread]:
    """The same of whoever mentors the member now, where they may write."""
    found = []
    for room, mine, mentor in private_rooms_of(member_id):
        if not registry.mentored_by(mine.id, mentor.id):
            continue
        try:
            seat = room_for(member_id, room.id)
        except NotFound:
            continue
        if policies.can_speak(room, poster_in(seat), now()):
            found.append(OpenThread(room.id, room.name, room.group, mentor.handle))
    return found


def place_for(member_id: int, stream_id: int) -> OpenThread:
    """One of those in which the member may tell of a day. Raises NotFound."""
    for place in (*threads_for(member_id), *channels_for(member_id)):
        if place.id == stream_id:
            return place
    raise NotFound


def _may_write(member_id: int, topic: Topic) -> bool:
    try:
        seat = topic_for(member_id, topic.id)
    except NotFound:
        return False
    return topic.merged_into is None and policies.can_speak(topic, poster_in(seat), now())
