"""Server processes for the journeys: an empty site, a house with its people, the demo."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "velvet anchor pepper noon"
SLUG = "harbour-street"
STARTING = 90.0
"""Seconds that a server may take to open its door, the demo's furnishing included."""

PEOPLE = {
    "iris": "newcomer",
    "mallow": "member",
    "kestrel": "member",
    "tansy": "member",
    "fennel": "member",
    "sorrel": "member",
    "thrift": "member",
    "heron": "moderator",
    "keeper": "administrator",
}
STAFF = ("heron", "keeper")
ROOMS = 20
MEETINGS = 9
CHAIR = "thrift"
"""Who signed up to chair the meetings."""


@dataclass
class House:
    """A site that is being served."""

    folder: Path
    demo: bool = False
    clock: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    passphrase: str = PASSPHRASE
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    rooms: list[str] = field(default_factory=list)
    meetings: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """What the server printed."""
        return (self.folder / "printed").read_text()

    @property
    def code(self) -> str:
        """The one-time code of /setup."""
        return re.findall(r"one-time code (\S+)", self.said)[-1]

    def start(self) -> None:
        """Start the server and wait until it is open."""
        self.port = self.port or free_port()
        command = [*python("community.server"), *(["--demo"] if self.demo else [])]
        with (self.folder / "printed").open("wb") as out:
            self.process = subprocess.Popen(
                command, env=self.env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + STARTING
        while "Hearth is open" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def move_clock(self, seconds: int) -> None:
        """Let the server think that it is so much later."""
        assert self.clock
        (self.folder / "clock").write_text(str(seconds))

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """End the server."""
        assert self.process is not None
        self.process.send_signal(sign)
        self.process.wait(30)

    def a_room(self) -> str:
        """The address of a room in which nobody has written yet."""
        return self.rooms.pop()

    def a_meeting(self) -> str:
        """The address of a meeting's room whose lobby is open."""
        return self.meetings.pop()

    def wrong(self) -> str:
        """What the server logged as its own fault."""
        logs = sorted((self.folder / "instance" / "logs").glob("hearth.log*"))
        lines = [line for path in logs for line in path.read_text().splitlines()]
        return "\n".join(line for line in lines if "level=error" in line)

    def perform(self, commands: Sequence[tuple[Sequence[str], str]]) -> list[str]:
        """Perform commands of bin/hearth in one process, before the server runs."""
        run = subprocess.run(
            python("tests.chaos.provision"), env=self.env, cwd=ROOT, input=json.dumps(commands),
            capture_output=True, text=True, timeout=STARTING,
        )  # fmt: skip
        answers = json.loads(run.stdout)
        assert all(code == 0 for code, _text in answers), answers
        return [text for _code, text in answers]

    def begin_meetings(self, number: int) -> None:
        """Open the lobbies of some meetings, before the server runs."""
        run = subprocess.run(
            [*python("tests.meetings.provision"), SLUG, CHAIR, str(number)], env=self.env, cwd=ROOT,
            capture_output=True, text=True, timeout=STARTING,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        self.meetings = [f"/rooms/{number}" for number in json.loads(run.stdout)]

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes."""
        outside = {k: v for k, v in os.environ.items() if not k.startswith("HEARTH_")}
        return outside | {
            "PYTHONPATH": str(ROOT), "HEARTH_INSTANCE": str(self.folder / "instance"),
            "HOST": "127.0.0.1", "PORT": str(self.port), "HEARTH_RATE_LIMITS": "off",
            **({"HEARTH_CLOCK_FILE": str(self.folder / "clock")} if self.clock else {}),
        }  # fmt: skip


def furnish(house: House) -> None:
    """People of every role in one group, and rooms for every journey."""
    commands: list[tuple[list[str], str]] = [
        (["group", "add", SLUG, "--name", "Harbour Street"], "")
    ]
    for handle, role in PEOPLE.items():
        administrator = ["--administrator"] if role == "administrator" else []
        totp = ["--totp"] if handle in STAFF else []
        commands.append((["member", "add", handle, *administrator, *totp], PASSPHRASE))
        role = "moderator" if handle in STAFF else role
        commands.append((["group", "join", SLUG, handle, "--role", role], ""))
    commands += [(["room", "add", SLUG, f"Room {n}"], "") for n in range(1, ROOMS + 1)]
    said = house.perform([*commands, (["room", "list", SLUG], "")])
    house.keys = {who: said[1 + 2 * n] for n, who in enumerate(PEOPLE) if who in STAFF}
    found = re.findall(r"room:(\d+)\s.*Room \d", said[-1])
    house.rooms = [f"/rooms/{number}" for number in found]
    assert len(house.rooms) == ROOMS, said[-1]
    house.begin_meetings(MEETINGS)


def python(module: str) -> list[str]:
    """The command of one of our modules in a cooperative Python, as bin/serve runs it."""
    return [sys.executable, "-m", "gevent.monkey", "--module", module]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
