"""Topics as people meet them: begun, read page by page, written in, ruled; by page, by form and by socket."""

from collections.abc import Callable

import pytest

from community import clock
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import TopicRules
from community.forums.models import Topic
from community.groups import operations as groups
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.rooms import operations as rooms
from community.rooms import reading
from community.rooms.forms import EditForm, ReactionForm, RemovalForm
from tests.factories import Circle, a_circle
from tests.forums.stage import Begun, a_key, a_post, a_topic, board_of
from tests.laws import law
from tests.stage import Browser
from tests.wire import Wire

Live = Callable[..., Wire]


@pytest.fixture
def topic(circle: Circle) -> Begun:
    """One that the regular began."""
    return a_topic(circle.regular, circle)


def ruled(circle: Circle, topic: Begun, **rules: object) -> None:
    """A moderator sets something about it."""
    form = TopicRules.parse({"name": "Tea or coffee", "board": str(topic.board_id), **rules})
    forums.change_topic(circle.moderator.id, topic.id, form)


class TestBeginning:
    @law("L3.1")
    def test_every_group_has_a_board_on_which_a_member_begins_a_topic(
        self, circle: Circle, as_member: Browser
    ) -> None:
        client, board = as_member(circle.regular), board_of(circle)
        words = {"name": "Tea or coffee", "body": "What *helps*?", "key": a_key()}
        answer = client.post(f"/boards/{board}/topics", data=words)
        assert answer.status_code == 303
        page = client.get(answer.headers["Location"]).text
        assert "Tea or coffee" in page
        assert "What <em>helps</em>?" in page
        assert "Tea or coffee" in as_member(circle.other).get(f"/boards/{board}").text

    @law("L4.2")
    def test_pressing_twice_begins_one_topic(self, circle: Circle, as_member: Browser) -> None:
        client, board = as_member(circle.regular), board_of(circle)
        words = {"name": "Tea or coffee", "body": "What helps?", "key": a_key()}
        first, again = (client.post(f"/boards/{board}/topics", data=words) for _time in range(2))
        assert first.headers["Location"] == again.headers["Location"]
        assert db.session.query(Topic).count() == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "x" * 121},
            {"body": " "},
            {"body": "x" * 4001},
            {"key": "?"},
            {"note": "no"},
            {"x": "1"},
        ],
    )
    def test_bad_input_is_refused_in_words_and_loses_nothing(
        self, circle: Circle, as_member: Browser, wrong: dict[str, str]
    ) -> None:
        words = {"name": "Tea or coffee", "body": "What helps?", "key": a_key()} | wrong
        answer = as_member(circle.regular).post(f"/boards/{board_of(circle)}/topics", data=words)
        assert answer.status_code == 422
        assert db.session.query(Topic).count() == 0
        kept = {"name", "body"} - wrong.keys()
        assert all(words[name] in answer.text for name in kept)

    @law("L4.7")
    def test_a_muted_member_begins_none_and_is_told_until_when(
        self, circle: Circle, as_member: Browser
    ) -> None:
        until = ActForm("Please let others finish.", clock.now() + clock.timedelta(hours=2))
        moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), until)
        words = {"name": "Tea or coffee", "body": "Kept words.", "key": a_key()}
        answer = as_member(circle.regular).post(f"/boards/{board_of(circle)}/topics", data=words)
        assert answer.status_code == 403
        assert "Kept words." in answer.text
        assert "Please let others finish." in answer.text
        assert db.session.query(Topic).count() == 0

    @law("L2.6")
    def test_nothing_is_begun_on_an_archived_board(
        self, circle: Circle, as_member: Browser
    ) -> None:
        board, keeper = board_of(circle), as_member(circle.moderator)
        keeper.post(f"/boards/{board}/settings", data={"name": "Old", "archived": "yes"})
        words = {"name": "Tea or coffee", "body": "What helps?", "key": a_key()}
        assert (
            as_member(circle.regular).post(f"/boards/{board}/topics", data=words).status_code == 403
        )
        assert "Old" not in as_member(circle.regular).get(f"/groups/{circle.slug}/forum").text


