"""Clients that others wrote: they join by token, post, resume; and whoever may not come in is refused."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.chaos.site import ROOT, Site
from tests.laws import law
from tests.wire import Wire, until

HERE = Path(__file__).parent
pytestmark = pytest.mark.timeout(300)
NODE = os.environ.get("HEARTH_TEST_NODE") or shutil.which("node") or ""
has_node = pytest.mark.skipif(
    not NODE or not (ROOT / "node_modules" / "socket.io-client").is_dir(),
    reason="Node or its socket.io-client is not installed",
)
LANGUAGES = {
    "python": [sys.executable, str(HERE / "talk.py")],
    "node": [NODE, str(HERE / "talk.mjs")],
}
languages = pytest.mark.parametrize("language", ["python", pytest.param("node", marks=has_node)])
PARTED = "'Session is disconnected'"
"""What Engine.IO logs when a polling client's goodbye arrives twice."""

WAYS = {
    "websocket": ["websocket"],
    "polling first": ["polling", "websocket"],
    "polling": ["polling"],
}


class Talk:
    """A client in a process of its own, and what it says."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._said = folder / "said"
        self._errors = folder / "errors"
        with self._said.open("wb") as said, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=said, stderr=errors
            )

    def hears(self, name: str) -> Any:
        """Wait until it said something of that name; what it said. Raises what it died of."""
        until(lambda: name in self._facts() or self._process.poll() is not None, 30)
        assert name in self._facts(), self._errors.read_text()
        return self._facts()[name]

    def call_back(self) -> None:
        """Let it go on."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._process.stdin.close()

    def end(self) -> None:
        """It is not needed any more."""
        with contextlib.suppress(OSError):
            self._process.kill()
        until(lambda: self._process.poll() is not None)
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _facts(self) -> dict:
        facts: dict = {}
        for line in self._said.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                facts |= json.loads(line)
        return facts


@pytest.fixture
def talk(site: Site, tmp_path: Path) -> Iterator[Callable[..., Talk]]:
    """Start a client of a language with a token."""
    begun: list[Talk] = []

    def begin(language: str, token: str, way: str = "websocket") -> Talk:
        command = [
            *LANGUAGES[language],
            f"http://127.0.0.1:{site.port}",
            token,
            site.stream,
            *WAYS[way],
        ]
        begun.append(Talk(command, tmp_path))
        return begun[-1]

    yield begin
    for one in begun:
        one.end()


@law("L4.2")
@languages
def test_joins_by_token_posts_and_resumes(
    site: Site, talk: Callable[..., Talk], language: str
) -> None:
    mine, other = site.people(2)
    streams = dict(zip(WAYS, site.rooms(len(WAYS)), strict=True))
    site.start()
    for way, site.stream in streams.items():
        talks(talk(language, mine.token, way), site.wire(other), site.stream)
    site.stop()
    assert [line for line in site.complaints().splitlines() if PARTED not in line] == []


def talks(client: Talk, wire: Wire, stream: str) -> None:
    """A client of either language does in one room what the protocol promises that it can."""
    posted = client.hears("posted")
    assert posted["ok"]
    assert posted["seq"] == 1
    assert client.hears("again") == posted
    assert client.hears("joined")["entries"] == []
    assert client.hears("away")
    keys = [f"away-{stream[5:]}-{n}" for n in range(3)]
    for key in keys:
        assert wire.call("post_message", stream=stream, body="Are you there?", key=key)["ok"]
    client.call_back()
    entries = client.hears("resumed")["entries"]
    assert [(entry["seq"], entry["data"]["key"]) for entry in entries] == list(
        zip((2, 3, 4), keys, strict=True)
    )
    client.end()


@law("L1.6")
@languages
def test_a_foreign_an_expired_and_a_revoked_token_open_nothing(
    site: Site, talk: Callable[..., Talk], language: str
) -> None:
    revoked, late = site.people(2)
    site.start()
    wire = site.wire(revoked)
    (number,) = re.findall(
        rf"^(\d+)\s+{revoked.handle}\s", site.hearth("token", "list"), re.MULTILINE
    )
    site.hearth("token", "revoke", number)
    wire.hears(lambda w: w.closed, seconds=2)
    assert [said["stream"] for said in wire.events("evicted")] == [None]
    foreign = late.token[:-4] + "AAAA"
    for token in (foreign, revoked.token, "", "x" * 5000):
        assert is_refused(talk(language, token))
    site.clock.write_text(str(91 * 24 * 3600))
    assert is_refused(talk(language, late.token))


def is_refused(client: Talk) -> bool:
    """Whether a client is told, instead of being let in, that nobody is signed in: the code, and words."""
    said = client.hears("refused")
    client.end()
    assert said["message"] == "unauthenticated"
    return said["data"] == {"code": "unauthenticated", "message": "Please sign in first."}


@law("L1.4")
def test_whoever_breaks_off_in_the_middle_of_a_request_is_no_fault_to_log(site: Site) -> None:
    site.people(1)
    site.start()
    there = ("127.0.0.1", site.port)
    path = "/socket.io/?EIO=4&transport=polling"
    with urlopen(f"http://127.0.0.1:{site.port}{path}") as answer:
        sid = json.loads(answer.read()[1:])["sid"]
    with socket.create_connection(there) as line:
        head = f"POST {path}&sid={sid} HTTP/1.1\r\nHost: {there[0]}:{there[1]}\r\n"
        line.sendall(f"{head}Content-Type: text/plain\r\nContent-Length: 99\r\n\r\n".encode())
    until(lambda: urlopen(f"http://127.0.0.1:{site.port}/healthz").status == 200)
    site.stop()
    assert [line for line in site.complaints().splitlines() if PARTED not in line] == []
