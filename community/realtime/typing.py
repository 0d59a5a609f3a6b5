"""Who is writing: at most one change a second kept per socket, shown to those who may know (L4.4, L1.8)."""

from collections.abc import Mapping
from typing import Any

from community.clock import now
from community.extensions import socketio
from community.realtime.connections import Ear, connections
from community.realtime.delivery import on_news, spread
from community.realtime.streams import stream_name

_kept: dict[tuple[str, int], float] = {}


def typing(ear: Ear, on: bool) -> None:
    """Tell the other listeners that this one writes, or stopped."""
    key, moment = (ear.sid, ear.stream_id), now().timestamp()
    if on and moment - _kept.get(key, 0.0) < 1:
        return
    if on:
        _kept[key] = moment
    else:
        _kept.pop(key, None)
    if not ear.quiet and ear.membership_id is not None:
        news = {"do": "typing", "stream": ear.stream_id, "membership": ear.membership_id, "on": on}
        spread({**news, "kept_from": sorted(ear.kept_from)})


def forget(ear: Ear) -> None:
    """A socket stopped listening."""
    _kept.pop((ear.sid, ear.stream_id), None)


def _tell(news: Mapping[str, Any]) -> None:
    writer = news["membership"]
    members = [writer] if news["on"] else []
    for ear in connections.ears(news["stream"]):
        hidden = writer in ear.hides or ear.membership_id in news["kept_from"]
        if not hidden and ear.membership_id != writer:
            said = {"stream": stream_name(ear.kind, ear.stream_id), "members": members}
            socketio.server.emit("typing", said, to=ear.sid)


on_news("typing", _tell)
