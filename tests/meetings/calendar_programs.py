"""Four programs that read calendars, run as people run them: each tells every date that it makes of a feed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import playwright
import recurring_ical_events

READERS = Path(__file__).parent / "readers"
PROGRAMS = (
    Path(sys.prefix) / "readers" / "bin"
)  # bin/_setup puts them there, apart from the server's packages
SINCE, UNTIL = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC)

KHAL = """\
[calendars]
[[feed]]
path = {folder}/feed
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""
VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
[pair feed]
a = "site"
b = "here"
collections = null
[storage site]
type = "http"
url = "{address}"
[storage here]
type = "filesystem"
path = "{folder}/feed"
fileext = ".ics"
"""


@dataclass(frozen=True, order=True)
class Date:
    """A date as a program tells it: its title, when it begins and ends (seconds)."""

    title: str
    starts: int
    ends: int

    def __repr__(self) -> str:
        return f"{self.title}: {datetime.fromtimestamp(self.starts, UTC):%a %Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Told:
    """What a program made of a feed: what is held, and what it knows to be cancelled."""

    held: frozenset[Date]
    cancelled: frozenset[Date]


Reader = Callable[[str, Path], Told]


def node(script: str, *arguments: str) -> str:
    """Run one of the small scripts in `readers/`; what it said."""
    brought = Path(playwright.__file__).parent / "driver" / "node"
    name = os.environ.get("HEARTH_TEST_NODE") or str(brought)
    return _run([name, str(READERS / script), *arguments], {**os.environ, "TZ": "UTC"})


def by_ical_js(address: str, folder: Path) -> Told:
    """Thunderbird's and Nextcloud's."""
    return _sorted(json.loads(node("ical_js.mjs", _saved(address, folder), _until())))


def by_node_ical(address: str, folder: Path) -> Told:
    """That of many home displays and bots."""
    return _sorted(json.loads(node("node_ical.mjs", _saved(address, folder), _until())))


def by_recurring_ical_events(address: str, folder: Path) -> Told:
    """The Python libraries."""
    calendar = icalendar.Calendar.from_ical(Path(_saved(address, folder)).read_bytes())
    events = recurring_ical_events.of(calendar).between(SINCE, UNTIL)
    return _sorted(
        (
            str(event["summary"]), int(event.start.timestamp()), int(event.end.timestamp()),
            str(event.get("status", "")),
        )
        for event in events
    )  # fmt: skip


def by_khal(address: str, folder: Path) -> Told:
    """A calendar in the terminal, which vdirsyncer fills from the feed."""
    env = {**os.environ, "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    (folder / "feed").mkdir()
    _write(folder / "vdirsyncer", VDIRSYNCER, folder=folder, address=address)
    _write(folder / "khal", KHAL, folder=folder)
    sync = [str(PROGRAMS / "vdirsyncer"), "-c", str(folder / "vdirsyncer")]
    _run([*sync, "discover", "feed"], env)
    _run([*sync, "sync"], env)
    told = "{title}\t{start-long-full}\t{end-long-full}\t{status}"
    days = str((UNTIL - SINCE).days)
    said = _run(
        [
            str(PROGRAMS / "khal"), "-c", str(folder / "khal"), "list", "--day-format", "", "--format", told,
            f"{SINCE:%Y-%m-%d}", f"{days}d",
        ],
        env,
    )  # fmt: skip
    return _sorted(_from_khal(line) for line in said.splitlines() if line.strip())


def _from_khal(line: str) -> tuple[str, int, int, str]:
    title, starts, ends, status = line.split("\t")
    return title, _seconds(starts), _seconds(ends), status.strip()


def _seconds(said: str) -> int:
    return int(datetime.fromisoformat(said).replace(tzinfo=UTC).timestamp())


def _sorted(dates: Iterable[tuple[str, int, int, str]]) -> Told:
    held, cancelled = set(), set()
    for title, starts, ends, status in dates:
        if SINCE.timestamp() <= starts < UNTIL.timestamp():
            kind = cancelled if status.strip().upper() == "CANCELLED" else held
            kind.add(Date(title, starts, ends))
    return Told(frozenset(held), frozenset(cancelled))


def _until() -> str:
    return str(int(UNTIL.timestamp()) + 40 * 86400)


def _saved(address: str, folder: Path) -> str:
    _run(["curl", "-sf", "-o", str(folder / "feed.ics"), address], dict(os.environ))
    return str(folder / "feed.ics")


def _write(path: Path, template: str, **names: object) -> None:
    path.write_text(template.format(**names))


def _run(command: list[str], env: dict[str, str]) -> str:
    ran = subprocess.run(command, env=env, capture_output=True, text=True, timeout=180, check=False)
    assert ran.returncode == 0, (command[0], ran.stdout[-2000:], ran.stderr[-2000:])
    return ran.stdout
