"""Live rooms: what is said in them, by whom, under which rules (product.md 4)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Flask
from flask_babel import gettext as _

from community.realtime import parse_stream
from community.registry import Happening, Panel, StreamDoor, VenueKind, registry
from community.rooms import (
    broadcasts,
    commands,
    holding,
    operations,
    panels,
    personal,
    queries,
    reading,
    retention,
    sockets,
    views,
)
from community.rooms.models import SEALED, Room, address_of


def register(app: Flask) -> None:
    """Wire the feature and declare what it offers to the others."""
    app.url_map.converters["lines"] = views.Lines
    app.register_blueprint(views.pages)
    app.cli.add_command(commands.room)
    broadcasts.declare_kinds()
    personal.declare()
    retention.declare()
    registry.sealed |= SEALED
    registry.venues["room"] = VenueKind(queries.room_for, "messages", broadcasts.line_in_room)
    registry.doors["room"] = StreamDoor("room", sockets.door, partial(queries.who_may_hear, Room))
    registry.holding["room"] = holding.IN_ROOMS
    registry.when(Happening.GROUP_GUARDED, "rooms", operations.tell_pace)
    for kind in queries.reportables(operations.take_away, operations.bring_back):
        registry.reportables[kind.kind] = kind
    registry.when(Happening.GROUP_CREATED, "rooms", operations.open_lounge)
    for happening in (Happening.LEFT, Happening.REMOVED, Happening.BANNED):
        registry.when(happening, "rooms", operations.leave_streams)
    for happening in (Happening.BLOCKED, Happening.UNBLOCKED):
        registry.when(happening, "rooms", operations.join_anew)
    registry.panels["rooms"] = Panel("group", "rooms/_of_group.html", panels.rooms_of_group)
    registry.panels["bookmarks"] = Panel("you", "rooms/_of_oneself.html", panels.of_oneself)
    registry.context["nav_groups"] = panels.nav_groups
    registry.beats["read positions"] = reading.write
    registry.notice_kind("message_answered", _answered, concerns="answers")
    registry.notice_kind("message_quoted", _quoted, concerns="answers")
    registry.notice_kind("message_mentioned", _mentioned, concerns="mentions")
    registry.notice_kind("message_removed", _removed)


def _answered(subject: Mapping[str, Any]) -> tuple[str, str]:
    address = broadcasts.address_of_line(_stream(subject), subject["seq"])
    return _("%(who)s answered you.", who=subject["who"]), address


def _quoted(subject: Mapping[str, Any]) -> tuple[str, str]:
    address = broadcasts.address_of_line(_stream(subject), subject["seq"])
    return _("%(who)s quoted you.", who=subject["who"]), address


def _mentioned(subject: Mapping[str, Any]) -> tuple[str, str]:
    address = broadcasts.address_of_line(_stream(subject), subject["seq"])
    return _("%(who)s named you.", who=subject["who"]), address


def _removed(subject: Mapping[str, Any]) -> tuple[str, str]:
    kind, stream_id = parse_stream(_stream(subject))
    address = address_of(kind, stream_id)
    if subject.get("reason"):
        return _(
            'A moderator removed a message of yours: "%(why)s"', why=subject["reason"]
        ), address
    return _("A moderator removed a message of yours."), address


def _stream(subject: Mapping[str, Any]) -> str:
    # before 0.3 a notice named the room, and notices outlive versions
    return str(subject.get("stream") or f"room:{subject['room']}")
