"""bin/hearth. A command runs inside the running server, through its control socket; where none runs, here.

One process writes SQLite: so either the server's process does what the command asks, as OPERATOR, and sends
its outbox, or the command takes the instance's lock and opens the database itself.
"""

import base64
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import Flask
from flask.cli import ScriptInfo

from community.app import STANDALONE, create_app
from community.config import Config, Unsafe
from community.errors import HearthError
from community.lock import Locked, hold_instance
from community.machine import Machine
from community.migrations import upgrade
from community.terminal import (
    Caller,
    NoFile,
    Reader,
    at_this_terminal,
    kept_at,
    pieces_of,
    serving,
)


def perform(
    app: Flask, argv: Sequence[str], read: Reader, caller: Caller = at_this_terminal
) -> tuple[int, str]:
    """Run one command in this process; its exit code and what to print."""
    with serving(read, caller):
        return _performed(app, argv)


def _performed(app: Flask, argv: Sequence[str]) -> tuple[int, str]:
    try:
        info = ScriptInfo(create_app=lambda: app)
        with app.app_context():
            said = app.cli.main(list(argv), prog_name="bin/hearth", obj=info, standalone_mode=False)
        return 0, said if isinstance(said, str) else ""
    except click.exceptions.Exit as leaving:
        return leaving.exit_code, ""
    except click.ClickException as refusal:
        return refusal.exit_code, f"{refusal.format_message()}"
    except NoFile as refusal:
        return 1, str(refusal)
    except HearthError as refusal:
        return 1, "\n".join([refusal.message, *(f"{k}: {v}" for k, v in refusal.fields.items())])


def main(argv: Sequence[str]) -> int:
    """What bin/hearth does with its arguments."""
    try:
        config = Config.from_environment(os.environ)
    except Unsafe as reason:
        return _say(1, str(reason))
    config.keep_to_oneself()
    if any(word in ("--help", "-h") for word in argv) or not argv:
        _help(config, list(argv) or ["--help"])
    if argv[0] in STANDALONE:
        return _say(*_perform_apart(config, argv))
    if config.sqlite and argv[0] != "db":
        answered = ask_server(config.instance / "control.sock", argv)
        if answered is not None:
            return _say(*answered)
    try:
        with hold_instance(config):
            upgrade(config)
            return _say(*_perform_alone(create_app(config), argv))
    except Locked:
        return _say(1, "The server is running but does not answer. Try again in a moment.")


def ask_server(path: Path, argv: Sequence[str]) -> tuple[int, str] | None:
    """Let the running server perform the command; None where nobody listens."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError:
            return None
        with line.makefile("rw", encoding="utf-8") as talk:
            _write(talk, {"argv": list(argv)})
            while True:
                said = json.loads(talk.readline() or '{"code": 1, "text": "The server went away."}')
                if "code" in said:
                    return said["code"], said["text"]
                _serve(talk, said, argv)


def _serve(talk: Any, said: dict[str, Any], argv: Sequence[str]) -> None:
    """Do what the server asks of this terminal."""
    match said["need"]:
        case "ear":
            print(said["line"], flush=True)
        case "file":
            hand_over(talk, said["path"], argv)
        case "keeping":
            take_over(talk, said["path"], said["text"], argv)
        case _:
            _write(talk, {"line": sys.stdin.readline()})


def hand_over(talk: Any, path: str, argv: Sequence[str]) -> None:
    """Read a file for the server, as the person who types may: one that the command names, or one beside it."""
    try:
        named = [word.partition("=")[2] or word for word in argv]
        beside = {Path(word).parent for word in named if Path(word).is_file()}
        if path not in named and Path(path).parent not in beside:
            raise NoFile(f"{path} is not what was asked for.")
        for piece in pieces_of(path):
            _write(talk, {"piece": base64.b64encode(piece).decode()})
        _write(talk, {"piece": ""})
    except NoFile as reason:
        _write(talk, {"refused": str(reason)})


def take_over(talk: Any, path: str, text: str, argv: Sequence[str]) -> None:
    """Write a file for the server, as the person who types may: only one that the command names."""
    try:
        if path not in [word.partition("=")[2] or word for word in argv]:
            raise NoFile(f"{path} is not what was asked for.")
        kept_at(path, text)
        _write(talk, {"kept": True})
    except NoFile as reason:
        _write(talk, {"refused": str(reason)})


def _perform_alone(app: Flask, argv: Sequence[str]) -> tuple[int, str]:
    # servers on the same PostgreSQL hear of it over Redis, and send it to their sockets
    app.extensions["bus"].start(app.extensions["hear"])
    try:
        return perform(app, argv, sys.stdin.readline)
    finally:
        app.extensions["bus"].stop()


def _perform_apart(config: Config, argv: Sequence[str]) -> tuple[int, str]:
    command, machine = STANDALONE[argv[0]], Machine(config, create_app)
    try:
        said = command.main(
            list(argv[1:]), prog_name=f"bin/hearth {argv[0]}", obj=machine, standalone_mode=False
        )
    except click.ClickException as refusal:
        return refusal.exit_code, refusal.format_message()
    return (said, "") if isinstance(said, int) else (0, str(said or ""))


def _help(config: Config, argv: list[str]) -> NoReturn:
    app = create_app(config)
    app.cli.main(argv, prog_name="bin/hearth", obj=ScriptInfo(create_app=lambda: app))


def _write(talk: Any, said: dict[str, Any]) -> None:
    talk.write(json.dumps(said) + "\n")
    talk.flush()


def _say(code: int, text: str) -> int:
    if text:
        print(text, file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
