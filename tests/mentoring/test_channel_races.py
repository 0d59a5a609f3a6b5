"""Several at the same moment in a channel: one room, one line, one notice, and nobody is left without help (L7.8)."""

from functools import partial

import sqlalchemy as sa
from flask import Flask

from community.extensions import db
from community.mentoring import operations
from community.mentoring.channel.operations import hand_over
from community.notices.models import Notice
from community.realtime.streams import Entry
from community.wellbeing.helping.models import HelpCall
from tests.factories import Circle, a_message
from tests.laws import law
from tests.mentoring.stage import of, together, two_who_met
from tests.races import at_once, on_both


def told(member_id: int, kind: str) -> int:
    """How often somebody was told of that."""
    return db.session.query(Notice).filter_by(member_id=member_id, kind=kind).count()


def lines(room_id: int) -> int:
    """How often the channel tells of handing over."""
    rows = sa.select(sa.func.count()).where(Entry.stream_id == room_id, Entry.kind == "handed_over")
    return db.session.scalar(rows) or 0


@law("L7.8")
@on_both
def test_pressed_three_times_at_once_it_is_one_room_and_one_line(
    app: Flask, circle: Circle, database: str
) -> None:
    two = two_who_met(circle)
    mentorship = together(two)
    room_id = of(mentorship).room_id
    press = partial(hand_over, two.mentor.id, mentorship)
    rooms = at_once(app, press, press, press)
    assert len(set(rooms)) == 1
    assert db.session.query(HelpCall).count() == 1
    assert (lines(room_id), told(two.mentee.id, "channel_handed_over")) == (1, 1)


@law("L7.8", "L7.7")
@on_both
def test_both_ask_while_one_leaves_and_words_are_sent(
    app: Flask, circle: Circle, database: str
) -> None:
    two = two_who_met(circle)
    mentorship = together(two)
    room_id = of(mentorship).room_id
    say = partial(a_message, two.mentee, room_id)
    results = at_once(
        app, say, partial(hand_over, two.mentor.id, mentorship), partial(hand_over, two.mentee.id, mentorship),
        say, partial(operations.leave, two.mentee.id, mentorship),
    )  # fmt: skip
    assert isinstance(results[1], int)
    assert isinstance(results[2], int)
    assert results[1] != results[2]
    assert results[4] is None
    assert db.session.query(HelpCall).count() == 2
    assert told(two.mentor.id, "channel_news") <= 1
    assert lines(room_id) == told(two.mentee.id, "channel_handed_over") <= 1
