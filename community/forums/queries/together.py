"""In which topics two met, as facts for the gate (L7.2)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from community.extensions import db
from community.forums.models import Topic
from community.rooms.models import Message
from community.rooms.queries import was_said_here
from community.statements import earlier

WITHIN = timedelta(days=7)
"""Two who wrote in one topic met there if so little lies between: 7 x 24 hours, and not a moment more."""


ALL = 1_000_000
"""More than anybody shares with anybody."""


class Company(NamedTuple):
    """With whom something was shared: how often, the first and the last time."""

    membership_id: int
    events: int
    first: datetime
    last: datetime


class Shared(NamedTuple):
    """What two share: id and since when, in no order; and whether that is `all`, or more may be found."""

    events: list[tuple[int, datetime]]
    all: bool


def in_both(one: sa.Select[int], other: sa.Select[int], name: str) -> sa.CTE:
    """What two lists of ids have in common, up to the parameter `most`.

    Each list is read in the order of its index, once: of two who are everywhere, but never where the other is, that
    looks at every id; of two who are everywhere together at `most` of them (L7.2).
    """
    both = one.intersect(other)
    return (
        both.order_by(*both.selected_columns)
        .limit(sa.bindparam("most"))
        .cte(name)
        .prefix_with("MATERIALIZED")
    )


def _followed(topic_id: Any, first_id: Any, second_id: Any) -> sa.ScalarSelect[datetime]:
    """The earliest post of the second in a topic that the first had written in within the week before."""
    before, after = aliased(Message), aliased(Message)
    written = sa.select(sa.literal(1)).where(
        before.author_id == first_id, before.stream_id == topic_id, *was_said_here(before),
        before.posted_at <= after.posted_at, before.posted_at >= earlier(after.posted_at, WITHIN),
    )  # fmt: skip
    return (
        sa.select(after.posted_at)
        .where(after.author_id == second_id, after.stream_id == topic_id, *was_said_here(after))
        .where(written.correlate_except(before).exists())
        .order_by(after.posted_at)
        .limit(1)
        .correlate_except(after)
        .scalar_subquery()
    )


def _earlier_of(one: Any, other: Any) -> sa.Case[datetime]:
    """The earlier of two moments, each of which may be missing."""
    return sa.case((one < other, one), (other.is_not(None), other), else_=one)


_me: sa.BindParameter[int] = sa.bindparam("one")
_them: sa.BindParameter[int] = sa.bindparam("other")
_own = aliased(Message, name="own")

_topics = sa.select(_own.stream_id).where(_own.author_id == _me).distinct().subquery("written_in")
"""Where one has written anything, rooms included. Whether it counts is asked of the two posts alone, so that this is
read from an index."""


def _written_in(who: sa.BindParameter[int]) -> sa.Select[int]:
    return sa.select(Message.stream_id).where(Message.author_id == who)


def _pair() -> sa.Select[int, datetime, datetime]:
    """Each stream in which both have written anything; when they met there is asked of topics alone, never of rooms."""
    both = in_both(_written_in(_me), _written_in(_them), "both")
    a_topic = sa.and_(Topic.id == both.c.stream_id, Topic.unconfirmed_since.is_(None))
    counts = Topic.id.is_not(None)
    return (
        sa.select(
            both.c.stream_id,
            sa.case((counts, _followed(Topic.id, _me, _them))).label("followed"),
            sa.case((counts, _followed(Topic.id, _them, _me))).label("followed_by"),
        )
        .select_from(both)
        .outerjoin(Topic, a_topic)
    )


def _company(among: bool = False) -> sa.Select[int, int, datetime, datetime]:
    said = aliased(Message, name="said")
    which = [said.author_id.in_(sa.bindparam("others", expanding=True))] if among else []
    pairs = (
        sa.select(said.stream_id, said.author_id)
        .join(_topics, _topics.c.stream_id == said.stream_id)
        .join(Topic, Topic.id == said.stream_id)
        .where(Topic.unconfirmed_since.is_(None), said.author_id != _me, *which)
        .distinct()
        .cte("pairs")
        .prefix_with("MATERIALIZED")
    )
    met = (
        sa.select(
            pairs.c.author_id,
            _followed(pairs.c.stream_id, _me, pairs.c.author_id).label("followed"),
            _followed(pairs.c.stream_id, pairs.c.author_id, _me).label("followed_by"),
        )
        .cte("met")
        .prefix_with("MATERIALIZED")
    )
    at = _earlier_of(met.c.followed, met.c.followed_by)
    return (
        sa.select(met.c.author_id, sa.func.count(), sa.func.min(at), sa.func.max(at))
        .where(at.is_not(None))
        .group_by(met.c.author_id)
    )


PAIR, COMPANY = _pair(), _company()
COMPANY_AMONG = _company(among=True)


def topics_shared(one_id: int, other_id: int, most: int = ALL) -> Shared:
    """The topics in which both wrote within seven days of each other: id, and when the later of the two first did.

    What counts stands there now and was said here: neither removed nor waiting words, nor any brought in from
    elsewhere. In no order. Where `most` is given, only so many places in which both wrote are looked at.
    """
    found = db.session.execute(PAIR, {"one": one_id, "other": other_id, "most": most}).all()
    met = [(topic_id, _there(either)) for topic_id, *either in found]
    events = [(topic_id, min(moments)) for topic_id, moments in met if moments]
    return Shared(events, len(found) < most)


def _there(moments: Iterable[datetime | None]) -> list[datetime]:
    return [moment for moment in moments if moment is not None]


def company_in_topics(membership_id: int, among: Collection[int] | None = None) -> list[Company]:
    """With whom a membership met in topics, in one statement; with `among`, of these alone."""
    if among is None:
        return [Company(*row) for row in db.session.execute(COMPANY, {"one": membership_id})]
    asked = {"one": membership_id, "others": list(among)}
    return [Company(*row) for row in db.session.execute(COMPANY_AMONG, asked)]
