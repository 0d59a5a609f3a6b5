"""Splitting and merging: posts get new names, and nobody loses one, by page, by form and by socket (L3.5)."""

import re
from collections.abc import Callable

import pytest

from community.errors import Conflict, Forbidden, Invalid, Moved, NotFound
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import MergeForm, SplitForm
from community.forums.models import Topic
from community.groups import operations as groups
from community.journal import JournalEntry
from community.rooms import operations as rooms
from community.rooms import queries
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm
from community.rooms.models import Message, ReadPosition
from tests.factories import Circle, Person, a_circle
from tests.forums.stage import Begun, a_key, a_post, a_topic
from tests.laws import law
from tests.stage import Browser
from tests.wire import Wire

Live = Callable[..., Wire]


@pytest.fixture
def topic(circle: Circle) -> Begun:
    """One with three posts: the regular's, the other's, the regular's."""
    begun = a_topic(circle.regular, circle)
    a_post(circle.other, begun, "Coffee, always.")
    a_post(circle.regular, begun, "And for sleeping?")
    return begun


def seqs_of(topic_id: int) -> list[int]:
    """The names of what stands there."""
    rows = db.session.query(Message.seq).filter_by(stream_id=topic_id).order_by(Message.seq)
    return [row.seq for row in rows]


def words_in(topic_id: int) -> list[str]:
    """What stands there, in order."""
    rows = db.session.query(Message).filter_by(stream_id=topic_id).order_by(Message.seq)
    return [row.body for row in rows]


def split(circle: Circle, topic: Begun, *posts: int, name: str = "Sleep", **more: object) -> int:
    """The moderator lets some posts go on elsewhere."""
    form = SplitForm(posts=frozenset(posts), name="" if more.get("into") else name, **more)  # type: ignore[arg-type]
    return forums.split_topic(circle.moderator.id, topic.id, form)


@pytest.fixture
def elsewhere() -> Begun:
    """A topic of another group."""
    there = a_circle("elsewhere")
    return a_topic(there.regular, there)


def merged(person: Person, topic: Begun, into: Begun) -> int:
    """Somebody lets a whole topic go on in another."""
    return forums.merge_topic(person.id, topic.id, MergeForm(into.id))


