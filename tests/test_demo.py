"""The demo: what `bin/serve --demo` shows to somebody who looks around."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.clock import now
from community.demo import __main__ as codes
from community.demo import furnish
from community.demo.circles import CIRCLES
from community.demo.evenings import WAITING
from community.demo.forum import BEGUN as TOPICS
from community.demo.people import PEOPLE
from community.extensions import db
from community.meetings import queries
from community.meetings.models import Sitting
from community.members.models import Member
from community.mentoring.models import Ask, Mentorship
from community.realtime.streams import Entry
from community.rooms.models import Message
from tests.factories import a_site
from tests.laws import law
from tests.members.conftest import Apart


def passphrase(said: str) -> str:
    return re.findall(r"passphrase: (.+)", said)[0]


def key_of(handle: str, said: str) -> str:
    """The authenticator's key; nothing for who has none."""
    return "".join(re.findall(rf"^  {handle} .* key ([A-Z2-7 ]+)$", said, re.MULTILINE)).replace(
        " ", ""
    )


def sign_in(app: Flask, said: str, handle: str) -> FlaskClient:
    """A browser signed in with nothing but what the demo printed."""
    app.test_client_class = Apart
    client = app.test_client()
    typed = {"handle": handle, "passphrase": passphrase(said)}
    if key := key_of(handle, said):
        typed["code"] = pyotp.TOTP(key).now()
    assert client.post("/sign-in", data=typed).status_code == 303
    return client


def test_every_login_that_is_printed_opens_the_door(app: Flask) -> None:
    said = furnish()
    for person in PEOPLE:
        if person.login:
            assert sign_in(app, said, person.handle).get("/").status_code == 200


def test_starting_the_demo_again_prints_the_same_logins_and_adds_nothing(app: Flask) -> None:
    first = furnish()
    lines = db.session.scalar(sa.select(sa.func.count()).select_from(Message))
    assert furnish() == first
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == lines


def test_a_week_of_conversation_ends_minutes_ago_and_never_in_the_future(app: Flask) -> None:
    furnish()
    times = list(db.session.scalars(sa.select(Entry.at).where(Entry.kind == "message_posted")))
    assert now() - timedelta(days=8) < min(times) < now() - timedelta(days=5)
    assert now() - timedelta(minutes=10) < max(times) <= now()
    assert len(times) > 120


@pytest.mark.parametrize("hour", [0, 7, 23])
def test_whatever_the_hour_the_lines_of_a_room_follow_each_other(app: Flask, hour: int) -> None:
    clock.move(now().replace(hour=hour, minute=4) - now())
    furnish()
    rows = db.session.execute(
        sa.select(Entry.stream_id, Entry.at).order_by(Entry.stream_id, Entry.seq)
    )
    by_stream: dict[int, list[datetime]] = {}
    for stream_id, at in rows:
        by_stream.setdefault(stream_id, []).append(at)
    open_meetings, channels = 2, 2
    rooms = sum(len(circle.talks) for circle in CIRCLES) + open_meetings + channels
    assert len(by_stream) == rooms + len(TOPICS)
    assert all(times == sorted(times) for times in by_stream.values())


def test_the_regular_finds_something_unread_and_the_newcomer_their_way(app: Flask) -> None:
    said = furnish()
    assert "unread" in sign_in(app, said, "blue-gate").get("/").text
    assert "7 days" in sign_in(app, said, "teaspoon").get("/groups/riverside-evenings").text


def test_the_clock_is_right_again_afterwards(app: Flask) -> None:
    furnish()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_site_that_is_not_the_demo_is_left_alone(app: Flask) -> None:
    a_site("Our own")
    assert "left as it is" in furnish()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Member)) == 0


def test_codes_are_printed_for_whoever_has_no_app(
    app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARTH_INSTANCE", str(app.config["HEARTH"].instance))
    assert codes.main() == 1
    said = furnish()
    assert codes.main() == 0
    assert re.search(r"saltmarsh +\d{6}", capsys.readouterr().out)
    assert key_of("saltmarsh", said)


def test_a_meeting_is_on_and_another_is_about_to_begin(app: Flask) -> None:
    furnish()
    on = db.session.scalars(sa.select(Sitting).where(Sitting.opened_at.is_not(None))).all()
    kettle, porch = sorted((s for s in on if s.is_open), key=lambda sitting: sitting.starts_at)
    part = queries.part_of(kettle)
    assert part is not None
    assert part.kind == "sharing"
    assert kettle.holder_id is not None
    assert len(queries.hands_of(kettle.id)) == len(WAITING)
    assert (porch.state, porch.chair_id) == ("lobby", None)


@law("L7.5", "L7.7")
def test_two_walk_together_and_an_ask_is_open(app: Flask) -> None:
    furnish()
    states = [one.state for one in db.session.scalars(sa.select(Mentorship))]
    assert sorted(states) == ["active", "ended"]
    waiting = [one for one in db.session.scalars(sa.select(Ask)) if one.waits(now())]
    assert [(one.mentee.handle, one.mentor.handle) for one in waiting] == [
        ("half-past-six", "plumtree")
    ]
