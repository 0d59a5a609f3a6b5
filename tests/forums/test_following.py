"""Following and muting a topic, and being named in it: told once, and only who wants to be (L3.3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community import clock
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import MergeForm, SplitForm
from community.groups import operations as groups
from community.jobs import run_due
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.notices.models import Notice
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.forms import EditForm, MessageForm, RemovalForm
from tests.factories import Circle, Person
from tests.forums.stage import Begun, a_key, a_post, a_topic
from tests.laws import law
from tests.stage import Browser

Say = Callable[[str], int]


@pytest.fixture
def topic(circle: Circle) -> Begun:
    """One that the regular began."""
    return a_topic(circle.regular, circle)


@pytest.fixture
def say(circle: Circle) -> Say:
    """The other says something in the lounge."""

    def said(body: str) -> int:
        form = MessageForm.parse({"body": body, "key": a_key()})
        return rooms.post_message(circle.other.id, circle.stream, form).seq

    return said


def told(person: Person) -> list[str]:
    """Of what kinds the unread notices of somebody are, after the work that was due."""
    run_due()
    rows = db.session.query(Notice).filter_by(member_id=person.id, read_at=None).order_by(Notice.at)
    return [row.kind for row in rows]


def an_hour() -> ActForm:
    """A removal for a while."""
    return ActForm("Come back tomorrow.", clock.now() + timedelta(hours=1))


def choose(client: Any, topic: Begun, choice: str) -> int:
    """Press one of the buttons; the status."""
    status: int = client.post(f"{topic.address}/choice", data={"choice": choice}).status_code
    return status


class TestFollowing:
    @law("L3.3")
    def test_who_follows_is_told_once_until_they_look(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        client = as_member(circle.newcomer)
        assert choose(client, topic, "following") == 303
        a_post(circle.other, topic)
        a_post(circle.other, topic, "And milk.")
        assert told(circle.newcomer) == ["topic_answered"]
        assert "There is something new in &#34;Tea or coffee&#34;." in client.get("/notices").text
        a_post(circle.other, topic, "And sugar.")
        assert told(circle.newcomer) == ["topic_answered"]
        client.get(topic.address)
        reading.write()
        assert told(circle.newcomer) == []
        a_post(circle.other, topic, "And honey.")
        assert told(circle.newcomer) == ["topic_answered"]

    @law("L3.3")
    def test_who_writes_in_a_topic_follows_it(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        a_post(circle.other, topic)
        assert told(circle.regular) == ["topic_answered"]
        assert "You follow it." in as_member(circle.other).get(topic.address).text

    def test_who_let_go_is_not_caught_again(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        choose(as_member(circle.regular), topic, "neither")
        a_post(circle.regular, topic, "Oh.")
        a_post(circle.other, topic)
        assert told(circle.regular) == []

    def test_an_answer_is_told_as_an_answer_alone(self, circle: Circle, topic: Begun) -> None:
        rooms.post_message(circle.other.id, topic.stream, MessageForm("Tea.", a_key(), reply_to=1))
        assert told(circle.regular) == ["message_answered"]

    def test_whoever_left_or_blocked_hears_nothing(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        choose(as_member(circle.newcomer), topic, "following")
        groups.leave_group(circle.newcomer.id, circle.slug)
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        a_post(circle.other, topic)
        assert told(circle.newcomer) == []
        assert told(circle.regular) == []

    def test_an_outsider_finds_nothing_to_follow(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        assert choose(as_member(circle.outsider), topic, "following") == 404
        assert choose(as_member(circle.newcomer), topic, "loudly") == 422

    @law("L3.3")
    def test_of_a_post_removed_at_once_nobody_is_told(self, circle: Circle, topic: Begun) -> None:
        seq = a_post(circle.other, topic)
        rooms.remove_message(circle.other.id, topic.stream, seq, RemovalForm.parse({}))
        assert told(circle.regular) == []

    @law("L3.3", "L9.1")
    @pytest.mark.parametrize("how", ["left", "removed"])
    def test_an_old_notice_tells_no_name_to_who_reads_there_no_more(
        self, circle: Circle, topic: Begun, as_member: Browser, how: str
    ) -> None:
        client = as_member(circle.regular)
        a_post(circle.other, topic)
        assert told(circle.regular) == ["topic_answered"]
        assert "Tea or coffee" in client.get("/notices").text
        if how == "left":
            groups.leave_group(circle.regular.id, circle.slug)
        else:
            moderation.remove_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
        page = client.get("/notices").text
        assert "Tea or coffee" not in page
        assert topic.address not in page
        assert "There was something new in a topic that you followed." in page

    @law("L3.5")
    @pytest.mark.parametrize("choice", ["following", "muted"])
    def test_whoever_wrote_what_is_split_off_has_chosen_for_both(
        self, circle: Circle, topic: Begun, as_member: Browser, choice: str
    ) -> None:
        seq = a_post(circle.other, topic)
        choose(as_member(circle.other), topic, choice)
        split = SplitForm(posts=frozenset({seq}), name="Another matter")
        there = forums.split_topic(circle.moderator.id, topic.id, split)
        a_post(circle.moderator, Begun(there, topic.board_id))
        heard = "topic_answered" in told(circle.other)
        assert heard is (choice == "following")
        assert told(circle.regular) == []  # did not write what was split off

    def test_following_goes_along_into_another_topic(self, circle: Circle, topic: Begun) -> None:
        other = a_topic(circle.moderator, circle, "Warm drinks")
        forums.merge_topic(circle.moderator.id, topic.id, MergeForm(other.id))
        a_post(circle.other, other)
        assert told(circle.regular) == ["topic_answered"]

    @law("L3.5", "L9.1")
    @pytest.mark.parametrize("how", ["split", "merged"])
    def test_what_told_of_moved_posts_is_read_with_them(
        self, circle: Circle, topic: Begun, as_member: Browser, how: str
    ) -> None:
        a_post(circle.other, topic)
        assert told(circle.regular) == ["topic_answered"]
        reply = MessageForm("Yes, tea.", a_key(), reply_to=1)
        seq = rooms.post_message(circle.other.id, topic.stream, reply).seq
        assert set(told(circle.regular)) == {"topic_answered", "message_answered"}
        if how == "merged":
            there = a_topic(circle.moderator, circle, "Warm drinks").id
            forums.merge_topic(circle.moderator.id, topic.id, MergeForm(there))
        else:
            posts = frozenset({seq - 1, seq})
            form = SplitForm(posts=posts, name="Another matter")
            there = forums.split_topic(circle.moderator.id, topic.id, form)
        client = as_member(circle.regular)
        assert f"/topics/{there}?go=unread" in client.get("/notices").text
        client.get(f"/topics/{there}")
        reading.write()
        left = [] if how == "merged" else ["message_answered"]  # their own post stayed
        assert told(circle.regular) == left
        client.get(topic.address)
        reading.write()
        assert told(circle.regular) == []

    @law("L3.5")
    def test_the_old_address_leads_on_to_where_reading_goes_on(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        other = a_topic(circle.moderator, circle, "Warm drinks")
        forums.merge_topic(circle.moderator.id, topic.id, MergeForm(other.id))
        answer = as_member(circle.regular).get(f"{topic.address}?go=unread")
        assert answer.location == f"{other.address}?go=unread"
        assert as_member(circle.regular).get(topic.address).location == other.address


class TestMuting:
    @law("L3.3")
    def test_a_muted_topic_is_quiet_everywhere(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        client = as_member(circle.regular)
        choose(client, topic, "muted")
        form = MessageForm(f"Tea, @{circle.regular.handle}.", a_key(), reply_to=1)
        rooms.post_message(circle.other.id, topic.stream, form)
        assert told(circle.regular) == []
        assert "Tea or coffee" not in client.get("/").text
        board = client.get(f"/boards/{topic.board_id}").text
        assert "Muted." in board
        assert "New posts" not in board

    def test_and_is_heard_of_again(self, circle: Circle, topic: Begun, as_member: Browser) -> None:
        client = as_member(circle.regular)
        choose(client, topic, "muted")
        choose(client, topic, "following")
        a_post(circle.other, topic)
        assert told(circle.regular) == ["topic_answered"]
        assert "Tea or coffee" in client.get("/").text


class TestNaming:
    @law("L3.3")
    def test_who_is_named_hears_of_it_once(
        self, circle: Circle, say: Say, as_member: Browser
    ) -> None:
        name = circle.regular.handle
        say(f"Ask @{name}, or @{name.upper()}. Not {name}@example.org.")
        assert told(circle.regular) == ["message_mentioned"]
        page = as_member(circle.regular).get("/notices").text
        assert f"{circle.other.handle} named you." in page

    @pytest.mark.parametrize(
        "words", ["`@{name}`", "> @{name}", "x@{name}", "@{name}x", "@@{name}"]
    )
    def test_what_is_no_naming_tells_nobody(self, circle: Circle, say: Say, words: str) -> None:
        say(words.format(name=circle.regular.handle))
        assert told(circle.regular) == []

    def test_outsiders_and_strangers_are_words_like_others(self, circle: Circle, say: Say) -> None:
        say(f"@{circle.outsider.handle} and @nobody-at-all, and @{circle.other.handle}")
        assert told(circle.outsider) == told(circle.other) == []

    @law("L1.8")
    def test_whoever_blocked_the_writer_is_not_told(self, circle: Circle, say: Say) -> None:
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        say(f"@{circle.regular.handle}")
        assert told(circle.regular) == []

    def test_a_crowd_is_refused_in_words_and_a_thousand_strangers_are_not(
        self, circle: Circle, say: Say, as_member: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("community.rooms.operations.calling.NAMED_AT_MOST", 2)
        crowd = [circle.regular, circle.newcomer, circle.moderator]
        words = " ".join(f"@{person.handle}" for person in crowd)
        data = {"body": words, "key": a_key()}
        answer = as_member(circle.other).post(f"/rooms/{circle.room_id}/messages", data=data)
        assert answer.status_code == 422
        assert "At most 2 people can be named" in answer.text
        assert told(circle.regular) == []
        say(" ".join(f"@p{number}" for number in range(600)))

    def test_an_edit_tells_only_whom_it_newly_names(self, circle: Circle, say: Say) -> None:
        seq = say(f"@{circle.regular.handle}")
        told(circle.regular)
        words = EditForm(f"@{circle.regular.handle} and @{circle.newcomer.handle}")
        rooms.edit_message(circle.other.id, circle.stream, seq, words)
        assert told(circle.regular) == ["message_mentioned"]
        assert told(circle.newcomer) == ["message_mentioned"]
