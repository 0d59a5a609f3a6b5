"""Topics as the lines of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from community.forums import queries
from community.forums.models import MUTED, Topic
from community.realtime.streams import positions_of


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
    """These topics as this member sees them."""
    ids = [topic.id for topic in topics]
    read, heads = queries.read_in(member_id, ids), positions_of(ids)
    since = queries.caught_up_in(member_id, {topic.group_id for topic in topics})
    chosen = queries.choices_of(member_id, ids)
    return [
        TopicLine(
            topic.id, topic.name, topic.board.name, topic.standing, topic.last_at,
            topic.pinned_at is not None, topic.read_only_since is not None,
            "" if chosen.get(topic.id) == MUTED
            else _news(topic, since.get(topic.group_id), read.get(topic.id), heads.get(topic.id, 0)),
            chosen.get(topic.id, ""),
        )
        for topic in topics
    ]  # fmt: skip


def _news(topic: Topic, since: datetime | None, read: int | None, head: int) -> str:
    if since is not None and topic.last_at <= since:
        return ""
    if read is None:
        return "new"
    return "more" if head > read else ""
