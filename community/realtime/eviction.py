"""Taking listening back: an open socket outlives what its page knew (promise 5, L1.6, L4.7)."""

from collections.abc import Mapping
from typing import Any

from community.extensions import socketio
from community.operations import publish
from community.realtime.connections import Connection, Ear, connections
from community.realtime.delivery import channel, look_changed, on_news, spread
from community.realtime.presence import changed
from community.realtime.streams import stream_name
from community.registry import registry


def evict(
    member_id: int,
    *,
    code: str,
    message: str,
    stream_ids: list[int] | None = None,
    credential: tuple[str, int] | None = None,
) -> None:
    """After the commit, take the member's sockets out of the streams; without streams, close them.

    With `credential` (kind, id) only the sockets of that session or token are closed.
    """
    news = {
        "do": "evict", "member": member_id, "streams": stream_ids, "code": code, "message": message,
        "credential": list(credential) if credential else None,
    }  # fmt: skip
    publish(lambda: spread(news))


def evict_where_lost(member_id: int, kind: str, *, code: str, message: str) -> None:
    """After the commit, take the member's sockets out of every stream of a kind that they may no longer hear.

    For kinds of which a group has too many to name each.
    """
    publish(
        lambda: spread(
            {"do": "lose", "member": member_id, "kind": kind, "code": code, "message": message}
        )
    )


def reset_everywhere(member_id: int, kind: str) -> None:
    """After the commit, have the member's sockets forget every stream of a kind and join it anew."""
    publish(lambda: spread({"do": "reset", "member": member_id, "kind": kind}))


def reset(member_id: int, stream_ids: list[int]) -> None:
    """After the commit, have the member's sockets forget these streams and join them anew."""
    publish(lambda: spread({"do": "reset", "member": member_id, "streams": stream_ids}))


def reset_for_all(stream_id: int) -> None:
    """After the commit, have everybody who listens to a stream forget it and join it anew (after a purge)."""
    publish(lambda: spread({"do": "reset_for_all", "stream": stream_id}))


def drop(connection: Connection, stream_id: int) -> None:
    """Take one socket out of one stream."""
    ear = connections.stop_listening(connection, stream_id)
    if ear is not None:
        socketio.server.leave_room(connection.sid, channel(stream_id))
        changed(stream_id)


def look_again(ear: Ear) -> None:
    """Ask anew whom this listener hides. Of several who ask at once only the last is believed."""
    ear.asked = turn = ear.asked + 1
    hides, kept_from = registry.hidden_from(ear.member_id), registry.kept_from(ear.member_id)
    if ear.asked == turn:
        ear.hides, ear.kept_from = hides, kept_from


def _evict(news: Mapping[str, Any]) -> None:
    for connection in connections.of_member(news["member"]):
        proof = [connection.credential.kind, connection.credential.id]
        if news["credential"] is not None and news["credential"] != proof:
            continue
        connection.evictions += 1
        if news["streams"] is None:
            _close(connection, news["code"], news["message"])
        else:
            for stream_id in news["streams"]:
                _expel(connection, stream_id, news["code"], news["message"])


def _lose(news: Mapping[str, Any]) -> None:
    member_id = news["member"]
    heard = {(member_id, stream_id) for stream_id in _heard(member_id, news["kind"])}
    lost = heard - registry.doors[news["kind"]].may_still_hear(heard)
    for connection in connections.of_member(member_id):
        connection.evictions += 1
        for _member, stream_id in lost:
            _expel(connection, stream_id, news["code"], news["message"])


def _heard(member_id: int, kind: str) -> set[int]:
    found = connections.of_member(member_id)
    return {stream_id for each in found for stream_id, ear in each.ears.items() if ear.kind == kind}


def _close(connection: Connection, code: str, message: str) -> None:
    said = {"stream": None, "code": code, "message": message}
    socketio.server.emit("evicted", said, to=connection.sid)
    for stream_id in list(connection.ears):
        drop(connection, stream_id)
    socketio.server.manager.hang_up(connection.sid)


def _expel(connection: Connection, stream_id: int, code: str, message: str) -> None:
    ear = connection.ears.get(stream_id)
    if ear is not None:
        said = {"stream": stream_name(ear.kind, stream_id), "code": code, "message": message}
        socketio.server.emit("evicted", said, to=connection.sid)
        drop(connection, stream_id)


def _reset(news: Mapping[str, Any]) -> None:
    look_changed(news["member"])
    streams = news["streams"] if "streams" in news else _heard(news["member"], news["kind"])
    for connection in connections.of_member(news["member"]):
        for stream_id in streams:
            ear = connection.ears.get(stream_id)
            if ear is not None:
                look_again(ear)
                changed(stream_id)
                said = {"stream": stream_name(ear.kind, stream_id)}
                socketio.server.emit("reset", said, to=connection.sid)


def _reset_for_all(news: Mapping[str, Any]) -> None:
    stream_id = news["stream"]
    for ear in connections.ears(stream_id):
        socketio.server.emit("reset", {"stream": stream_name(ear.kind, stream_id)}, to=ear.sid)


on_news("evict", _evict)
on_news("lose", _lose)
on_news("reset", _reset)
on_news("reset_for_all", _reset_for_all)
