"""Server processes for the journeys: an empty site, a house with its people, the demo."""

import atexit
import contextlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "velvet anchor pepper noon"
SLUG = "harbour-street"
STARTING = 300.0
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
_given: set[int] = set()

ROOMS = 28
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
        self.process.wait(60)

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
        answers = json.loads(self.provision("tests.chaos.provision", said=json.dumps(commands)))
        assert all(code == 0 for code, _text in answers), answers
        return [text for _code, text in answers]

    def begin_meetings(self, number: int) -> None:
        """Open the lobbies of some meetings, before the server runs."""
        rooms = self.provision("tests.meetings.provision", SLUG, CHAIR, str(number))
        self.meetings = [f"/rooms/{number}" for number in json.loads(rooms)]

    def provision(self, module: str, *arguments: str, said: str = "") -> str:
        """Let a module of the tests work in the site, before the server runs; what it printed."""
        run = subprocess.run(
            [*python(module), *arguments], env=self.env, cwd=ROOT, input=said,
            capture_output=True, text=True, timeout=STARTING,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        return run.stdout

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
    """People of every role in one group, its meeting, and rooms for every journey: done once, and copied for each."""
    model = _furnished()
    shutil.copytree(model.folder / "instance", house.folder / "instance")
    house.keys, house.rooms = dict(model.keys), list(model.rooms)


def furnished(folder: Path, clock: bool = False) -> House:
    """A house of its own with all of that; nobody serves it yet."""
    house = House(folder, clock=clock)
    furnish(house)
    return house


@cache
def _furnished() -> House:
    house = House(Path(tempfile.mkdtemp(prefix="hearth-house-")))
    atexit.register(shutil.rmtree, house.folder)
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
    house.begin_meetings(1)
    return house


@contextlib.contextmanager
def served(house: House) -> Iterator[House]:
    """The house, while it is being served; nothing may go wrong in it."""
    house.start()
    try:
        yield house
    finally:
        house.stop()
    assert not house.wrong()


def lived_in(folder: Path, meetings: int = 0, clock: bool = False) -> Iterator[House]:
    """A group with people of every role, and empty rooms, while it is being served; perhaps lobbies just opened."""
    house = furnished(folder, clock)
    if meetings:
        house.begin_meetings(meetings)
    with served(house):
        yield house


def shown(folder: Path, clock: bool = False) -> Iterator[House]:
    """What `bin/serve --demo` shows, with what its people sign in with."""
    with served(House(folder, demo=True, clock=clock)) as house:
        logins = json.loads((house.folder / "instance" / "logins.json").read_text())
        house.passphrase, house.keys = logins["passphrase"], logins["totp_keys"]
        yield house


def python(module: str) -> list[str]:
    """The command of one of our modules in a cooperative Python, as bin/serve runs it."""
    return [sys.executable, "-m", "gevent.monkey", "--module", module]


def free_port() -> int:
    """A port that nobody has or had in these journeys: whoever signed in there would seem to be signed in here.

    It is below those that the system hands out by itself, so that a server that was killed finds its own free again.
    """
    for port in random.SystemRandom().sample(sorted(set(range(20_000, 32_000)) - _given), 50):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            _given.add(port)
            return port
    raise OSError("no free port")
