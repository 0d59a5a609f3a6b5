"""The slow pulse: seqs, news, and a second look at who may still listen."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from community import clock, text
from community.extensions import db
from community.groups.models import Membership
from community.operations import operation
from community.realtime import beat, news
from community.realtime.connections import connections
from tests.factories import Circle, a_message
from tests.laws import law
from tests.wire import Wire, until

Live = Callable[..., Wire]


@operation
def leave_silently(membership_id: int) -> None:
    """As if the eviction of another process had been lost on the way."""
    db.session.get_one(Membership, membership_id).left_at = clock.now()


def test_joined_sockets_learn_how_far_their_streams_have_come(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    a_message(circle.other, circle.room_id)
    beat.send_seqs()
    wire.hears(lambda w: w.events("seqs") == [{"streams": {circle.stream: 1}}])


@law("L4.7")
def test_a_socket_whose_right_has_ended_is_taken_out_even_if_its_eviction_was_lost(
    circle: Circle, live: Live
) -> None:
    wire = live(circle.regular, circle.stream)
    leave_silently(circle.mid(circle.regular))
    beat.close_what_is_no_longer_allowed()
    wire.hears(lambda w: w.events("evicted"))
    assert wire.events("evicted")[0]["stream"] == circle.stream


@law("L1.6")
def test_a_socket_whose_session_has_expired_is_closed(
    app: Flask, circle: Circle, live: Live
) -> None:
    wire = live(circle.regular, circle.stream)
    clock.move(timedelta(days=61))
    beat.close_what_is_no_longer_allowed()
    until(lambda: wire.closed)
    until(lambda: not len(connections))


class TestNews:
    def test_absent_members_hear_that_something_is_new_and_outsiders_nothing(
        self, circle: Circle, live: Live
    ) -> None:
        absent, present = live(circle.regular), live(circle.other, circle.stream)
        outsider = live(circle.outsider)
        a_message(circle.newcomer, circle.room_id)
        news.send_news()
        absent.hears(lambda w: w.events("news") == [{"streams": {circle.stream: 1}}])
        present.hears(lambda w: w.entries())
        assert present.events("news") == outsider.events("news") == []
        news.send_news()
        assert len(absent.events("news")) == 1


@law("L1.9")
def test_no_process_holds_the_words_of_pages_for_longer_than_minutes(app: Flask) -> None:
    text.render("Only you should *know*.")
    beat.beat(int(beat.FORGET_EVERY / beat.TICK) - 1)
    assert text.render.cache_info().currsize
    beat.beat(int(beat.FORGET_EVERY / beat.TICK))
    assert not text.render.cache_info().currsize
