"""Forums: boards, topics, and posts that stay (product.md 3). A topic is a venue: its posts are messages."""

from functools import partial

from flask import Flask

from community.forums import (
    broadcasts,
    holding,
    jobs,
    operations,
    panels,
    personal,
    queries,
    reporting,
    retention,
    sockets,
    views,
)
from community.forums.models import Topic
from community.registry import Happening, Panel, RoomKind, StreamDoor, VenueKind, registry
from community.rooms.queries import who_may_hear


def register(app: Flask) -> None:
    """Wire the feature and declare what it offers to the others."""
    app.register_blueprint(views.pages)
    personal.declare()
    retention.declare()
    kind = Topic.STREAM
    registry.reportables[kind] = reporting.TOPICS
    registry.venues[kind] = VenueKind(queries.topic_for, "posts", broadcasts.post_in_topic)
    registry.doors[kind] = StreamDoor(kind, sockets.door, partial(who_may_hear, Topic))
    registry.room_kinds[kind] = RoomKind(
        posted=operations.number_post,
        tells=queries.wants_to_hear,
        ended=broadcasts.why_closed,
        audience=broadcasts.who_reads,
        first_look=operations.first_look,
        released=operations.number_post,
    )
    registry.holding[kind], registry.holding[operations.BOARD] = (
        holding.IN_TOPICS,
        holding.ON_BOARDS,
    )
    registry.when(Happening.GROUP_CREATED, "forums", operations.open_first_board)
    for happening in (Happening.LEFT, Happening.REMOVED, Happening.BANNED):
        registry.when(happening, "forums", operations.leave_streams)
    for happening in (Happening.BLOCKED, Happening.UNBLOCKED):
        registry.when(happening, "forums", operations.join_anew)
    registry.job("forums:tell", jobs.tell)
    registry.notice_kind("topic_answered", broadcasts.topic_answered, concerns="answers")
    registry.panels["forums"] = Panel("group", "forums/_of_group.html", panels.of_group)
    registry.panels["forums_today"] = Panel("today", "forums/_of_today.html", panels.of_today)
