"""A newcomer's first posts wait, and their author never meets silence (L3.6)."""

from datetime import timedelta

import pytest

from community import clock
from community.extensions import db
from community.groups.models import Group
from community.moderation import operations, queries
from community.moderation.models import Held
from community.operations import operation
from tests.factories import Circle, a_message
from tests.forums.stage import a_post, a_topic, board_of
from tests.laws import law
from tests.moderation.waiting import WORDS, a_post_that_waits, held_under, said_in, told, write
from tests.stage import Browser, Live

POST = {"body": WORDS, "key": "first-post-1"}


@operation
def leave_unattended(group_id: int) -> None:
    """Nobody looks after the group any more."""
    db.session.get_one(Group, group_id).unattended_since = clock.now()


@law("L3.6", "L13.2")
def test_a_newcomers_first_post_waits_and_only_its_author_sees_it(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle)
    newcomer = as_member(circle.newcomer)
    answer = newcomer.post(f"{topic.address}/posts", data=POST)
    assert answer.status_code == 303
    assert "#waiting" in newcomer.get(answer.location).location
    shown = newcomer.get(topic.address).text
    assert WORDS in shown
    assert "Waiting for a moderator" in shown
    assert WORDS not in as_member(circle.regular).get(topic.address).text
    assert said_in(topic.id) == ["What helps?"]


@law("L3.6")
def test_a_newcomers_first_two_posts_wait_and_the_third_does_not(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle)
    for _number in range(2):
        waiting = write(circle.newcomer, topic.address, as_member)
        operations.approve_words(circle.moderator.id, waiting.id)
    as_member(circle.newcomer).post(f"{topic.address}/posts", data=POST)
    assert len(said_in(topic.id)) == 4
    assert db.session.query(Held).count() == 2
    assert len([one for one in told(circle.newcomer) if "is posted now" in one]) == 2


@law("L3.6")
def test_whatever_a_newcomer_writes_before_two_were_posted_waits_in_order(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle)
    for number in range(3):
        write(circle.newcomer, topic.address, as_member, f"Words {number}.")
    shown = as_member(circle.newcomer).get(topic.address).text
    assert shown.index("Words 0.") < shown.index("Words 1.") < shown.index("Words 2.")
    assert queries.count_waiting(circle.group_id) == 3


@law("L3.6")
@pytest.mark.parametrize("who", ["other", "moderator"])
def test_what_others_post_does_not_wait(circle: Circle, as_member: Browser, who: str) -> None:
    topic = a_topic(circle.regular, circle)
    as_member(circle.people[who]).post(f"{topic.address}/posts", data=POST)
    assert said_in(topic.id) == ["What helps?", WORDS]


@law("L8.6")
def test_in_a_room_a_newcomer_speaks_at_once(circle: Circle, live: Live) -> None:
    answer = live(circle.newcomer, circle.stream).call("post_message", stream=circle.stream, **POST)
    assert answer["seq"] == 1


@law("L3.6", "L4.3", "L8.6")
def test_held_words_are_acknowledged_as_held_and_take_the_next_place_when_approved(
    circle: Circle, live: Live
) -> None:
    topic = a_topic(circle.regular, circle)
    hearer, wire = live(circle.regular, topic.stream), live(circle.newcomer, topic.stream)
    first = wire.call("post_message", stream=topic.stream, **POST)
    assert (first["held"], first["wait_minutes"]) == (True, None)
    a_post(circle.regular, topic, "Meanwhile.")
    operations.approve_words(circle.moderator.id, held_under(POST["key"]).id)
    hearer.hears(lambda one: len(one.entries()) == 2)
    entry = hearer.entries()[-1]
    assert (entry["kind"], entry["seq"], entry["data"]["key"]) == ("message_posted", 3, POST["key"])
    assert entry["data"]["written_at"] <= entry["at"]


@law("L4.2", "L3.6")
def test_the_same_key_waits_once_and_answers_the_same(circle: Circle, live: Live) -> None:
    topic = a_topic(circle.regular, circle)
    wire = live(circle.newcomer, topic.stream)
    first = wire.call("post_message", stream=topic.stream, **POST)
    assert wire.call("post_message", stream=topic.stream, **POST) == first
    assert queries.count_waiting(circle.group_id) == 1
    operations.approve_words(circle.moderator.id, held_under(POST["key"]).id)
    assert wire.call("post_message", stream=topic.stream, **POST)["seq"] == 2


@law("L3.6")
def test_a_topic_that_waits_is_not_there_until_it_is_approved(
    circle: Circle, as_member: Browser
) -> None:
    board, form = board_of(circle), {**POST, "name": "A shy hello"}
    newcomer, regular = as_member(circle.newcomer), as_member(circle.regular)
    answer = newcomer.post(f"/boards/{board}/topics", data=form)
    assert "A shy hello" in newcomer.get(answer.location).text
    assert "A shy hello" not in regular.get(f"/boards/{board}").text
    moderator = as_member(circle.moderator)
    assert "A shy hello" in moderator.get(f"/groups/{circle.slug}/waiting").text
    moderator.post(f"/held/{held_under(POST['key']).id}/approval")
    assert "A shy hello" in regular.get(f"/boards/{board}").text
    again = newcomer.post(f"/boards/{board}/topics", data=form)
    assert "/topics/" in again.location


@law("L2.4", "L3.6")
def test_where_nobody_looks_after_a_group_every_post_waits(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle)
    leave_unattended(circle.group_id)
    assert write(circle.regular, topic.address, as_member).reason == "unattended"
    assert a_message(circle.regular, circle.room_id) == 1


@law("L3.6")
def test_the_author_is_told_how_long_it_usually_takes(circle: Circle, as_member: Browser) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    clock.move(timedelta(minutes=12))
    operations.approve_words(circle.moderator.id, waiting.id)
    write(circle.newcomer, topic.address, as_member, "Once more.")
    shown = as_member(circle.newcomer).get(topic.address).text
    assert "usually 12 minutes" in shown


@law("L3.6")
def test_a_change_is_no_way_past_a_moderator(circle: Circle, as_member: Browser) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    operations.approve_words(circle.moderator.id, waiting.id)
    newcomer = as_member(circle.newcomer)
    answer = newcomer.post(f"{topic.address}/posts/2/edit", data={"body": "Something else."})
    assert answer.status_code == 403
    assert "Something else." in answer.text
    assert said_in(topic.id)[-1] == WORDS
