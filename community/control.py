"""The control socket: how bin/hearth reaches the running server. Mode 0600; whoever opens it is OPERATOR."""

import base64
import contextlib
import json
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gevent
from flask import Flask

from community.cli import perform
from community.terminal import Caller, NoFile

log = logging.getLogger("hearth.control")


class ControlSocket:
    """Listens at `instance/control.sock` and performs one command per connection."""

    def __init__(self, app: Flask, path: Path) -> None:
        self._app = app
        self._path = path
        self._line = socket.socket(socket.AF_UNIX)

    def open(self) -> None:
        """Begin to listen. A socket left by a killed server is replaced: the instance's lock is held."""
        self._path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            self._line.bind(str(self._path))
        finally:
            os.umask(before)
        self._line.listen(8)
        gevent.spawn(self._serve)

    def close(self) -> None:
        """Stop listening."""
        self._line.close()
        self._path.unlink(missing_ok=True)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _address = self._line.accept()
                gevent.spawn(self._answer, connection)

    def _answer(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rw", encoding="utf-8") as talk:
            try:
                argv = json.loads(talk.readline())["argv"]
                code, text = perform(self._app, argv, lambda: _ask_line(talk), _caller(talk))
            except Exception as error:
                log.exception("command_failed error=%s", type(error).__name__)
                code, text = 1, "That did not work. The server's log says more."
            with contextlib.suppress(OSError):
                _say(talk, {"code": code, "text": text})


def _caller(talk: Any) -> Caller:
    """Whoever is at the other end."""
    return Caller(
        fetch=lambda path: _ask_file(talk, path),
        tell=lambda line: _say(talk, {"need": "ear", "line": line}),
        keep=lambda path, text: _leave_file(talk, path, text),
    )


def _ask_line(talk: Any) -> str:
    _say(talk, {"need": "line"})
    return str(json.loads(talk.readline())["line"])


def _ask_file(talk: Any, path: str) -> Iterator[bytes]:
    """A file that the caller reads: their folder and permissions are not the server's. Raises NoFile."""
    _say(talk, {"need": "file", "path": path})
    while True:
        answer = json.loads(talk.readline())
        if "refused" in answer:
            raise NoFile(answer["refused"])
        if not answer["piece"]:
            return
        yield base64.b64decode(answer["piece"])


def _leave_file(talk: Any, path: str, text: str) -> None:
    """A file that the caller writes, in their folder and under their name. Raises NoFile."""
    _say(talk, {"need": "keeping", "path": path, "text": text})
    answer = json.loads(talk.readline())
    if "refused" in answer:
        raise NoFile(answer["refused"])


def _say(talk: Any, said: dict[str, Any]) -> None:
    talk.write(json.dumps(said) + "\n")
    talk.flush()
