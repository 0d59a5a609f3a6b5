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
    return explained([one for one in sent if "FROM topics" in one[0] or "FROM posts" in one[0]])


def explained(sent: list[tuple[str, object]]) -> list[str]:
    """What SQLite does for each of these statements."""
    raw = db.session.connection()
    return [
        row[3]
        for statement, values in sent
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


def test_no_page_of_a_forum_looks_through_a_whole_table(circle: Circle, as_member: Browser) -> None:
    topic, browser = a_topic(circle.regular, circle), as_member(circle.other)
    for address in (topic.address, f"/boards/{board_of(circle)}", "/"):
        sent = statements_of(lambda address=address: browser.get(address))
        plans = explained([one for one in sent if one[0].startswith("SELECT")])
        assert len(plans) > 8
        assert not [plan for plan in plans if re.match(r"SCAN (?!CONSTANT|anon_|\(subquery)", plan)]


def test_a_page_asks_as_often_for_twenty_posts_as_for_two(
    circle: Circle, as_member: Browser
) -> None:
    topic, browser = a_topic(circle.regular, circle), as_member(circle.other)
    browser.get(topic.address)
    few = len(statements_of(lambda: browser.get(topic.address)))
    for _number in range(19):
        a_post(circle.regular, topic)
    assert len(statements_of(lambda: browser.get(topic.address))) <= few <= 15


def test_today_asks_as_often_for_ten_topics_as_for_none(circle: Circle, as_member: Browser) -> None:
    browser = as_member(circle.other)
    browser.get("/")
    few = len(statements_of(lambda: browser.get("/")))
    for _number in range(10):
        a_topic(circle.regular, circle)
    assert len(statements_of(lambda: browser.get("/"))) <= few <= 14


def test_a_list_asks_as_often_for_thirty_topics_as_for_two(
    circle: Circle, as_member: Browser
) -> None:
    browser, board = as_member(circle.other), f"/boards/{board_of(circle)}"
    a_topic(circle.regular, circle)
    browser.get(board)
    few = len(statements_of(lambda: browser.get(board)))
    for _number in range(29):
        a_topic(circle.regular, circle)
    assert len(statements_of(lambda: browser.get(board))) <= few <= 14