class TestPages:
    @law("L3.1")
    def test_twenty_posts_stand_on_a_page_and_keep_their_page_whatever_happens(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        seqs = [a_post(circle.other, topic, f"post number {number}") for number in range(2, 46)]
        client = as_member(circle.regular)
        rooms.remove_message(circle.other.id, topic.stream, seqs[0], RemovalForm())
        rooms.edit_message(circle.other.id, topic.stream, seqs[1], EditForm("post number three"))
        pages = [client.get(f"{topic.address}?page={page}").text for page in (1, 2, 3)]
        assert "post number 20" in pages[0]
        assert "post number 21" not in pages[0]
        assert "post number 21" in pages[1]
        assert "post number 41" in pages[2]
        assert [page.count('id="m-') for page in pages] == [20, 20, 5]
        for beyond in ("0", "4", "-1"):
            assert client.get(f"{topic.address}?page={beyond}").status_code == 404

    @law("L3.1")
    def test_a_post_leads_back_to_its_page(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        for number in range(2, 26):
            seq = a_post(circle.regular, topic, f"post number {number}")
        client = as_member(circle.regular)
        edited = client.post(f"{topic.address}/posts/{seq}/edit", data={"body": "Better."})
        assert edited.headers["Location"] == f"{topic.address}?page=2#m-{seq}"
        said = client.post(f"{topic.address}/posts", data={"body": "One more", "key": a_key()})
        assert said.headers["Location"].startswith(f"{topic.address}?page=2#m-")

    @law("L3.3", "L1.8")
    def test_ones_own_posts_and_what_one_cannot_read_are_no_new_posts(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        board = f"/boards/{topic.board_id}"
        marks = ('<b class="small">New', "New posts")
        client = as_member(circle.regular)  # who began it
        assert not any(mark in client.get(board).text for mark in marks)
        client.get(topic.address)
        reading.write()
        a_post(circle.regular, topic)
        assert not any(mark in client.get(board).text for mark in marks)
        seq = a_post(circle.other, topic)
        assert "New posts" in client.get(board).text
        rooms.remove_message(circle.other.id, topic.stream, seq, RemovalForm())
        assert not any(mark in client.get(board).text for mark in marks)
        a_post(circle.other, topic)
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        assert not any(mark in client.get(board).text for mark in marks)
        assert not any(mark in client.get(f"/groups/{circle.slug}").text for mark in marks)

    @law("L3.3")
    def test_reading_goes_on_at_the_first_unread_post(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        client = as_member(circle.other)
        assert "New" in client.get(f"/boards/{topic.board_id}").text
        client.get(topic.address)
        reading.write()
        assert "New posts" not in client.get(f"/boards/{topic.board_id}").text
        for number in range(2, 26):
            a_post(circle.regular, topic, f"post number {number}")
        assert "New posts" in client.get(f"/boards/{topic.board_id}").text
        on = client.get(f"{topic.address}?go=unread").headers["Location"]
        assert on == f"{topic.address}#unread"
        assert 'id="unread"' in client.get(topic.address).text
        client.get(f"{topic.address}?page=1")
        reading.write()
        on = client.get(f"{topic.address}?go=unread").headers["Location"]
        assert on == f"{topic.address}?page=2#unread"

    @law("L1.8")
    def test_whoever_is_blocked_leaves_no_post_on_ones_pages(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        a_post(circle.other, topic, "Words of the other.")
        groups.block_person(circle.regular.id, circle.mid(circle.other))
        assert "Words of the other." not in as_member(circle.regular).get(topic.address).text
        assert "Words of the other." in as_member(circle.moderator).get(topic.address).text


class TestWriting:
    @law("L4.2", "L3.1")
    def test_a_post_reaches_whoever_listens_and_whoever_was_away(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        one, two = live(circle.regular, topic.stream), live(circle.other, topic.stream)
        said = one.call("post_message", stream=topic.stream, body="Tea.", key=a_key())
        assert said["ok"]
        two.hears(lambda w: any("Tea." in e["data"].get("html", "") for e in w.entries()))
        away = live(circle.newcomer).call("join", stream=topic.stream, since=0)
        assert [e["kind"] for e in away["entries"]] == ["message_posted", "message_posted"]
        assert f"{topic.address}/posts/{said['seq']}" in away["entries"][-1]["data"]["html"]

    @law("L3.3")
    def test_a_post_is_edited_thanked_and_removed_as_a_message_is(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        wire = live(circle.other, topic.stream)
        seq = a_post(circle.regular, topic, "First words.")
        rooms.edit_message(circle.regular.id, topic.stream, seq, EditForm("Second words."))
        thanks = ReactionForm("thank_you", True)
        rooms.set_reaction(circle.newcomer.id, topic.stream, seq, thanks)
        rooms.remove_message(
            circle.moderator.id, topic.stream, seq, RemovalForm("Not here, please.")
        )
        wire.hears(lambda w: len(w.entries()) == 4)
        kinds = [entry["kind"] for entry in wire.entries()]
        assert kinds == ["message_posted", "message_edited", "reaction_set", "message_removed"]
        again = live(circle.newcomer).call("join", stream=topic.stream, since=0)
        assert "words" not in str(again["entries"][1:])

    @law("L3.5")
    def test_a_closed_topic_is_read_and_says_why_nothing_more_is_written(
        self, circle: Circle, topic: Begun, as_member: Browser, live: Live
    ) -> None:
        ruled(circle, topic, closed="yes", closing_reason="It was answered.")
        client = as_member(circle.other)
        answer = client.post(f"{topic.address}/posts", data={"body": "Kept words.", "key": a_key()})
        assert answer.status_code == 403
        assert "Kept words." in answer.text
        assert "It was answered." in answer.text
        wire = live(circle.other, topic.stream)
        refused = wire.call("post_message", stream=topic.stream, body="Tea.", key=a_key())
        assert refused["error"]["code"] == "read_only"
        assert "It was answered." in refused["error"]["message"]
        ruled(circle, topic)
        assert wire.call("post_message", stream=topic.stream, body="Tea.", key=a_key())["ok"]

    @law("L3.5")
    def test_slow_mode_tells_when_and_why(self, circle: Circle, topic: Begun, live: Live) -> None:
        ruled(circle, topic, slow_seconds="60", slow_reason="So that people can read first.")
        wire = live(circle.other, topic.stream)
        assert wire.call("post_message", stream=topic.stream, body="One.", key=a_key())["ok"]
        refused = wire.call("post_message", stream=topic.stream, body="Two.", key=a_key())
        assert refused["error"]["code"] == "slow_mode"
        assert "So that people can read first." in refused["error"]["message"]
        assert 0 < refused["error"]["retry_after"] <= 61

    @law("L3.5")
    def test_a_pinned_topic_stands_first_and_a_topic_moves_to_another_board_with_its_address(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        a_topic(circle.regular, circle, "Later one")
        client = as_member(circle.other)
        before = client.get(f"/boards/{topic.board_id}").text
        assert before.index("Later one") < before.index("Tea or coffee")
        ruled(circle, topic, pinned="yes")
        after = client.get(f"/boards/{topic.board_id}").text
        assert after.index("Tea or coffee") < after.index("Later one")
        keeper = as_member(circle.moderator)
        made = keeper.post(f"/groups/{circle.slug}/boards", data={"name": "Kitchen"})
        kitchen = made.headers["Location"].rpartition("/")[2]
        ruled(circle, topic, board=kitchen)
        assert "Tea or coffee" in client.get(f"/boards/{kitchen}").text
        assert client.get(topic.address).status_code == 200

    @law("L3.5")
    def test_rules_that_make_no_sense_are_refused(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        elsewhere = board_of(a_circle())
        keeper = as_member(circle.moderator)
        good = {"name": "Tea", "board": str(topic.board_id)}
        wrong = [
            {"closed": "yes"},
            {"board": str(elsewhere)},
            {"board": "x"},
            {"name": ""},
            {"slow_seconds": "-1"},
        ]
        for each in wrong:
            answer = keeper.post(f"{topic.address}/settings", data=good | each)
            assert answer.status_code == 422, each
        assert keeper.post(f"{topic.address}/settings", data=good).status_code == 303


class TestLeaving:
    @law("L4.7")
    def test_whoever_is_banned_hears_no_more_of_a_topic(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        wire, stays = live(circle.other, topic.stream), live(circle.newcomer, topic.stream)
        ban = ActForm("Please let others finish.", None)
        moderation.ban_person(circle.moderator.id, circle.mid(circle.other), ban)
        wire.hears(lambda w: w.events("evicted"))
        a_post(circle.regular, topic, "After the ban.")
        stays.hears(lambda w: "After the ban." in str(w.entries()))
        assert "After the ban." not in str(wire.entries())
        assert wire.call("join", stream=topic.stream)["error"]["code"] == "not_found"

    @law("L2.1")
    def test_an_outsider_finds_neither_topic_nor_board(
        self, circle: Circle, topic: Begun, as_member: Browser, live: Live
    ) -> None:
        client = as_member(circle.outsider)
        for address in (topic.address, f"/boards/{topic.board_id}", f"{topic.address}/posts/1"):
            assert client.get(address).status_code == 404
        assert (
            live(circle.outsider).call("join", stream=topic.stream)["error"]["code"] == "not_found"
        )

    def test_a_room_has_no_posts_and_a_topic_no_messages(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        client = as_member(circle.regular)
        assert client.get(f"{topic.address}/posts/1").status_code == 200
        wrong = (
            f"{topic.address}/messages/1",
            f"/rooms/{circle.room_id}/posts/1",
            f"/rooms/{topic.id}/messages/1",
        )
        for address in wrong:
            assert client.get(address).status_code == 404
