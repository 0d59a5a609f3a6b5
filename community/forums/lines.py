"""Topics as the lines of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from community.forums import queries
from community.forums.models import MUTED, Topic
from community.groups.queries import memberships_of
from community.registry import registry


@dataclass(frozen=True)
class TopicLine:
    """A topic in a list. `news`: "" for nothing, "new" where one never was, "more" where somebody wrote since."""

    id: int
    name: str
    board: str
    posts: int
    last_at: datetime
    pinned: bool
    closed: bool
    news: str
    choice: str


def lines_of(member_id: int, topics: Sequence[Topic]) -> list[TopicLine]:
    """These topics of one group as this member sees them."""
    ids = [topic.id for topic in topics]
    read = queries.read_in(member_id, ids)
    unread = _unread(member_id, topics)
    since = queries.caught_up_in(member_id, {topic.group_id for topic in topics})
    chosen = queries.choices_of(member_id, ids)
    return [
        TopicLine(
            topic.id, topic.name, topic.board.name, topic.standing, topic.last_at,
            topic.pinned_at is not None, topic.read_only_since is not None,
            "" if chosen.get(topic.id) == MUTED
            else _news(topic, since.get(topic.group_id), topic.id in unread, topic.id in read),
            chosen.get(topic.id, ""),
        )
        for topic in topics
    ]  # fmt: skip


def _unread(member_id: int, topics: Sequence[Topic]) -> set[int]:
    """Where others wrote since: one's own posts, what was taken away and what a block hides are no news."""
    mine = {one.group_id: one for one in memberships_of(member_id)}
    membership = mine.get(topics[0].group_id) if topics else None
    if membership is None:
        return set()
    ids = [topic.id for topic in topics]
    return queries.unread_among(membership, ids, registry.hidden_from(member_id))


def _news(topic: Topic, since: datetime | None, unread: bool, was_there: bool) -> str:
    if not unread or (since is not None and topic.last_at <= since):
        return ""
    return "more" if was_there else "new"
