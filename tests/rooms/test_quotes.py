"""Quoting and keeping: references, never copies, in today's words, for whoever may read them (L3.3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community import clock
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import SplitForm
from community.groups import operations as groups
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, MessageForm, RemovalForm
from community.rooms.models import Bookmark, Quote
from community.words import quoted
from tests.factories import Circle, Person, a_circle, a_message, a_room
from tests.forums.stage import a_key, a_post, a_topic
from tests.laws import law
from tests.stage import Browser
from tests.wire import Wire

Live = Callable[..., Wire]


def quoting(person: Person, stream: str, *quotes: str, body: str = "I felt that, too.") -> int:
    """Somebody writes with quotes; the seq."""
    raw = {"body": body, "key": a_key(), "quotes": " ".join(quotes)}
    return rooms.post_message(person.id, stream, MessageForm.parse(raw)).seq


def page_of(client: Browser, person: Person, circle: Circle) -> str:
    """The lounge as somebody sees it."""
    return client(person).get(f"/rooms/{circle.room_id}").text


class TestQuoting:
    @law("L3.3")
    def test_a_quote_is_todays_words(self, circle: Circle, as_member: Browser) -> None:
        seq = a_message(circle.other, circle.room_id, "The *first* words.")
        quoting(circle.regular, circle.stream, f"{circle.stream}/{seq}/4-9")
        assert '<p dir="auto">first</p>' in page_of(as_member, circle.newcomer, circle)
        rooms.edit_message(circle.other.id, circle.stream, seq, EditForm("Other words."))
        page = page_of(as_member, circle.newcomer, circle)
        assert '<p dir="auto">Other words.</p>' in page
        assert ">first<" not in page

    @law("L3.3")
    def test_removed_words_are_gone_from_every_quote(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.other, circle.room_id, "Taken back.")
        quoting(circle.regular, circle.stream, f"{circle.stream}/{seq}")
        rooms.remove_message(circle.other.id, circle.stream, seq, RemovalForm())
        page = page_of(as_member, circle.newcomer, circle)
        assert "Taken back." not in page
        assert "What was quoted here is not to be seen." in page

    @law("L1.8")
    def test_whoever_blocked_the_author_reads_no_quote_of_theirs(
        self, circle: Circle, as_member: Browser, live: Live
    ) -> None:
        seq = a_message(circle.other, circle.room_id, "Unwanted words.")
        groups.block_person(circle.newcomer.id, circle.mid(circle.other))
        wire = live(circle.newcomer, circle.stream)
        name = quoting(circle.regular, circle.stream, f"{circle.stream}/{seq}")
        wire.hears(lambda w: w.entries())
        assert "Unwanted words." not in str(wire.heard)
        address = f"/rooms/{circle.room_id}/messages/{name}/quotes"
        for where in (f"/rooms/{circle.room_id}", address):
            assert "Unwanted words." not in as_member(circle.newcomer).get(where).text
        assert "Unwanted words." in as_member(circle.moderator).get(address).text

    def test_the_frame_holds_no_words_of_others(self, circle: Circle, live: Live) -> None:
        seq = a_message(circle.other, circle.room_id, "Quoted words.")
        wire = live(circle.moderator, circle.stream)
        packet = {"body": "Yes.", "key": a_key(), "quotes": f"{circle.stream}/{seq}"}
        answer = live(circle.regular).call("post_message", stream=circle.stream, **packet)
        wire.hears(lambda w: w.entries())
        for html in (answer["html"], wire.entries()[0]["data"]["html"]):
            assert "Quoted words." not in html
            assert "data-quotes" in html

    def test_a_quote_from_a_place_one_may_not_enter_stays_empty(
        self, circle: Circle, as_member: Browser
    ) -> None:
        kitchen = a_room(circle.slug)
        seq = a_message(circle.other, kitchen, "Said in the kitchen.")
        quoting(circle.regular, circle.stream, f"room:{kitchen}/{seq}")
        assert "Said in the kitchen." in page_of(as_member, circle.newcomer, circle)
        away = ActForm("Please let others finish.", clock.now() + timedelta(days=1))
        mid = circle.mid(circle.newcomer)
        moderation.remove_person(circle.moderator.id, mid, away, f"room:{kitchen}")
        assert "Said in the kitchen." not in page_of(as_member, circle.newcomer, circle)

    @pytest.mark.parametrize(
        "wrong", ["x", "room:1/2", "{here}/99", "{here}/1/9-", "{there}/1", "{here}/1 " * 6]
    )
    def test_what_cannot_be_quoted_is_refused_and_the_words_are_kept(
        self, circle: Circle, as_member: Browser, wrong: str
    ) -> None:
        there = a_circle()
        a_message(there.regular, there.room_id)
        a_message(circle.other, circle.room_id)
        groups.add_person(there.slug, circle.regular.handle, "member")
        words = {
            "body": "My own words.",
            "key": a_key(),
            "quotes": wrong.format(here=circle.stream, there=there.stream),
        }
        answer = as_member(circle.regular).post(f"/rooms/{circle.room_id}/messages", data=words)
        assert answer.status_code == 422
        assert "My own words." in answer.text
        assert db.session.query(Quote).count() == 0

    def test_an_outsider_cannot_ask_what_is_quoted(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.other, circle.room_id)
        name = quoting(circle.regular, circle.stream, f"{circle.stream}/{seq}")
        address = f"/rooms/{circle.room_id}/messages/{name}/quotes"
        assert as_member(circle.outsider).get(address).status_code == 404

    def test_the_quoted_hears_of_it_once(self, circle: Circle, as_member: Browser) -> None:
        seq = a_message(circle.other, circle.room_id)
        quoting(circle.regular, circle.stream, f"{circle.stream}/{seq}")
        assert (
            f"{circle.regular.handle} quoted you." in as_member(circle.other).get("/notices").text
        )

    @law("L3.3")
    def test_a_split_in_a_chain_of_quotes_breaks_none(
        self, circle: Circle, as_member: Browser
    ) -> None:
        topic = a_topic(circle.regular, circle, body="First link.")
        first = f"{topic.stream}/1"
        second = quoting(circle.other, topic.stream, first, body="Second link.")
        third = quoting(
            circle.regular, topic.stream, f"{topic.stream}/{second}", body="Third link."
        )
        form = SplitForm(frozenset({second}), name="Apart")
        apart = forums.split_topic(circle.moderator.id, topic.id, form)
        reader = as_member(circle.newcomer)
        assert '<p dir="auto">First link.</p>' in reader.get(f"/topics/{apart}").text
        assert '<p dir="auto">Second link.</p>' in reader.get(f"{topic.address}/posts/{third}").text

    def test_without_script_a_tick_quotes(self, circle: Circle, as_member: Browser) -> None:
        seq, client = (
            a_message(circle.other, circle.room_id, "To be quoted."),
            as_member(circle.regular),
        )
        page = client.get(f"/rooms/{circle.room_id}/messages/{seq}").text
        assert f'value="{circle.stream}/{seq}"' in page

    @pytest.mark.parametrize(
        ("body", "begins", "ends", "found"),
        [
            ("One two three", 4, 7, "two"),
            ("One **two** three", 4, 7, "two"),
            ("a < b & c", 2, 5, "< b"),
            ("One\n\ntwo", 0, 0, "One two"),
            ("Plain ||secret|| end", 0, 0, "Plain … end"),
            ("Plain ||secret|| end", 8, 11, "…"),
            ("Plain ||secret|| end", 13, 16, "end"),
            ("💚💚 green", 3, 8, "green"),
            ("short", 99, 120, ""),
            ("x" * 700, 0, 0, "x" * 599 + "…"),
        ],
    )
    def test_a_range_counts_what_the_page_shows(
        self, body: str, begins: int, ends: int, found: str
    ) -> None:
        assert quoted(body, begins, ends, 600) == found


class TestKeeping:
    @law("L3.3")
    def test_what_is_kept_is_found_again_wherever_it_went(
        self, circle: Circle, as_member: Browser
    ) -> None:
        topic = a_topic(circle.regular, circle)
        seq, client = a_post(circle.other, topic, "Worth keeping."), as_member(circle.regular)
        answer = client.post(f"{topic.address}/posts/{seq}/bookmark", data={"on": "yes"})
        assert answer.status_code == 303
        form = SplitForm(frozenset({seq}), name="Apart")
        apart = forums.split_topic(circle.moderator.id, topic.id, form)
        page = client.get("/you/bookmarks").text
        assert "Worth keeping." in page
        assert f"/topics/{apart}#m-1" in page
        client.post(f"/topics/{apart}/posts/1/bookmark", data={"from_list": "yes"})
        assert "Worth keeping." not in client.get("/you/bookmarks").text

    def test_nobody_else_sees_it_and_it_goes_with_the_words(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.other, circle.room_id, "Worth keeping.")
        rooms.set_bookmark(circle.regular.id, circle.stream, seq, True)
        rooms.set_bookmark(circle.regular.id, circle.stream, seq, True)
        assert "Worth keeping." not in as_member(circle.other).get("/you/bookmarks").text
        rooms.remove_message(circle.other.id, circle.stream, seq, RemovalForm())
        assert db.session.query(Bookmark).count() == 0

    def test_only_what_one_may_read_is_kept_and_shown(
        self, circle: Circle, as_member: Browser
    ) -> None:
        seq = a_message(circle.other, circle.room_id, "Worth keeping.")
        address = f"/rooms/{circle.room_id}/messages/{seq}/bookmark"
        assert as_member(circle.outsider).post(address, data={"on": "yes"}).status_code == 404
        rooms.set_bookmark(circle.regular.id, circle.stream, seq, True)
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        assert "Worth keeping." not in as_member(circle.regular).get("/you/bookmarks").text
        groups.unblock_person(circle.regular.id, circle.mid(circle.other))
        groups.leave_group(circle.regular.id, circle.slug)
        assert "Worth keeping." not in as_member(circle.regular).get("/you/bookmarks").text
