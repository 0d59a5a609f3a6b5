"""Ways out of a channel are pointed out at every door, to their author alone, and never block (L7.8)."""

import pytest
import sqlalchemy as sa

from community.extensions import db
from community.journal import JournalEntry
from community.mentoring.pointing.words import NUMBERS
from community.moderation.models import Held, Mark
from community.notices.models import Notice
from community.rooms.models import Message
from community.wellbeing.queries.checkins import today_of
from tests.factories import Circle
from tests.laws import law
from tests.mentoring.stage import of, together, two_who_met
from tests.moderation.test_watching import SENTENCE, a_rule
from tests.rooms.private import kept
from tests.stage import Browser, Live
from tests.wire import Wire

NUMBER = "five five five, one two three, four five six seven"
PHONE, MONEY = NUMBERS["phone"], NUMBERS["money"]


@pytest.fixture
def room_id(circle: Circle) -> int:
    """The channel of the regular and a mentor."""
    return of(together(two_who_met(circle))).room_id


def said_in(room_id: int) -> list[str]:
    """What stands in the channel."""
    db.session.rollback()
    found = db.session.scalars(
        sa.select(Message).filter_by(stream_id=room_id).order_by(Message.seq)
    )
    return [str(message.opened) for message in found]


def post(wire: Wire, room_id: int, body: str, **more: str) -> dict[str, object]:
    """Say something by socket."""
    answer: dict[str, object] = wire.call(
        "post_message", stream=f"room:{room_id}", body=body, **more
    )
    return answer


@law("L7.8")
def test_a_number_in_words_is_pointed_out_and_then_sent_as_it_is(
    circle: Circle, live: Live, room_id: int
) -> None:
    wire = live(circle.regular, f"room:{room_id}")
    refused = post(wire, room_id, f"Mine is {NUMBER}.", key="number-key-1")["error"]
    assert refused["code"] == "warned"
    assert "looks like a telephone number" in refused["message"]
    assert "cannot be reported here" in refused["message"]
    assert refused["known"] == str(PHONE)
    assert said_in(room_id) == []
    sent = post(wire, room_id, f"Mine is {NUMBER}.", key="number-key-1", known=refused["known"])
    assert sent["ok"] is True
    assert said_in(room_id) == [f"Mine is {NUMBER}."]


@law("L7.8", "L13.2")
def test_without_script_the_words_are_kept_and_one_more_press_sends_them(
    circle: Circle, as_member: Browser, room_id: int
) -> None:
    browser, lines = as_member(circle.regular), f"/rooms/{room_id}/messages"
    form = {"body": "paypal.me/wren, thanks", "key": "money-key-1"}
    answer = browser.post(lines, data=form)
    assert answer.status_code == 403
    assert "looks like a way to send money" in answer.text
    assert "paypal.me/wren, thanks</textarea>" in answer.text
    assert "Send it all the same" in answer.text
    assert f'name="known" value="{MONEY}"' in answer.text
    assert browser.post(lines, data={**form, "known": str(MONEY)}).status_code == 303
    assert said_in(room_id) == ["paypal.me/wren, thanks"]


@law("L7.8")
def test_what_was_not_read_yet_is_pointed_out_beside_what_was(
    circle: Circle, live: Live, room_id: int
) -> None:
    wire = live(circle.regular, f"room:{room_id}")
    both = f"{NUMBER}, or paypal.me/wren"
    refused = post(wire, room_id, both, key="both-key-1", known=str(PHONE))["error"]
    assert "telephone" not in refused["message"]
    assert refused["known"] == f"{PHONE} {MONEY}"
    assert post(wire, room_id, both, key="both-key-1", known=refused["known"])["ok"] is True


