"""Topics as the lines of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.forums import queries
from community.forums.models import MUTED, Topic
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
    """These topics as this member sees them; one's own posts and what one cannot read are no news."""
    ids = [topic.id for topic in topics]
    unread = queries.unread_among(member_id, ids, registry.hidden_from(member_id))
    since = queries.caught_up_in(member_id, {topic.group_id for topic in topics})
    chosen = queries.choices_of(member_id, ids)
    return [
        TopicLine(
            topic.id, topic.name, topic.board.name, topic.standing, topic.last_at,
            topic.pinned_at is not None, topic.read_only_since is not None,
            "" if chosen.get(topic.id) == MUTED
            else _news(topic, since.get(topic.group_id), unread),
            chosen.get(topic.id, ""),
        )
        for topic in topics
    ]  # fmt: skip


def _news(topic: Topic, since: datetime | None, unread: Mapping[int, int | None]) -> str:
    if topic.id not in unread or (since is not None and topic.last_at <= since):
        return ""
    return "new" if unread[topic.id] is None else "more"
