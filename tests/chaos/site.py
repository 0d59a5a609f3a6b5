"""A site of its own: real server processes on a fresh instance, to be killed and started again."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.wire import Wire, until

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "velvet anchor pepper noon"
SLUG = "harbour-street"
STARTING = 300
"""Seconds a server may take to open its door, on a machine that does much else."""


@dataclass(frozen=True)
class Program:
    """A member whom a program acts for."""

    handle: str
    token: str
    totp_key: str = ""


class Server:
    """One server process, which may die and be started again on the same port."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.port = free_port()
        self.out, self.err = folder / f"{self.port}.out", folder / f"{self.port}.err"
        self._env = {**env, "PORT": str(self.port)}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The id of the process that runs now."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start it and wait until it is open."""
        before = self._openings()
        with self.out.open("ab") as out, self.err.open("ab") as err:
            self.process = subprocess.Popen(
                python("community.server"), env=self._env, cwd=ROOT, stdout=out, stderr=err
            )
        until(lambda: self._openings() > before or self._has_ended(), STARTING)
        assert self.process.poll() is None, self.err.read_text()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, nothing is finished."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(sign)
            until(self._has_ended, 60)

    def _has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _openings(self) -> int:
        return self.out.read_text().count("Hearth is open") if self.out.exists() else 0


class Site:
    """An instance, its database, and the processes that serve it."""

    def __init__(self, folder: Path, extra: dict[str, str], processes: int = 1) -> None:
        outside = {k: v for k, v in os.environ.items() if not k.startswith("HEARTH_")}
        self.instance = folder / "instance"
        self.clock = folder / "clock"
        """Seconds that are added to the time of day."""
        self.env = {
            **outside, "PYTHONPATH": str(ROOT), "HEARTH_INSTANCE": str(self.instance), "HOST": "127.0.0.1",
            "HEARTH_RATE_LIMITS": "off", "HEARTH_CLOCK_FILE": str(self.clock), **extra,
        }  # fmt: skip
        self._folder = folder
        self.servers = [Server(folder, self.env) for _ in range(processes)]
        self.stream = ""
        self._wires: list[Wire] = []

    @property
    def server(self) -> Server:
        """The first process."""
        return self.servers[0]

    @property
    def port(self) -> int:
        """Where the first process listens."""
        return self.server.port

    def start(self) -> None:
        """Start every process, one after the other: the first migrates."""
        for server in self.servers:
            server.start()

    def stop(self) -> None:
        """Stop every process."""
        for server in self.servers:
            server.stop()

    def kill(self) -> None:
        """Kill every process."""
        for server in self.servers:
            server.kill()

    def hearth(self, *argv: str, line: str = "") -> str:
        """Run bin/hearth as a person at the machine does; what it printed."""
        code, said = self._run([str(ROOT / "bin" / "hearth"), *argv], line + "\n")
        assert code == 0, said
        return said.strip()

    def apart(self, *argv: str, line: str = "", **env: str) -> tuple[int, str]:
        """Run a command of bin/hearth without its set-up; its exit code and what it printed."""
        return self._run([*python("community.cli"), *argv], line + "\n", env)

    def perform(self, commands: Sequence[tuple[Sequence[str], str]]) -> list[str]:
        """Perform many commands of bin/hearth at once, while no server runs; what each printed."""
        code, said = self._run(python("tests.chaos.provision"), json.dumps(commands))
        assert code == 0, said
        answers = json.loads(said)
        assert all(code == 0 for code, _text in answers), answers
        return [text for _code, text in answers]

    def people(self, number: int, keepers: int = 0) -> list[Program]:
        """A group with so many members, the first `keepers` of them moderators, each with a token."""
        names = [f"{'keeper' if n < keepers else 'person'}-{n}" for n in range(number)]
        commands: list[tuple[list[str], str]] = [
            (["group", "add", SLUG, "--name", "Harbour Street"], "")
        ]
        for n, name in enumerate(names):
            totp = ["--totp"] if n < keepers else []
            commands.append((["member", "add", name, *totp], PASSPHRASE))
            role = "moderator" if n < keepers else "member"
            commands.append((["group", "join", SLUG, name, "--role", role], ""))
            commands.append(
                (["token", "add", name, "--scope", "live,office" if n < keepers else "live"], "")
            )
        said = self.perform([*commands, (["room", "list", SLUG], "")])
        self.stream = said[-1].split("\t")[0]
        added, tokens = said[1:-1:3], said[3:-1:3]
        keys = [key if n < keepers else "" for n, key in enumerate(added)]
        return [Program(*one) for one in zip(names, tokens, keys, strict=True)]

    def rooms(self, number: int) -> list[str]:
        """So many more rooms; their streams."""
        return self.perform([(["room", "add", SLUG, f"Kitchen {n}"], "") for n in range(number)])

    def evening(self, chair: Program) -> None:
        """A meeting of the group whose lobby is open, while no server runs; its room is the stream from now on."""
        code, said = self._run([*python("tests.chaos.evening"), chair.handle], "")
        assert code == 0, said
        self.stream = said.strip().splitlines()[-1]

    def wire(self, program: Program, process: int = 0, joined: bool = True) -> Wire:
        """The program's socket; by default it listens to the lounge."""
        wire = Wire(self.servers[process].port, token=program.token)
        self._wires.append(wire)
        if joined:
            answer = wire.call("join", stream=self.stream)
            assert answer["ok"], answer
        return wire

    def hang_up(self) -> None:
        """Close every socket that was opened here."""
        while self._wires:
            self._wires.pop().close()

    def complaints(self) -> str:
        """What the processes logged as wrong, and what they wrote to their terminals."""
        logged = sorted((self.instance / "logs").glob("hearth.log*"))
        lines = [line for path in logged for line in path.read_text().splitlines()]
        wrong = [line for line in lines if "level=error" in line or "level=critical" in line]
        return "\n".join([*wrong, *(server.err.read_text() for server in self.servers)]).strip()

    def _run(
        self, command: Sequence[str], said: str, env: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        asked, answer = self._folder / "asked", self._folder / "answer"
        asked.write_text(said)
        with asked.open() as stdin, answer.open("wb") as out:
            process = start_quietly(command, {**self.env, **(env or {})}, stdin, out)
        until(lambda: process.poll() is not None, 300)
        return process.returncode, answer.read_text()


def start_quietly(
    command: Sequence[str], env: dict[str, str], stdin: IO[str], out: IO[bytes]
) -> "subprocess.Popen[bytes]":
    """Start a program whose answer goes to a file, so that nobody needs to block on a pipe."""
    return subprocess.Popen(
        command, env=env, cwd=ROOT, stdin=stdin, stdout=out, stderr=subprocess.STDOUT
    )


def python(module: str) -> list[str]:
    """The command of one of our modules in a cooperative Python, as bin/serve runs it."""
    return [sys.executable, "-m", "gevent.monkey", "--module", module]


def free_port() -> int:
    """A port that nobody has, below those that the system hands out by itself."""
    for port in random.SystemRandom().sample(range(20000, 32000), 50):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