@law("L7.8", "L8.6")
def test_a_rule_of_the_group_and_this_are_one_warning(
    circle: Circle, live: Live, room_id: int
) -> None:
    rule_id = a_rule(circle, "warn")
    wire = live(circle.regular, f"room:{room_id}")
    body = f"At blue harbour, {NUMBER}"
    refused = post(wire, room_id, body, key="rule-key-1")["error"]
    assert refused["message"].endswith(SENTENCE)
    assert "telephone number" in refused["message"]
    assert set(refused["known"].split()) == {str(rule_id), str(PHONE)}
    assert post(wire, room_id, body, key="rule-key-1", known=refused["known"])["ok"] is True


@law("L7.8")
def test_an_edit_is_no_way_around_it(
    circle: Circle, as_member: Browser, live: Live, room_id: int
) -> None:
    wire = live(circle.regular, f"room:{room_id}")
    seq = post(wire, room_id, "Good evening.", key="edit-key-1")["seq"]
    edit = {"stream": f"room:{room_id}", "message": seq, "body": "Text me on WhatsApp."}
    refused = wire.call("edit_message", **edit)["error"]
    assert "find each other elsewhere" in refused["message"]
    assert said_in(room_id) == ["Good evening."]
    page = as_member(circle.regular).post(
        f"/rooms/{room_id}/messages/{seq}/edit", data={"body": NUMBER}
    )
    assert page.status_code == 403
    assert "telephone number" in page.text
    assert f'name="known" value="{PHONE}"' in page.text
    assert wire.call("edit_message", **edit, known=refused["known"])["ok"] is True
    assert said_in(room_id) == ["Text me on WhatsApp."]


@law("L7.8")
def test_a_day_that_is_told_is_looked_at_too(
    circle: Circle, as_member: Browser, room_id: int
) -> None:
    mentee, today = as_member(circle.regular), str(today_of(circle.regular.id))
    mentee.post("/you/checkins", data={"mood": "2"})
    told = {"thread": str(room_id), "body": f"Low. {NUMBER}", "key": "sharing-key-1"}
    page = mentee.post(f"/you/checkins/{today}/sharing", data=told)
    assert page.status_code == 403
    assert "telephone number" in page.text
    assert (
        mentee.post(
            f"/you/checkins/{today}/sharing", data={**told, "known": str(PHONE)}
        ).status_code
        == 303
    )


@law("L7.8")
def test_names_of_the_group_and_words_elsewhere_are_left_alone(
    circle: Circle, live: Live, room_id: int
) -> None:
    wire = live(circle.regular, f"room:{room_id}")
    assert post(wire, room_id, f"Ask @{circle.other.handle}.", key="name-key-1")["ok"] is True
    assert (
        "elsewhere" in post(wire, room_id, "I am @quiet_wren", key="name-key-2")["error"]["message"]
    )
    lounge = live(circle.regular, circle.stream)
    assert (
        lounge.call("post_message", stream=circle.stream, body=NUMBER, key="lounge-key-1")["ok"]
        is True
    )


@law("L7.8", "L4.9")
def test_a_warning_is_counted_by_nobody_and_told_to_nobody(
    circle: Circle, live: Live, room_id: int
) -> None:
    wire, before = live(circle.regular, f"room:{room_id}"), _everything()
    for number in range(3):
        post(wire, room_id, "I am zephyrine_99 on insta.", key=f"quiet-key-{number}")
    assert _everything() == before
    assert b"zephyrine" not in kept()


def _everything() -> list[int]:
    """So many rows of whatever could tell of it."""
    db.session.rollback()
    tables = (JournalEntry, Notice, Mark, Held, Message)
    return [db.session.query(table).count() for table in tables]


@law("L7.8")
def test_known_numbers_that_are_none_are_refused(
    circle: Circle, as_member: Browser, room_id: int
) -> None:
    form = {"body": NUMBER, "key": "nonsense-key-1", "known": "9" * 17}
    page = as_member(circle.regular).post(f"/rooms/{room_id}/messages", data=form)
    assert page.status_code == 422
    assert NUMBER in page.text
    assert said_in(room_id) == []
