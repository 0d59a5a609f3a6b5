"""The servers that are compared: `python -m bench.fanout.serve hearth|single|python|stock`.

`hearth` is the fan-out as the site uses it; `single` sends every message by itself, `python` does so with the
loop in Python; `stock` is Flask-SocketIO as it comes. BLOCKED is the share of readers with a view of their own.
"""

# ruff: noqa: E402 -- gevent patches before anything else is imported

from gevent import monkey

monkey.patch_all()

import gc
import itertools
import os
import resource
import sys
from typing import Any

from flask import Flask
from flask_socketio import SocketIO, join_room
from gevent.pywsgi import WSGIServer

from community.realtime.fanout import attach, counters, options

KINDS: dict[str, dict[str, Any]] = {
    "hearth": {},
    "single": {"batching": False},
    "python": {"batching": False, "loop": "python"},
}


def main(kind: str) -> None:
    """Serve until killed; the port is the first line of output."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    app = Flask(__name__)
    if kind == "stock":
        live = SocketIO(app, async_mode="gevent", async_handlers=False)
        _declare_stock(live)
    else:
        live = SocketIO(app, **options(**KINDS[kind]))
        attach(live.server)
        _declare(live.server)
    server = WSGIServer(("127.0.0.1", 0), app, log=None, backlog=1024)
    server.start()
    gc.freeze()
    print(server.server_port, flush=True)
    server.serve_forever()


def _declare(server: Any) -> None:
    share, sids, turn = float(os.environ.get("BLOCKED", "0")), [], itertools.count()

    def join(sid: str, _data: Any) -> dict[str, bool]:
        server.enter_room(sid, "room")
        sids.append(sid)
        return {"ok": True}

    def say(_sid: str, data: Any) -> str:
        first, blockers = next(turn) * 13, int(len(sids) * share)
        own = [sids[(first + step * 7) % len(sids)] for step in range(blockers)]
        server.emit("said", data, to="room", skip_sid=own)
        if own:
            server.manager.send_to(own, "said", {"hidden": True})
        return "acked"

    server.on("join", join)
    server.on("say", say)
    server.on("figures", lambda _sid, _data: [counters.deliveries, counters.writes])


def _declare_stock(live: Any) -> None:
    def join(_data: Any) -> dict[str, bool]:
        join_room("room")
        return {"ok": True}

    def say(data: Any) -> str:
        live.emit("said", data, to="room")
        return "acked"

    live.on_event("join", join)
    live.on_event("say", say)


if __name__ == "__main__":
    main(sys.argv[1])
