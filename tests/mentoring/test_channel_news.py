"""News of a channel: once until it is read, as chosen, never while one is there, and without a word of it (L9.1)."""

import pytest
from flask import Flask

from community.extensions import db
from community.notices.models import Notice
from community.notices.policies import Ways
from community.rooms import reading
from tests.factories import a_message
from tests.laws import law
from tests.mentoring.stage import Two, of, together
from tests.notices.stage import has_mail, is_quiet, mailing, wants, work
from tests.stage import Browser, Live

WORDS = "I dreamt of zephyrine lanterns."


@pytest.fixture
def room_id(two: Two) -> int:
    """It."""
    return of(together(two)).room_id


def news_of(member_id: int) -> list[Notice]:
    """What somebody was told of the channel."""
    db.session.rollback()
    return db.session.query(Notice).filter_by(member_id=member_id, kind="channel_news").all()


@law("L7.8", "L9.1")
def test_forty_messages_are_one_notice_until_it_is_read(
    two: Two, room_id: int, as_member: Browser
) -> None:
    for _each in range(3):
        a_message(two.mentee, room_id, WORDS)
    assert len(news_of(two.mentor.id)) == 1
    assert news_of(two.mentee.id) == []
    inbox = as_member(two.mentor).get("/notices").text
    assert f"There is something new in the channel with {two.mentee.handle}." in inbox
    assert "zephyrine" not in inbox
    as_member(two.mentor).get(f"/rooms/{room_id}")
    reading.write()
    assert news_of(two.mentor.id)[0].read_at is not None
    a_message(two.mentee, room_id, "And an ochre one.")
    assert len(news_of(two.mentor.id)) == 2


@law("L7.8", "L9.1")
def test_whoever_is_there_is_not_told_and_whoever_left_is(
    two: Two, room_id: int, live: Live
) -> None:
    wire = live(two.mentor, f"room:{room_id}", quiet=True)
    a_message(two.mentee, room_id)
    assert news_of(two.mentor.id) == []
    wire.call("leave", stream=f"room:{room_id}")
    a_message(two.mentee, room_id)
    assert len(news_of(two.mentor.id)) == 1


@law("L7.8", "L3.3")
def test_an_answer_or_a_name_is_no_second_notice(two: Two, room_id: int, live: Live) -> None:
    first = a_message(two.mentor, room_id)
    answer = {"body": f"Thank you, @{two.mentor.handle}.", "key": "an-answer-1", "reply_to": first}
    assert live(two.mentee).call("post_message", stream=f"room:{room_id}", **answer)["ok"] is True
    db.session.rollback()
    told = db.session.query(Notice).filter(
        Notice.member_id == two.mentor.id, Notice.kind.like("message_%")
    )
    assert told.count() == 0
    assert len(news_of(two.mentor.id)) == 1


@law("L7.8", "L9.1", "L9.2")
def test_each_chooses_whether_and_how_and_quiet_hours_hold(
    two: Two, room_id: int, as_member: Browser
) -> None:
    wants(two.mentor, two.circle.slug, mentoring=Ways(inbox=False))
    a_message(two.mentee, room_id)
    assert news_of(two.mentor.id) == []
    a_message(two.mentee, room_id, f"Good evening, @{two.mentor.handle}.")
    named = db.session.query(Notice).filter_by(member_id=two.mentor.id, kind="message_mentioned")
    assert named.count() == 1
    wants(two.mentor, two.circle.slug)
    is_quiet(two.mentor, "00:00", "23:59")
    a_message(two.mentee, room_id)
    assert news_of(two.mentor.id)[0].held_until is not None
    assert "Mentor channels" in as_member(two.mentor).get("/notices/settings").text


@law("L9.1", "L4.9")
def test_a_mail_says_that_there_is_something_and_nothing_of_it(
    app: Flask, two: Two, room_id: int
) -> None:
    with mailing(app) as sink:
        has_mail(two.mentor, "someone@example.net")
        wants(two.mentor)
        a_message(two.mentee, room_id, WORDS)
        work()
        said = "".join(mail.raw.decode() for mail in sink.mails).lower()
    assert "you have something new" in said
    for secret in ("zephyrine", two.mentee.handle.lower(), "mentor", "channel"):
        assert secret not in said
