"""How the database goes about the lists of a forum: by an index, and nothing is sorted (performance)."""

import re

from sqlalchemy import event

from community.clock import now
from community.extensions import db
from community.forums import queries
from community.forums.models import Topic
from community.groups.models import Membership
from tests.factories import Circle
from tests.forums.stage import a_topic, board_of


def plans_of(ask: object) -> list[str]:
    """What SQLite does for each statement on topics or posts that `ask` sends."""
    sent: list[tuple[str, object]] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: object, *_more: object
    ) -> None:
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()  # type: ignore[operator]
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    raw = db.session.connection()
    return [
        row[3]
        for statement, values in sent
        if "FROM topics" in statement or "FROM posts" in statement
        for row in raw.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
    ]


def test_no_list_of_a_forum_is_scanned_or_sorted(circle: Circle) -> None:
    begun = a_topic(circle.regular, circle)
    topic, board_id = db.session.get_one(Topic, begun.id), board_of(circle)
    mine = db.session.get_one(Membership, circle.mid(circle.regular))
    asks = (
        lambda: queries.topics_on(board_id, 1),
        lambda: queries.pinned_on(board_id),
        lambda: queries.latest_in(circle.group_id, 10),
        lambda: queries.posts_on(topic, 1, frozenset()),
        lambda: queries.page_after(begun.id, 1),
        lambda: queries.fresh_in(mine, now() - queries.RECENT, frozenset(), 5),
    )
    for ask in asks:
        plans = plans_of(ask)
        assert plans
        assert not [
            plan
            for plan in plans
            if re.match("SCAN (topics|posts|messages|memberships)|.*TEMP B-TREE", plan)
        ]
