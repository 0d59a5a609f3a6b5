"""The server killed again and again while words are taken away: in the end none is left, and each went once."""

import random
from collections import Counter

import pytest

from tests.chaos.counts import often
from tests.chaos.posting import whole_stream
from tests.chaos.site import Program, Site, python
from tests.laws import law
from tests.wire import until

KILLS = often(3, 20)
LINES = 1_500 * KILLS
LEASE = 130
"""Seconds after which what a dead worker had begun is another's; the clock is moved."""


@law("L1.9")
@pytest.mark.timeout(1200)
def test_words_go_however_often_the_server_is_killed(site: Site) -> None:
    gone, listener = site.people(2)
    survives(site, gone, listener)
    left = b"".join(path.read_bytes() for path in site.instance.glob("hearth.sqlite3*"))
    assert b"zephyrine" not in left
    assert gone.handle.encode() not in left


@law("L1.9")
@pytest.mark.timeout(1200)
@pytest.mark.postgres
def test_the_same_on_postgresql(site: Site) -> None:
    survives(site, *site.people(2))


def survives(site: Site, gone: Program, listener: Program) -> None:
    """Delete the account, kill the server in the middle, and let it finish."""
    code, said = site._run(
        [*python("tests.chaos.chatter"), gone.handle, site.stream, str(LINES)], ""
    )
    assert code == 0, said
    site.start()
    site.hearth("erase-member", gone.handle, "--remove-words")
    for blow in range(1, KILLS + 1):
        wire = site.wire(listener)
        enough = random.randint(1, 400)
        until(lambda wire=wire, enough=enough: removed(wire.entries()) >= enough, 60)
        site.kill()
        site.clock.write_text(str(LEASE * blow))
        site.start()
    until(lambda: len(went(site, listener)) == LINES, 120)
    entries = whole_stream(site.wire(listener), site.stream)
    assert "zephyrine" not in str(entries)
    assert set(
        Counter(entry["data"]["message"] for entry in entries if is_removal(entry)).values()
    ) == {1}
    until(lambda: swept(site), 60)
    site.stop()
    assert site.complaints() == ""
    print(f"\n{KILLS} kills, {LINES} lines: all gone, none twice")


def went(site: Site, listener: Program) -> list[dict]:
    """The removals that the stream tells of so far."""
    return [entry for entry in whole_stream(site.wire(listener), site.stream) if is_removal(entry)]


def removed(entries: list[dict]) -> int:
    """How many removals are among them."""
    return sum(map(is_removal, entries))


def is_removal(entry: dict) -> bool:
    """Whether it tells that words were taken away."""
    return bool(entry["kind"] == "message_removed")


def swept(site: Site) -> bool:
    """Whether the file has been cleared; where there is none there is nothing to wait for."""
    files = list(site.instance.glob("hearth.sqlite3*"))
    return not any(b"zephyrine" in path.read_bytes() for path in files)