class TestSplitting:
    @law("L3.5")
    def test_posts_go_on_in_a_topic_of_their_own(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        client, last = as_member(circle.moderator), seqs_of(topic.id)[-1]
        asked = {"posts": [str(last)], "into": "0", "name": "Sleep"}
        answer = client.post(f"{topic.address}/moves", data=asked)
        assert answer.status_code == 303
        page = as_member(circle.other).get(answer.headers["Location"]).text
        assert "And for sleeping?" in page
        before = as_member(circle.other).get(topic.address).text
        assert "And for sleeping?" not in before
        assert "A post was moved to &#34;Sleep&#34;." in before
        assert "2 posts" in before

    @law("L3.5")
    def test_every_later_post_goes_along(self, circle: Circle, topic: Begun) -> None:
        there = split(circle, topic, seqs_of(topic.id)[1], and_later=True)
        assert words_in(topic.id) == ["What helps?"]
        assert words_in(there) == ["Coffee, always.", "And for sleeping?"]

    def test_an_old_address_leads_to_the_new_place(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        last, client = seqs_of(topic.id)[-1], as_member(circle.other)
        there = split(circle, topic, last)
        answer = client.get(f"{topic.address}/posts/{last}")
        assert answer.status_code == 301
        assert answer.headers["Location"] == f"/topics/{there}/posts/1"
        assert client.get(answer.headers["Location"]).status_code == 200

    def test_pages_keep_their_addresses(self, circle: Circle, as_member: Browser) -> None:
        topic = a_topic(circle.regular, circle)
        for number in range(2, 42):
            a_post(circle.regular, topic, f"Post {number}.")
        split(circle, topic, *seqs_of(topic.id)[5:25])
        second = as_member(circle.other).get(f"{topic.address}?page=2").text
        assert "Post 26." in second
        assert "Post 40." in second
        assert "5 posts were moved to" in second

    @law("L3.3")
    def test_answers_reactions_and_earlier_words_come_along(
        self, circle: Circle, topic: Begun
    ) -> None:
        third = seqs_of(topic.id)[-1]
        answer = MessageForm("Milk.", a_key(), reply_to=third)
        fourth = rooms.post_message(circle.other.id, topic.stream, answer).seq
        rooms.set_reaction(circle.other.id, topic.stream, third, ReactionForm("me_too", True))
        rooms.edit_message(circle.regular.id, topic.stream, third, EditForm("And for sleep?"))
        there = split(circle, topic, third, fourth)
        kept = db.session.get_one(Message, (there, 2))
        assert (kept.reply_to, kept.reply_stream) == (1, None)
        with pytest.raises(NotFound):
            rooms.remove_message(circle.outsider.id, f"topic:{there}", 1, RemovalForm())
        assert queries.reactions_of(there, [1], frozenset()) == {1: {"me_too": 1}}
        assert [one.body for one in queries.versions_of(there, 1)] == ["And for sleeping?"]

    def test_an_answer_to_what_stayed_still_leads_there(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        first = seqs_of(topic.id)[0]
        answer = MessageForm("A walk.", a_key(), reply_to=first)
        seq = rooms.post_message(circle.other.id, topic.stream, answer).seq
        there = split(circle, topic, seq)
        page = as_member(circle.regular).get(f"/topics/{there}").text
        assert f'href="{topic.address}/posts/{first}"' in page

    def test_what_was_read_stays_read(self, circle: Circle, topic: Begun) -> None:
        _first, second, third = seqs_of(topic.id)
        rooms.mark_read(
            {(circle.other.id, topic.id): third, (circle.newcomer.id, topic.id): second}
        )
        there = split(circle, topic, second, third)
        read = {
            row.member_id: row.seq
            for row in db.session.query(ReadPosition).filter_by(stream_id=there)
        }
        assert read == {circle.other.id: 2, circle.newcomer.id: 1}

    @pytest.mark.parametrize("who", ["regular", "newcomer"])
    def test_members_do_not_move_posts(
        self, circle: Circle, topic: Begun, as_member: Browser, who: str
    ) -> None:
        client, asked = (
            as_member(getattr(circle, who)),
            {"posts": [str(seqs_of(topic.id)[-1])], "name": "Sleep"},
        )
        assert client.get(f"{topic.address}/moves").status_code == 403
        assert client.post(f"{topic.address}/moves", data=asked).status_code == 403
        assert len(words_in(topic.id)) == 3

    def test_a_removed_post_stays_where_it_was(self, circle: Circle, topic: Begun) -> None:
        second = seqs_of(topic.id)[1]
        rooms.remove_message(circle.other.id, topic.stream, second, RemovalForm())
        with pytest.raises(Conflict):
            split(circle, topic, second)
        with pytest.raises(Conflict):
            rooms.edit_message(circle.other.id, topic.stream, second, EditForm("Back."))

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"posts": []}, "posts"),
            ({"posts": ["x"]}, "posts"),
            ({"name": ""}, "name"),
            ({"name": "x" * 121}, "name"),
            ({"into": "-1"}, "into"),
            ({"address": "https://elsewhere.example/"}, "address"),
            ({"x": "1"}, "form"),
        ],
    )
    def test_bad_input_moves_nothing_and_keeps_the_choice(
        self, circle: Circle, topic: Begun, as_member: Browser, wrong: dict, field: str
    ) -> None:
        last = str(seqs_of(topic.id)[-1])
        asked = {"posts": [last], "name": "Sleep"} | wrong
        answer = as_member(circle.moderator).post(f"{topic.address}/moves", data=asked)
        assert answer.status_code == 422
        if field != "posts":
            assert f'value="{last}" checked' in answer.text
        assert len(words_in(topic.id)) == 3

    def test_a_refusal_keeps_the_page_and_what_was_chosen_on_it(
        self, circle: Circle, as_member: Browser
    ) -> None:
        topic = a_topic(circle.regular, circle)
        for number in range(2, 23):
            a_post(circle.other, topic, f"Post {number}.")
        client, seq = as_member(circle.moderator), str(seqs_of(topic.id)[4])
        page = client.get(f"{topic.address}/moves").text
        action = re.search(r'action="([^"]+/moves[^"]*)"', page)
        assert action is not None
        answer = client.post(action[1], data={"posts": [seq], "name": ""})
        assert answer.status_code == 422
        assert f'value="{seq}" checked' in answer.text

    def test_all_posts_are_no_split(self, circle: Circle, topic: Begun) -> None:
        with pytest.raises(Invalid):
            split(circle, topic, *seqs_of(topic.id))
        assert db.session.query(Topic).count() == 1

    def test_the_second_of_two_moderators_is_told(self, circle: Circle, topic: Begun) -> None:
        last = seqs_of(topic.id)[-1]
        split(circle, topic, last)
        with pytest.raises(Conflict):
            split(circle, topic, last)
        assert db.session.query(Topic).count() == 2

    def test_the_journal_knows_who_moved_what(self, circle: Circle, topic: Begun) -> None:
        there = split(circle, topic, seqs_of(topic.id)[-1])
        row = db.session.query(JournalEntry).filter_by(kind="forums:posts:moved").one()
        assert (row.actor, row.subject) == (circle.moderator.id, topic.stream)
        assert row.facts == {"to": f"topic:{there}", "posts": 1}


