"""Client-to-server events: a strict struct each, an answer each (docs/protocol.md)."""

import logging
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from community import limits
from community.errors import Forbidden, HearthError, Invalid, Unauthenticated
from community.extensions import db, socketio
from community.realtime.connections import OFFICE, Connection, Ear, connections
from community.realtime.packets import REFUSED, known_events
from community.realtime.streams import parse_stream

log = logging.getLogger("hearth.realtime")
S = TypeVar("S", bound="Strict")
Answer = dict[str, Any] | None


Seq = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
"""A seq, or an id that people may see."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every event is: its own fields, and no others."""


class Packet(Strict):
    """What every event about a stream carries."""

    stream: str


class Event:
    """A declared event: its struct, its handler, and whether it is an act of office."""

    def __init__(
        self, shape: type[Strict], handler: Callable[[Connection, Any], Answer], office: bool
    ) -> None:
        self.shape = shape
        self.handler = handler
        self.office = office


events: dict[str, Event] = {}


def event(
    name: str, shape: type[S], office: bool = False
) -> Callable[[Callable[[Connection, S], Answer]], Callable[[Connection, S], Answer]]:
    """Declare the handler of a client's event. What it returns is added to the acknowledgement."""

    def declare(handler: Callable[[Connection, S], Answer]) -> Callable[[Connection, S], Answer]:
        events[name] = Event(shape, handler, office)
        known_events.add(name)
        return handler

    return declare


def ear_of(connection: Connection, stream: str) -> Ear | None:
    """How this socket listens to the stream, if it joined."""
    return connection.ears.get(parse_stream(stream)[1])


def install_events(app: Flask) -> None:
    """Hand every declared event to Socket.IO."""
    for name in events:
        socketio.server.on(name, _door(app, name))
    socketio.server.on(REFUSED, lambda sid, data: _refusal(app, sid))


def _door(app: Flask, name: str) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    def handle(sid: str, data: dict[str, Any]) -> dict[str, Any]:
        with app.app_context():
            connection = connections.get(sid)
            locale = connection.credential.locale if connection else "en"
            with force_locale(locale):
                return _answer(events[name], connection, data)

    return handle


def _answer(declared: Event, connection: Connection | None, data: dict[str, Any]) -> dict[str, Any]:
    try:
        if connection is None:
            raise Unauthenticated
        limits.spend("events", connection.member_id)
        if declared.office and OFFICE not in connection.credential.scopes:
            raise Forbidden(_("This program may not act as staff."))
        packet = _shaped(data, declared.shape)
        return {"ok": True, **(declared.handler(connection, packet) or {})}
    except HearthError as refusal:
        return {"ok": False, "error": refusal.payload()}
    except Exception as error:
        log.exception("event_failed error=%s", type(error).__name__)
        said = _("That did not work, and the fault is ours. Nothing you wrote is lost.")
        return {"ok": False, "error": {"code": "server_error", "message": said}}
    finally:
        db.session.remove()


def _shaped(data: dict[str, Any], shape: type[S]) -> S:
    try:
        return msgspec.convert(data, shape, strict=True)
    except msgspec.ValidationError as error:
        path = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else ""
        sentence = _("That could not be understood.")
        raise Invalid({path.split("[")[0]: sentence} if path else {}, sentence) from None


def _refusal(app: Flask, sid: str) -> dict[str, Any]:
    with app.app_context():
        return {"ok": False, "error": Invalid({}, _("That could not be understood.")).payload()}
