"""Rooms as pages: everything works as forms, and what is typed is never lost."""

import pytest
from flask import Flask

from community import clock
from community.extensions import db
from community.groups import operations as groups
from community.groups.queries import hidden_from
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.forms import EditForm
from community.rooms.models import Room
from community.rooms.policies import PAUSE
from community.rooms.queries import own_groups
from tests.factories import Circle, a_message, a_room
from tests.laws import law
from tests.stage import Browser

UNREAD = '<span class="count">1<span class="unseen"> unread'


def say(client: object, circle: Circle, body: str, **more: str) -> object:
    """Post by the form."""
    form = {"body": body, "key": f"page-key-{len(body)}-{abs(hash(body)) % 1000}", **more}
    return client.post(f"/rooms/{circle.room_id}/messages", data=form)  # type: ignore[attr-defined]


@law("L13.2")
def test_a_room_is_read_and_posted_in_by_forms_alone(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    answer = say(client, circle, "Good evening.")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#m-1")
    page = client.get(f"/rooms/{circle.room_id}").text
    assert "Good evening." in page
    assert '<noscript><meta http-equiv="refresh" content="30">' in page


@law("L4.2")
def test_pressing_send_twice_makes_one_message(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    say(client, circle, "Once.")
    say(client, circle, "Once.")
    assert client.get(f"/rooms/{circle.room_id}").text.count("Once.") == 1


@law("L4.6")
def test_a_refused_message_stays_in_the_box_with_the_reason(
    circle: Circle, as_member: Browser
) -> None:
    rooms.pause_room(circle.moderator.id, circle.room_id)
    answer = say(as_member(circle.regular), circle, "Kept words.")
    assert answer.status_code == 403
    assert "Kept words." in answer.text
    assert "The room is paused until" in answer.text


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x00b", "a\u202eb"])
def test_bad_input_is_refused_in_words_and_changes_nothing(
    circle: Circle, as_member: Browser, body: str
) -> None:
    client = as_member(circle.regular)
    assert say(client, circle, body).status_code == 422
    assert 'data-seq="0"' in client.get(f"/rooms/{circle.room_id}").text


def test_markup_in_a_message_is_words(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    say(client, circle, "<script>alert(1)</script> and **bold**")
    page = client.get(f"/rooms/{circle.room_id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<strong>bold</strong>" in page


class TestOlderLines:
    @law("L4.5")
    def test_they_come_fifty_at_a_time(self, circle: Circle, as_member: Browser) -> None:
        for number in range(120):
            a_message(circle.other, circle.room_id, f"line {number}")
        client = as_member(circle.regular)
        assert 'id="m-71"' in client.get(f"/rooms/{circle.room_id}").text
        older = client.get(f"/rooms/{circle.room_id}/messages?before=71")
        assert older.headers["X-Older"] == "1"
        assert 'id="m-70"' in older.text
        last = client.get(f"/rooms/{circle.room_id}/messages?before=21")
        assert last.headers["X-Older"] == "0"

    @law("L4.5")
    def test_unread_is_counted_until_read_and_is_ones_own(
        self, circle: Circle, as_member: Browser
    ) -> None:
        a_message(circle.other, circle.room_id)
        client = as_member(circle.regular)
        assert unread_for(circle) == 1
        client.get(f"/rooms/{circle.room_id}")
        reading.write()
        assert unread_for(circle) == 0
        a_message(circle.other, circle.room_id, "News.")
        assert 'id="unread"' in client.get(f"/rooms/{circle.room_id}").text

    @law("L4.5")
    def test_what_comes_after_the_last_line_seen_counts_before_that_is_written(
        self, circle: Circle, as_member: Browser
    ) -> None:
        a_message(circle.other, circle.room_id)
        client = as_member(circle.regular)
        client.get(f"/rooms/{circle.room_id}")
        assert UNREAD not in client.get("/").text
        a_message(circle.other, circle.room_id, "News.")
        assert UNREAD in client.get("/").text
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        assert UNREAD not in client.get("/").text

    @law("L1.8")
    def test_a_blocked_persons_words_are_nowhere_on_the_page(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.other, circle.room_id, "unwanted words")
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        client = as_member(circle.regular)
        assert "unwanted" not in client.get(f"/rooms/{circle.room_id}").text
        assert client.get(f"/rooms/{circle.room_id}/messages/{seq}").status_code == 404
        assert unread_for(circle) == 0


class TestModerators:
    @law("L2.6")
    def test_they_open_rename_and_archive_rooms(
        self, app: Flask, circle: Circle, as_member: Browser
    ) -> None:
        client = as_member(circle.moderator)
        answer = client.post(f"/groups/{circle.slug}/rooms", data={"name": "Kitchen"})
        address = answer.headers["Location"]
        settings = {"name": "Night kitchen", "archived": "yes"}
        assert client.post(f"{address}/settings", data=settings).status_code == 303
        assert "Night kitchen" in client.get(address).text
        assert "Night kitchen" not in client.get(f"/groups/{circle.slug}").text

    def test_they_see_what_an_edited_message_said_before_and_others_do_not(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.regular, circle.room_id, "first words")
        rooms.edit_message(
            circle.regular.id, f"room:{circle.room_id}", seq, EditForm("second words")
        )
        address = f"/rooms/{circle.room_id}/messages/{seq}"
        assert "first words" in as_member(circle.moderator).get(address).text
        assert "first words" not in as_member(circle.other).get(address).text

    @law("L4.6")
    def test_a_pause_lifts_itself(self, circle: Circle, as_member: Browser) -> None:
        rooms.pause_room(circle.moderator.id, circle.room_id)
        clock.move(PAUSE)
        assert say(as_member(circle.regular), circle, "Open again.").status_code == 303

    @law("L4.1")
    def test_a_group_begins_with_a_lounge_and_rooms_are_lounges(self, circle: Circle) -> None:
        kitchen = rooms_kind(a_room(circle.slug))
        assert rooms_kind(circle.room_id) == kitchen == "lounge"

    def test_a_room_without_a_name_is_refused(self, circle: Circle, as_member: Browser) -> None:
        client = as_member(circle.moderator)
        answer = client.post(
            f"/rooms/{circle.room_id}/settings", data={"name": "", "about": "Kept words"}
        )
        assert answer.status_code == 422
        assert "Kept words" in answer.text
        assert "Give the room a name." in answer.text


def unread_for(circle: Circle) -> int:
    """How much is unread in the lounge for the regular."""
    db.session.rollback()
    hidden = hidden_from(circle.regular.id)
    mine = own_groups(circle.regular.id, hidden)
    return next(room.unread for own in mine for room in own.rooms if room.id == circle.room_id)


def rooms_kind(room_id: int) -> str:
    """The kind of a room."""
    return str(db.session.get_one(Room, room_id).kind)
