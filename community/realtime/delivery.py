"""From the outbox to the sockets, of this process and, over the bus, of every other.

Entries go to everyone who listens to their stream at once; only those who have blocked somebody concerned get
their own view. All of it is news: what is lost on the way is caught up by seq.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app

from community.extensions import socketio
from community.operations import publish
from community.realtime.connections import connections
from community.realtime.news import note_news
from community.realtime.streams import stream_name
from community.realtime.wire import Frame, frame
from community.registry import EntryFacts, registry


def announce(
    kind: str, entry: EntryFacts, data: Mapping[str, Any] | None, concerned: Iterable[int] = ()
) -> None:
    """Publish an entry of a stream of that kind: `data` to everyone but those who hide somebody `concerned`."""
    about = set(concerned) | ({entry.actor_id} if entry.actor_id is not None else set())
    views = {
        member_id: _own_view(kind, entry, hidden)
        for member_id, hidden in registry.hiding(about).items()
    }
    news = {
        "do": "entry",
        "stream": entry.stream_id,
        "kind": kind,
        "frame": frame(kind, entry, data),
    }
    news["views"] = {str(member_id): view for member_id, view in views.items()}
    publish(lambda: spread(news))


def tell_member(member_id: int, event: str, payload: Mapping[str, Any]) -> None:
    """Publish an event for every socket of one member."""
    publish(
        lambda: spread(
            {"do": "member", "member": member_id, "event": event, "payload": dict(payload)}
        )
    )


def spread(news: dict[str, Any]) -> None:
    """Do a piece of news in this process and hand it to the others."""
    receive(news)
    current_app.extensions["bus"].publish(news)


def receive(news: Mapping[str, Any]) -> None:
    """Do a piece of news in this process."""
    _doings[news["do"]](news)


def on_news(do: str, doing: Any) -> None:
    """Let another module of the realtime kernel take part in the news."""
    _doings[do] = doing


def channel(stream_id: int) -> str:
    """The Socket.IO room of everyone who listens to a stream."""
    return f"stream:{stream_id}"


def member_channel(member_id: int) -> str:
    """The Socket.IO room of every socket of a member."""
    return f"member:{member_id}"


def _own_view(kind: str, entry: EntryFacts, hidden: frozenset[int]) -> Frame:
    built = registry.entry_kinds[entry.kind].build([entry], hidden)
    return frame(kind, entry, built.get(entry.seq), hidden)


def _deliver_entry(news: Mapping[str, Any]) -> None:
    stream_id, views = news["stream"], news["views"]
    own = {int(member_id): _sids_of(int(member_id), stream_id) for member_id in views}
    apart = {sid for sids in own.values() for sid in sids}
    server = socketio.server
    server.emit("entry", news["frame"], room=channel(stream_id), skip_sid=apart or None)
    for member_id, sids in own.items():
        if sids:
            server.manager.send_to(sids, "entry", views[str(member_id)])
    if news["frame"]["kind"] == "message_posted":
        note_news(stream_name(news["kind"], stream_id), news["frame"]["seq"], set(own))


def _sids_of(member_id: int, stream_id: int) -> list[str]:
    """The member's sockets that listen to the stream."""
    found = connections.of_member(member_id)
    return [connection.sid for connection in found if stream_id in connection.ears]


def _deliver_to_member(news: Mapping[str, Any]) -> None:
    socketio.server.emit(news["event"], news["payload"], room=member_channel(news["member"]))


_doings: dict[str, Any] = {"entry": _deliver_entry, "member": _deliver_to_member}