class TestMerging:
    @law("L3.5")
    def test_a_topic_goes_on_in_another(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        other = a_topic(circle.other, circle, "Warm drinks", "Which ones?")
        client = as_member(circle.moderator)
        answer = client.post(
            f"{topic.address}/merger", data={"goes_on_at": f"https://x.example{other.address}"}
        )
        assert answer.headers["Location"] == other.address
        assert words_in(other.id) == [
            "Which ones?",
            "What helps?",
            "Coffee, always.",
            "And for sleeping?",
        ]
        reader = as_member(circle.regular)
        assert reader.get(topic.address).headers["Location"] == other.address
        board = reader.get(f"/boards/{topic.board_id}").text
        assert "Tea or coffee" not in board
        assert "4 posts" in board

    def test_nothing_more_is_written_in_what_was_merged_and_no_word_is_lost(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        other = a_topic(circle.other, circle, "Warm drinks")
        merged(circle.moderator, topic, other)
        for person in (circle.regular, circle.moderator):
            with pytest.raises(Moved) as refusal:
                a_post(person, topic, "Milk.")
            assert refusal.value.payload()["to"] == {"stream": other.stream}
        words = {"body": "Milk with honey.", "key": a_key()}
        answer = as_member(circle.regular).post(f"{topic.address}/posts", data=words)
        assert answer.status_code == 409
        assert "Milk with honey." in answer.text
        assert f'action="{other.address}/posts"' in answer.text

    def test_two_moderators_merging_the_same_two_do_it_once(
        self, circle: Circle, topic: Begun
    ) -> None:
        other = a_topic(circle.other, circle, "Warm drinks")
        merged(circle.moderator, topic, other)
        for one, into in ((topic, other), (other, topic)):
            with pytest.raises(Conflict):
                merged(circle.moderator, one, into)
        assert len(words_in(other.id)) == 4

    def test_what_was_merged_is_ruled_no_more(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        merged(circle.moderator, topic, a_topic(circle.other, circle, "Warm drinks"))
        words = {"name": "Renamed", "board": str(topic.board_id)}
        answer = as_member(circle.moderator).post(f"{topic.address}/settings", data=words)
        assert answer.status_code == 409
        assert db.session.get_one(Topic, topic.id).name == "Tea or coffee"

    def test_a_merge_without_a_topic_says_so_once(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        answer = as_member(circle.moderator).post(f"{topic.address}/merger", data={})
        assert answer.status_code == 422
        assert answer.text.count('class="wrong"') == 1

    def test_only_into_another_topic_of_the_group(
        self, circle: Circle, topic: Begun, elsewhere: Begun
    ) -> None:
        with pytest.raises(Invalid):
            merged(circle.moderator, topic, topic)
        with pytest.raises(NotFound):
            merged(circle.moderator, topic, elsewhere)
        with pytest.raises(Forbidden):
            merged(circle.regular, topic, a_topic(circle.other, circle, "Warm drinks"))

    def test_names_follow_through_many_moves(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        first = seqs_of(topic.id)[0]
        second = a_topic(circle.other, circle, "Warm drinks")
        third = a_topic(circle.other, circle, "Everything")
        merged(circle.moderator, topic, second)
        merged(circle.moderator, second, third)
        answer = as_member(circle.regular).get(f"{topic.address}/posts/{first}")
        assert answer.headers["Location"] == f"{third.address}/posts/3"
        with pytest.raises(Moved) as refusal:
            rooms.edit_message(circle.regular.id, topic.stream, first, EditForm("Changed."))
        assert refusal.value.payload()["to"] == {"stream": third.stream, "seq": 3}

    def test_the_same_key_after_a_merge_gives_the_first_result(
        self, circle: Circle, topic: Begun
    ) -> None:
        form = MessageForm("Milk.", a_key())
        seq = rooms.post_message(circle.other.id, topic.stream, form).seq
        merged(circle.moderator, topic, a_topic(circle.other, circle, "Warm drinks"))
        assert rooms.post_message(circle.other.id, topic.stream, form).seq == seq

    def test_words_typed_for_a_moved_post_are_kept_where_it_is(
        self, circle: Circle, topic: Begun, as_member: Browser
    ) -> None:
        first, other = seqs_of(topic.id)[0], a_topic(circle.other, circle, "Warm drinks")
        merged(circle.moderator, topic, other)
        answer = as_member(circle.regular).post(
            f"{topic.address}/posts/{first}/edit", data={"body": "What warms?"}
        )
        assert answer.status_code == 409
        assert "What warms?" in answer.text
        assert f'action="{other.address}/posts/2/edit"' in answer.text


class TestLive:
    def test_the_log_of_both_topics_tells_it(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        _first, _second, third = seqs_of(topic.id)
        rooms.set_reaction(circle.other.id, topic.stream, third, ReactionForm("me_too", True))
        wire = live(circle.other, topic.stream)
        there = split(circle, topic, third)
        wire.hears(lambda w: len(w.entries()) == 2)
        gone = wire.entries()[0]
        assert gone["kind"] == "post_moved"
        assert gone["data"] == {"message": third, "to": {"stream": f"topic:{there}", "seq": 1}}
        came = wire.call("join", stream=f"topic:{there}", since=0)["entries"]
        assert [entry["kind"] for entry in came][:2] == ["message_posted", "reaction_set"]
        assert came[0]["data"]["moved_from"] == {"stream": topic.stream, "seq": third}
        assert came[0]["data"]["written_at"]
        assert came[1]["data"] == {"message": 1, "reaction": "me_too", "on": True, "count": 1}

    def test_an_old_name_conflicts_and_says_the_new_one(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        third = seqs_of(topic.id)[-1]
        there = split(circle, topic, third)
        wire = live(circle.other)
        packet = {"message": third, "reaction": "me_too", "on": True}
        error = wire.call("react", stream=topic.stream, **packet)["error"]
        assert (error["code"], error["to"]) == ("conflict", {"stream": f"topic:{there}", "seq": 1})

    def test_what_a_blocked_person_wrote_is_moved_unseen(
        self, circle: Circle, topic: Begun, live: Live
    ) -> None:
        third = seqs_of(topic.id)[-1]
        groups.block_person(circle.other.id, circle.mid(circle.regular))
        there = split(circle, topic, third)
        came = live(circle.other).call("join", stream=f"topic:{there}", since=0)["entries"]
        assert came[0]["hidden"] is True
        assert "data" not in came[0]
