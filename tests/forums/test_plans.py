"""How the database goes about the lists of a forum: by an index, and nothing is sorted (performance)."""

import re
from collections.abc import Callable

from sqlalchemy import event

from community.clock import now
from community.extensions import db
from community.forums import queries
from community.forums.models import Topic
from community.groups.models import Membership
from tests.factories import Circle
from tests.forums.stage import a_post, a_topic, board_of
from tests.stage import Browser


def statements_of(ask: Callable[[], object]) -> list[tuple[str, object]]:
    """What `ask` sends to the database."""
    sent: list[tuple[str, object]] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: object, *_more: object
    ) -> None:
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return sent


def plans_of(ask: Callable[[], object]) -> list[str]:
    """What SQLite does for each statement on topics or posts that `ask` sends."""
    sent = statements_of(ask)
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


def test_a_page_asks_as_often_for_twenty_posts_as_for_two(
    circle: Circle, as_member: Browser
) -> None:
    topic, browser = a_topic(circle.regular, circle), as_member(circle.other)
    browser.get(topic.address)
    few = len(statements_of(lambda: browser.get(topic.address)))
    for _number in range(19):
        a_post(circle.regular, topic)
    assert len(statements_of(lambda: browser.get(topic.address))) <= few <= 20


def test_a_list_asks_as_often_for_thirty_topics_as_for_two(
    circle: Circle, as_member: Browser
) -> None:
    browser, board = as_member(circle.other), f"/boards/{board_of(circle)}"
    a_topic(circle.regular, circle)
    browser.get(board)
    few = len(statements_of(lambda: browser.get(board)))
    for _number in range(29):
        a_topic(circle.regular, circle)
    assert len(statements_of(lambda: browser.get(board))) <= few <= 18
