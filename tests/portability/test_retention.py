"""What has had its time goes, and nothing that refers to it breaks (L4.8, L12.3)."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock, journal
from community.clock import now
from community.extensions import db
from community.forums.models import Topic
from community.journal import JournalEntry
from community.meetings import operations as meetings
from community.operations import operation
from community.portability.keeping.models import RetentionTime
from community.realtime.streams import Entry, Stream
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm
from community.rooms.models import KEPT, Bookmark, Message, MessageVersion, Quote, Reaction, Room
from tests.factories import Circle, a_message, a_person
from tests.forums.stage import a_topic
from tests.laws import law
from tests.meetings.stage import an_evening, in_sharing
from tests.portability.stage import on_disk, work
from tests.stage import Browser, Live

NEARLY, THEN = timedelta(days=89, hours=23), timedelta(hours=2)


def later(by: timedelta) -> None:
    """Time passes, and what is due is done."""
    clock.move(by)
    work()
    db.session.rollback()


def said(stream_id: int) -> list[str]:
    """The words in a stream, in order."""
    rows = db.session.query(Message).filter_by(stream_id=stream_id).order_by(Message.seq)
    return [message.body for message in rows]


@law("L4.8", "L12.3")
def test_words_in_a_lounge_go_after_ninety_days_with_all_that_hangs_on_them(circle: Circle) -> None:
    seq = a_message(circle.regular, circle.room_id, "Zephyrine came by.")
    rooms.edit_message(
        circle.regular.id, circle.stream, seq, EditForm.parse({"body": "Zephyrine left."})
    )
    rooms.set_reaction(circle.other.id, circle.stream, seq, ReactionForm("with_you", True))
    rooms.set_bookmark(circle.other.id, circle.stream, seq, True)
    later(NEARLY)
    assert said(circle.room_id) == ["Zephyrine left."]
    a_message(circle.other, circle.room_id, "Good evening.")
    later(THEN)
    assert said(circle.room_id) == ["Good evening."]
    for table in (MessageVersion, Reaction, Bookmark, Quote):
        assert db.session.query(table).count() == 0
    assert b"Zephyrine" not in on_disk()


@law("L4.8", "L4.3", "L4.2")
def test_the_log_keeps_its_order_and_tells_nothing_of_it(circle: Circle, live: Live) -> None:
    seqs = [a_message(circle.regular, circle.room_id, f"Line {number}.") for number in range(3)]
    rooms.set_reaction(circle.other.id, circle.stream, seqs[0], ReactionForm("with_you", True))
    later(NEARLY + THEN)
    new = a_message(circle.regular, circle.room_id, "And on.")
    entries = db.session.query(Entry).filter_by(stream_id=circle.room_id).order_by(Entry.seq).all()
    assert [entry.seq for entry in entries] == list(range(1, new + 1))
    assert {(entry.actor_id, entry.ref) for entry in entries[:-1]} == {(None, None)}
    wire = live(circle.other)
    answer = wire.call("catch_up", stream=circle.stream, since=0)
    assert answer["reset"] is True
    *old, last = answer["entries"]
    assert [entry["kind"] for entry in old[-4:]] == ["message_posted"] * 3 + ["reaction_set"]
    assert all(entry["hidden"] and "data" not in entry and "actor" not in entry for entry in old)
    assert "And on." in last["data"]["html"]
    assert "reset" not in wire.call("catch_up", stream=circle.stream, since=new - 1)
    assert "reset" not in wire.call("join", stream=circle.stream)


@law("L4.8")
def test_whoever_looks_on_sees_them_go(circle: Circle, live: Live) -> None:
    a_message(circle.regular, circle.room_id)
    wire = live(circle.other, circle.stream)
    later(NEARLY + THEN)
    wire.hears(lambda w: w.events("reset") == [{"stream": circle.stream}])


@law("L4.8", "L3.3")
def test_what_refers_to_them_shows_that_they_are_gone(circle: Circle, as_member: Browser) -> None:
    old = a_message(circle.regular, circle.room_id, "Zephyrine said so.")
    rooms.set_bookmark(circle.other.id, circle.stream, old, True)
    as_member(circle.newcomer).post(f"/rooms/{circle.room_id}/read", data={"seq": old})
    clock.move(timedelta(days=60))
    answering = MessageForm.parse(
        {
            "body": "As was said.", "key": "answering-1", "reply_to": old,
            "quotes": f"room:{circle.room_id}/{old}",
        }
    )  # fmt: skip
    new = rooms.post_message(circle.other.id, circle.stream, answering).seq
    later(timedelta(days=31))
    browser = as_member(circle.regular)
    page = browser.get(f"/rooms/{circle.room_id}").text
    assert "As was said." in page
    assert "What was quoted here is not to be seen." in page
    assert "Zephyrine" not in page
    assert browser.get(f"/rooms/{circle.room_id}/messages/{old}").status_code == 404
    assert browser.get(f"/rooms/{circle.room_id}/messages/{new}").status_code == 200
    assert "You were answered" not in page
    assert browser.get("/notices").status_code == 200
    assert "Zephyrine" not in as_member(circle.other).get("/you/bookmarks").text
    assert as_member(circle.newcomer).get(f"/rooms/{circle.room_id}").status_code == 200
    assert as_member(circle.newcomer).get("/").status_code == 200


@law("L4.8")
def test_words_in_a_meeting_go_a_day_after_it_closed_and_the_next_ones_stay(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    meetings.call_next(circle.moderator.id, evening.room_id)
    a_message(circle.regular, evening.room_id, "Zephyrine shared.")
    meetings.close_sitting(evening.sitting_id)
    later(timedelta(hours=23))
    assert said(evening.room_id) == ["Zephyrine shared."]
    later(timedelta(hours=2))
    assert said(evening.room_id) == []
    assert b"Zephyrine" not in on_disk()
    assert as_member(circle.regular).get(f"/rooms/{evening.room_id}").status_code == 200
    told = live(circle.other).call("catch_up", stream=evening.stream, since=0)
    assert all(entry["hidden"] for entry in told["entries"])


@law("L4.8")
def test_a_meeting_that_goes_on_for_days_keeps_its_words(circle: Circle) -> None:
    evening = an_evening(circle, circle.moderator)
    a_message(circle.moderator, evening.room_id, "Welcome, all.")
    clock.move(timedelta(days=2))
    rooms_before = said(evening.room_id)
    from_now = now() - timedelta(days=1)
    for _handful in rooms.purge_kind("meeting")(from_now):
        pass
    assert said(evening.room_id) == rooms_before == ["Welcome, all."]


@law("L4.8")
def test_rooms_from_elsewhere_keep_their_words_until_a_time_is_set(circle: Circle) -> None:
    a_message(circle.regular, circle.room_id, "Brought along.")
    brought_in(circle.room_id)
    later(timedelta(days=900))
    assert said(circle.room_id) == ["Brought along."]
    set_time("imported-rooms", 365)
    later(timedelta(hours=1))
    assert said(circle.room_id) == []


@law("L12.3")
def test_posts_in_a_forum_stay(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle, "Sleep", "I slept well.")
    later(timedelta(days=1000))
    assert said(topic.id) == ["I slept well."]
    assert db.session.get(Topic, topic.id) is not None
    assert db.session.get_one(Stream, topic.id).purged_through == 0


@law("L12.3", "L8.8")
def test_reasons_go_and_the_record_stays_whole(circle: Circle, app: Flask) -> None:
    seq = a_message(circle.regular, circle.room_id)
    circle_removal(circle, seq)
    assert db.session.query(JournalEntry).filter(JournalEntry.words != "").count() == 2
    later(timedelta(days=731))
    assert db.session.query(JournalEntry).filter(JournalEntry.words != "").count() == 0
    assert db.session.query(JournalEntry).filter(JournalEntry.words_hash != "").count() == 2
    assert journal.verify() is None


@law("L12.3")
def test_who_runs_the_site_sets_the_times_within_bounds(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    keeper = as_member(a_person("steward", administrator=True))
    page = keeper.get("/site/retention").text
    assert "Words in lounges" in page
    assert 'name="networks"' not in page  # fixed
    for wrong in ("0", "-1", "9999", "soon", "", "1.5"):
        refused = keeper.post("/site/retention", data={"lounges": wrong, "notices": "30"})
        assert refused.status_code == 422
        assert "a number of days from 1 to 3650" in refused.text
        assert 'value="30"' in refused.text
    assert db.session.query(RetentionTime).count() == 0
    done = keeper.post("/site/retention", data={"lounges": "30", "notices": "90"})
    assert done.status_code == 303
    db.session.rollback()
    [act] = db.session.query(JournalEntry).filter_by(kind="portability:retention:changed")
    assert (act.subject, act.facts) == ("retention:lounges", {"from": 90, "to": 30})
    privacy = app.test_client().get("/policies/privacy").text
    assert re.search(r"Words in lounges</th><td>30 days<", privacy)
    a_message(circle.regular, circle.room_id, "Good evening.")
    later(timedelta(days=31))
    assert said(circle.room_id) == []


@law("L12.3")
def test_nobody_else_sees_or_sets_them(circle: Circle, as_member: Browser) -> None:
    for person in (circle.moderator, circle.regular, a_person(administrator=False)):
        browser = as_member(person)
        assert browser.get("/site/retention").status_code == 404
        assert browser.post("/site/retention", data={"lounges": "30"}).status_code == 404
        assert browser.post("/site/retention", data={}).status_code == 404
    assert db.session.query(RetentionTime).count() == 0


@law("L4.8")
@pytest.mark.sqlite
def test_words_leave_a_full_text_table_too(app: Flask, circle: Circle) -> None:
    a_full_text_table()
    a_message(circle.regular, circle.room_id, "Zephyrine words that were indexed.")
    index_everything()
    later(NEARLY + THEN)
    with app.extensions["writer"]._engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM found WHERE rowid = 1"))
    assert b"ephyrine" in on_disk().lower()
    assert app.extensions["writer"].sweep() is True
    assert b"ephyrine" not in on_disk().lower()


@operation
def a_full_text_table() -> None:
    db.session.execute(sa.text("CREATE VIRTUAL TABLE found USING fts5(body)"))


@operation
def index_everything() -> None:
    db.session.execute(sa.text("INSERT INTO found(rowid, body) SELECT 1, body FROM messages"))


@operation
def brought_in(room_id: int) -> None:
    db.session.get_one(Room, room_id).keep_days = KEPT


@operation
def set_time(name: str, days: int) -> None:
    db.session.add(RetentionTime(name=name, days=days, since=now(), set_by=1))


def circle_removal(circle: Circle, seq: int) -> None:
    """A moderator takes words away, with a reason."""
    form = RemovalForm.parse({"reason": "It named somebody."})
    rooms.remove_message(circle.moderator.id, circle.stream, seq, form)
