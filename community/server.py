"""The production server: gevent's, one process. bin/serve runs it as a module under `gevent.monkey`, which makes
the standard library cooperative before anything else is imported."""

import errno
import gc
import logging
import os
import resource
import signal
import socket
import sys
from typing import Any

import gevent
from flask import Flask
from gevent.event import Event
from gevent.pywsgi import WSGIServer

from community.app import create_app
from community.config import Config, Unsafe
from community.control import ControlSocket
from community.extensions import socketio
from community.jobs import work_forever, work_slowly
from community.lock import Locked, hold_instance
from community.logs import install_logs
from community.migrations import upgrade
from community.realtime.beat import beat_forever, send_seqs
from community.registry import registry

GRACE = 4.0
"""Seconds that requests under way may still take at the end."""


def main(argv: list[str]) -> int:
    """Prepare the instance, serve until told to stop; the exit code."""
    try:
        config = Config.from_environment(os.environ, demo="--demo" in argv)
        config.keep_to_oneself()
        install_logs(config)
        with hold_instance(config):
            upgrade(config)
            serve(create_app(config), config)
    except Unsafe as reason:
        print(reason, file=sys.stderr)
        return 2
    except Locked:
        print(f"Another server is already running on {config.instance}.", file=sys.stderr)
        return 2
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"Port {config.port} is in use already. Choose another with PORT=.", file=sys.stderr)
        return 2
    return 0


def serve(app: Flask, config: Config) -> None:
    """Serve until SIGTERM or SIGINT."""
    _allow_many_sockets()
    server = WSGIServer(
        (config.host, config.port), app, log=None, error_log=logging.getLogger("hearth.wsgi")
    )
    control = ControlSocket(app, config.instance / "control.sock") if config.sqlite else None
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, stop.set)
    if control:
        control.open()
    app.extensions["bus"].start(app.extensions["hear"], on_reconnect=lambda: _look_again(app))
    server.start()
    # each line takes it over: with it off, the second part of an answer waits 40 ms until the first is acknowledged
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for loop in (work_forever, work_slowly, beat_forever):
        gevent.spawn(loop, app)
    _greet(app, config, server)
    gc.freeze()  # what was made at the start stays: it need not be looked through again and again
    stop.wait()
    _stop(app, server, control)


def _allow_many_sockets() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _look_again(app: Flask) -> None:
    # news was lost while Redis was away: whoever is behind asks for what is missing
    with app.app_context():
        send_seqs()


def _greet(app: Flask, config: Config, server: Any) -> None:
    host = "localhost" if config.host in ("127.0.0.1", "0.0.0.0", "::", "::1") else config.host
    address = config.origin or f"http://{host}:{server.server_port}"
    with app.app_context():
        said = [start(address) for start in registry.starts.values()]
    for line in (f"Hearth is open at {address}", *said):
        if line:
            print(line, flush=True)


def _stop(app: Flask, server: Any, control: ControlSocket | None) -> None:
    socketio.server.manager.go_away()
    if control:
        control.close()
    server.stop(timeout=GRACE)
    with app.app_context():
        for own in registry.beats.values():
            own()
    app.extensions["bus"].stop()
    app.extensions["writer"].close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
