"""From the outbox to the sockets, of this process and, over the bus, of every other.

Entries go to everyone who listens to their stream at once; only those who have blocked somebody concerned get
their own view. All of it is news: what is lost on the way is caught up by seq.
"""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from flask import current_app

from community.extensions import socketio
from community.operations import publish
from community.realtime.connections import connections
from community.realtime.news import note_news
from community.realtime.streams import stream_name
from community.realtime.wire import Frame, frame
from community.registry import EntryFacts, registry

OVERTAKES = 60.0
"""Seconds within which an entry put into words before a block may still arrive after it."""


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
        "about": sorted(about),
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
    late = _overtaken(stream_id, views, frozenset(news.get("about", ())))
    apart = late.union(*own.values())
    server, name = socketio.server, stream_name(news["kind"], stream_id)
    server.emit("entry", news["frame"], room=channel(stream_id), skip_sid=apart or None)
    for member_id, sids in own.items():
        if told := [sid for sid in sids if sid not in late]:
            server.manager.send_to(told, "entry", views[str(member_id)])
    if late:
        server.manager.send_to(late, "reset", {"stream": name})
    if news["frame"]["kind"] == "message_posted":
        note_news(name, news["frame"]["seq"], set(own))


def _sids_of(member_id: int, stream_id: int) -> list[str]:
    """The member's sockets that listen to the stream."""
    found = connections.of_member(member_id)
    return [connection.sid for connection in found if stream_id in connection.ears]


def _overtaken(stream_id: int, views: Mapping[str, Any], about: frozenset[int]) -> set[str]:
    """The sockets of whoever blocked or unblocked somebody concerned after the entry was put into words."""
    late = set()
    for member_id in _look_changed.recently():
        for connection in connections.of_member(member_id):
            ear = connection.ears.get(stream_id)
            if ear is not None and bool(ear.hides & about) != (str(member_id) in views):
                late.add(connection.sid)
    return late


def _deliver_to_member(news: Mapping[str, Any]) -> None:
    socketio.server.emit(news["event"], news["payload"], room=member_channel(news["member"]))


class _Lately:
    """Members to whom things look different since a moment ago."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    def note(self, member_id: int) -> None:
        """It is so from now on."""
        self._since[member_id] = monotonic()

    def recently(self) -> list[int]:
        """Those of the last seconds."""
        if self._since:
            oldest = monotonic() - OVERTAKES
            self._since = {one: at for one, at in self._since.items() if at > oldest}
        return list(self._since)


_look_changed = _Lately()
look_changed = _look_changed.note
_doings: dict[str, Any] = {"entry": _deliver_entry, "member": _deliver_to_member}
