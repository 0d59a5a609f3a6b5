"""The law of forums, without a database (L3.1, L4.7)."""

from datetime import UTC, datetime

from community.forums.models import Board
from community.forums.policies import can_read_forum, can_start_topic
from community.groups.models import REMOVED, Group, Membership, Place, Standing
from tests.laws import law

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@law("L3.1", "L4.7")
def test_whoever_is_kept_out_neither_reads_nor_begins_a_topic() -> None:
    group, mine = Group(id=7, visibility="closed"), Membership(id=1, group_id=7, role="member")
    removed = Standing(membership_id=1, scope="group:7", kind=REMOVED, since=NOW)
    inside, kept_out = Place(group, mine), Place(group, mine, (removed,))
    assert can_read_forum(inside)
    assert can_start_topic(inside, Board(group_id=7))
    assert not can_read_forum(kept_out)
    assert not can_start_topic(kept_out, Board(group_id=7))
    assert not can_start_topic(inside, Board(group_id=7, archived_at=NOW))
