"""The handshake: a browser by its session cookie from the site's own pages, a program by a token."""

from typing import Any

from flask import Flask, request
from socketio.exceptions import ConnectionRefusedError

from community import limits
from community.errors import HearthError, TooMany, Unauthenticated
from community.extensions import db, socketio
from community.realtime.connections import LIVE, Connection, Credential, connections
from community.realtime.delivery import member_channel
from community.realtime.eviction import drop
from community.realtime.strangers import install_strangers, said_goodbye
from community.registry import registry
from community.web import own_origin

SOCKETS_PER_MEMBER = 5


def install_sign_in(app: Flask) -> None:
    """Let Socket.IO ask here who connects."""

    def connect(sid: str, environ: dict[str, Any], auth: dict[str, str] | None) -> None:
        with app.request_context(environ):
            try:
                accept(sid, _recognised(auth))
            finally:
                db.session.remove()

    def disconnect(sid: str, reason: str) -> None:
        with app.app_context():
            forget(sid)
        if reason == socketio.server.reason.CLIENT_DISCONNECT:
            said_goodbye(sid)

    socketio.server.on("connect", connect)
    socketio.server.on("disconnect", disconnect)
    install_strangers()


def accept(sid: str, credential: Credential) -> None:
    """A socket of a recognised member. Beyond five of one member the oldest makes room."""
    mine = connections.of_member(credential.member_id)
    if len(mine) >= SOCKETS_PER_MEMBER and limits.are_on():
        socketio.server.manager.hang_up(mine[0].sid)
    connections.add(Connection(sid, credential))
    socketio.server.enter_room(sid, member_channel(credential.member_id))


def forget(sid: str) -> None:
    """A socket is gone."""
    connection = connections.get(sid)
    if connection is not None:
        for stream_id in list(connection.ears):
            drop(connection, stream_id)
        connections.remove(sid)


def origin_is_ours() -> bool:
    """Whether the handshake comes from the site's own pages.

    A long-polling handshake is a plain GET, to which browsers add no Origin but Sec-Fetch-Site.
    """
    theirs = request.headers.get("Origin")
    if theirs is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return theirs == own_origin()


def _recognised(auth: dict[str, str] | None) -> Credential:
    try:
        limits.spend("handshakes", limits.network())
        token = (auth or {}).get("token")
        if token is not None:
            credential = registry.who_by_token(token)
        else:
            credential = registry.who_by_session() if origin_is_ours() else None
    except TooMany as refusal:
        raise _refused(refusal) from None
    if not isinstance(credential, Credential) or LIVE not in credential.scopes:
        raise _refused(Unauthenticated())
    return credential


def _refused(refusal: HearthError) -> ConnectionRefusedError:
    """What clients get as the error's message, the code, and as its data."""
    return ConnectionRefusedError(refusal.code, refusal.payload())
