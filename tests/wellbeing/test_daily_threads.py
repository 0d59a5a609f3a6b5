"""A group's daily thread: opened by itself, each day once, and a check-in told there as an ordinary post (L6.3)."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.errors import Forbidden, Invalid, NotFound
from community.extensions import db
from community.forums.forms import BoardForm
from community.forums.models import Topic
from community.forums.operations import add_board, change_board
from community.groups import operations as groups
from community.groups.models import Group
from community.jobs import run_due
from community.operations import operation
from community.rooms.forms import MessageForm
from community.rooms.models import Message
from community.wellbeing.forms.daily_threads import DailyThreadForm, SharingForm
from community.wellbeing.models import DailyThread, DailyTopic
from community.wellbeing.operations.daily_threads import (
    open_daily_topic,
    set_daily_thread,
    share_checkin,
)
from community.wellbeing.queries.checkins import today_of
from community.wellbeing.queries.daily_threads import threads_for
from tests.factories import Circle, a_circle
from tests.forums.stage import a_key, board_of
from tests.laws import law
from tests.matrix.world import a_world
from tests.races import at_once, on_both
from tests.stage import Browser
from tests.wellbeing.days import at, note, set_clock


@pytest.fixture
def daily(circle: Circle) -> Circle:
    """A group with a daily thread, on the 29th of November in the morning."""
    set_clock(at("2026-11-29 08:00:00"))
    switch(circle)
    return circle


def switch(circle: Circle, board: int | None = None) -> None:
    form = DailyThreadForm(board_of(circle) if board is None else board)
    set_daily_thread(circle.moderator.id, circle.slug, form)


def days_of(circle: Circle) -> list[str]:
    db.session.rollback()
    rows = db.session.query(DailyTopic.day).filter_by(group_id=circle.group_id)
    return [str(day) for (day,) in rows.order_by(DailyTopic.day)]


def jobs_run() -> None:
    while run_due():
        pass
    db.session.rollback()


@operation
def lies_in(circle: Circle, zone: str) -> None:
    db.session.get_one(Group, circle.group_id).zone = zone


def sharing(topic_id: int, body: str = "A so-so day.", key: str = "") -> SharingForm:
    return SharingForm(topic_id, MessageForm(body, key or a_key()))


@law("L6.3")
def test_it_opens_by_itself_each_day_in_the_groups_own_time(daily: Circle) -> None:
    lies_in(daily, "America/Los_Angeles")
    assert days_of(daily) == ["2026-11-29"]
    set_clock(at("2026-11-30 07:59:00"))
    jobs_run()
    assert days_of(daily) == ["2026-11-29"]
    set_clock(at("2026-11-30 08:05:00"))
    jobs_run()
    assert days_of(daily) == ["2026-11-29", "2026-11-30"]
    topic = db.session.query(Topic).order_by(Topic.created_at.desc()).first()
    assert topic is not None
    assert (topic.name, topic.starter_id, topic.posts) == ("Monday, 30 November 2026", None, 0)


@law("L6.3")
def test_after_a_pause_only_today_is_opened(daily: Circle) -> None:
    clock.move(timedelta(days=9))
    jobs_run()
    assert days_of(daily) == ["2026-11-29", "2026-12-08"]


@law("L6.3")
@on_both
def test_two_workers_at_once_open_one(app: Flask, circle: Circle, database: str) -> None:
    set_clock(at("2026-11-29 08:00:00"))
    switch(circle)
    clock.move(timedelta(days=1))
    at_once(app, *[partial(open_daily_topic, circle.group_id)] * 4)
    assert days_of(circle) == ["2026-11-29", "2026-11-30"]
    assert db.session.query(Topic).filter_by(group_id=circle.group_id).count() == 2


def test_a_group_that_moves_west_gets_no_day_twice(daily: Circle) -> None:
    lies_in(daily, "Pacific/Kiritimati")
    clock.move(timedelta(hours=6))
    jobs_run()
    assert days_of(daily) == ["2026-11-29", "2026-11-30"]
    lies_in(daily, "Pacific/Pago_Pago")
    clock.move(timedelta(hours=1))
    jobs_run()
    assert days_of(daily) == ["2026-11-29", "2026-11-30"]


def test_nothing_opens_where_it_is_off_archived_or_ended(daily: Circle) -> None:
    other = a_circle("quiet-street")
    board = add_board(OPERATOR, daily.group_id, BoardForm("Days"))
    switch(daily, board)
    change_board(daily.moderator.id, board, BoardForm("Days", archived=True))
    clock.move(timedelta(days=1))
    jobs_run()
    assert days_of(daily) == ["2026-11-29"]
    assert days_of(other) == []
    switch(daily)
    assert days_of(daily) == ["2026-11-29", "2026-11-30"]
    groups.archive_group(daily.moderator.id, daily.slug)
    clock.move(timedelta(days=1))
    jobs_run()
    assert days_of(daily) == ["2026-11-29", "2026-11-30"]


def test_moderators_alone_switch_it(circle: Circle) -> None:
    for person, refusal in ((circle.regular, Forbidden), (circle.outsider, NotFound)):
        with pytest.raises(refusal):
            set_daily_thread(person.id, circle.slug, DailyThreadForm(board_of(circle)))
    with pytest.raises(Invalid):
        switch(circle, board_of(a_circle("elsewhere")))
    assert days_of(circle) == []
    switch(circle)
    switch(circle, 0)
    assert db.session.query(DailyThread).count() == 0
    assert len(days_of(circle)) == 1
    assert threads_for(circle.regular.id) == []


@law("L6.3")
def test_a_day_is_told_in_words_that_were_read_first(daily: Circle, as_member: Browser) -> None:
    day = note(daily.regular, whole="yes", mood="2", urge="8", line="Long shift.")
    client = as_member(daily.regular)
    first = client.get(f"/you/checkins/{day}/sharing").text
    assert "A low day." in first
    assert "Long shift." not in first
    assert "Long shift." in client.get(f"/you/checkins/{day}/sharing?line=yes").text
    assert db.session.query(Message).count() == 0
    (thread,) = threads_for(daily.regular.id)
    words = {
        "thread": str(thread.id),
        "body": "A low day, but I am here.",
        "key": "a-key-of-mine",
    }
    address = f"/you/checkins/{day}/sharing"
    answer = client.post(address, data=words)
    assert answer.headers["Location"].startswith(f"/topics/{thread.id}")
    assert client.post(address, data=words).status_code == 303  # sent twice: once there
    assert [message.body for message in db.session.query(Message)] == ["A low day, but I am here."]
    page = as_member(daily.other).get(f"/topics/{thread.id}").text
    assert "A low day, but I am here." in page
    assert "Long shift." not in page
    assert "It opened by itself, for the day." in page


def test_only_ones_own_day_is_told_and_only_where_one_may_write(
    daily: Circle, as_member: Browser
) -> None:
    day = note(daily.regular, mood="3")
    (thread,) = threads_for(daily.regular.id)
    assert as_member(daily.other).get(f"/you/checkins/{day}/sharing").status_code == 404
    with pytest.raises(NotFound):
        share_checkin(daily.other.id, today_of(daily.other.id), sharing(thread.id))
    note(daily.outsider, mood="3")
    assert threads_for(daily.outsider.id) == []
    with pytest.raises(NotFound):
        share_checkin(daily.outsider.id, today_of(daily.outsider.id), sharing(thread.id))
    elsewhere = a_circle("elsewhere")
    with pytest.raises(NotFound):
        share_checkin(daily.regular.id, today_of(daily.regular.id), sharing(elsewhere.room_id))
    assert db.session.query(Message).count() == 0


def test_who_is_muted_finds_no_thread_and_is_told_so(app: Flask, as_member: Browser) -> None:
    world = a_world()
    muted = world.people["muted"]
    switch(world.circle)
    day = note(muted, mood="3")
    assert threads_for(muted.id) == []
    page = as_member(muted).get(f"/you/checkins/{day}/sharing").text
    assert (
        "None of your groups has a daily thread that is open to you, and nobody mentors you."
        in page
    )


def test_an_empty_sharing_keeps_the_page(daily: Circle, as_member: Browser) -> None:
    day = note(daily.regular, mood="3")
    answer = as_member(daily.regular).post(
        f"/you/checkins/{day}/sharing", data={"body": "", "key": "short"}
    )
    assert answer.status_code == 422
    assert "Choose a group." in answer.text


def test_a_thread_that_nobody_began_is_read_listed_and_reported(
    daily: Circle, as_member: Browser
) -> None:
    (thread,) = threads_for(daily.regular.id)
    client = as_member(daily.regular)
    for address in (
        f"/topics/{thread.id}", f"/groups/{daily.slug}/forum", f"/groups/{daily.slug}", "/",
        f"/reports/new?kind=topic&ref=topic:{thread.id}",
    ):  # fmt: skip
        assert client.get(address).status_code == 200, address
    report = {
        "kind": "topic", "ref": f"topic:{thread.id}", "key": "a-key-of-mine", "reason": "harassment",
        "faith": "yes",
    }  # fmt: skip
    assert client.post("/reports", data=report).status_code == 303
    settings = as_member(daily.moderator).get(f"/groups/{daily.slug}/settings").text
    assert 'action="/groups/harbour-street/daily-thread"' in settings
