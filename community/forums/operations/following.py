"""Following a topic, or hearing nothing of it (L3.3)."""

from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Forbidden
from community.extensions import db
from community.forums import queries
from community.forums.models import FOLLOWING, TopicChoice
from community.jobs import schedule
from community.notices.queries import unread_about
from community.operations import operation, tell
from community.rooms.queries import message_in, seats_at

AT_ONCE = 50
"""Followers told in one unit: others take their turn between."""


@operation
def choose_for_topic(member_id: int, topic_id: int, choice: str) -> None:
    """Follow a topic, mute it, or neither. Doing it again changes nothing. Raises NotFound, Forbidden."""
    seat = queries.topic_for(member_id, topic_id)
    if seat.membership is None:
        raise Forbidden(_("Join the group to follow its topics."))
    _set(topic_id, seat.membership.id, choice)


def follow_by_writing(topic_id: int, membership_id: int) -> None:
    """Inside the unit that posted: whoever writes in a topic follows it, unless they chose otherwise."""
    if db.session.get(TopicChoice, (topic_id, membership_id)) is None:
        _set(topic_id, membership_id, FOLLOWING)


def plan_telling(topic_id: int, membership_id: int, seq: int) -> None:
    """Inside the unit that posted: those who follow hear of it a moment later, if there are any."""
    if queries.has_followers(topic_id, membership_id):
        schedule("forums:tell", f"tell:{topic_id}:{seq}", {"topic": topic_id, "seq": seq})


@operation
def tell_followers(topic_id: int, seq: int, after: int) -> int:
    """Tell some who follow of a post, after the membership `after`; the last of them, 0 where nobody is left.

    Whoever has an unread notice about the topic is told no more: one says that there is something. Of what was
    removed meanwhile nobody is told.
    """
    message = message_in(topic_id, seq)
    if message.removed_at is not None:
        return 0
    topic = queries.topic_by_id(topic_id)
    followers = queries.followers_after(topic_id, message.author_id, after, AT_ONCE)
    known = unread_about([person.member_id for person in followers], topic.scope)
    author = queries.member_behind(message.author_id)
    for person in followers:
        if person.member_id not in known and seats_at(person.member_id, [topic_id]):
            subject = {"stream": topic.scope, "seq": seq, "group": topic.group_id}
            tell(person.member_id, "topic_answered", subject, by=author)
    return followers[-1].id if followers else 0


def follow_along(source_id: int, target_id: int) -> None:
    """Inside the unit that merged: whoever followed the one follows the other."""
    there = sa.select(TopicChoice.membership_id).where(TopicChoice.topic_id == target_id)
    rows = sa.select(TopicChoice).where(
        TopicChoice.topic_id == source_id,
        TopicChoice.choice == FOLLOWING,
        TopicChoice.membership_id.not_in(there),
    )
    for row in list(db.session.scalars(rows)):
        _set(target_id, row.membership_id, FOLLOWING)


def follow_apart(source_id: int, target_id: int, authors: Iterable[int]) -> None:
    """Inside the unit that split: whoever wrote what went along chose for the one, and has so for the other."""
    rows = sa.select(TopicChoice).where(
        TopicChoice.topic_id == source_id, TopicChoice.membership_id.in_(set(authors))
    )
    for row in list(db.session.scalars(rows)):
        if db.session.get(TopicChoice, (target_id, row.membership_id)) is None:
            _set(target_id, row.membership_id, row.choice)


def _set(topic_id: int, membership_id: int, choice: str) -> None:
    row = TopicChoice(topic_id=topic_id, membership_id=membership_id, choice=choice, at=now())
    db.session.merge(row)
    db.session.flush()
