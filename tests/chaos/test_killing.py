"""A server killed again and again under people who talk: what it has acknowledged is there, once, in order."""

import random
from pathlib import Path

import gevent
import pytest

from community.database import sqlite
from tests.chaos.counts import often
from tests.chaos.posting import Poster, whole_stream
from tests.chaos.site import Site
from tests.laws import law
from tests.wire import until

KILLS = often(4, 20, ci=20)
TALKERS = 20
STOPPING = 6
"""Seconds from SIGTERM to the end of the process."""

BETWEEN = (20, 200)
"""So many messages are acknowledged after a start before the next blow falls."""


@law("L4.2")
@pytest.mark.timeout(1200)
def test_every_acknowledged_message_outlives_a_killed_server(site: Site) -> None:
    survives(site)
    assert checked(site.instance / "hearth.sqlite3") == [("ok",)]


@law("L4.2")
@pytest.mark.timeout(1200)
@pytest.mark.postgres
def test_the_same_on_postgresql(site: Site) -> None:
    survives(site)


@law("L4.2")
@pytest.mark.timeout(300)
def test_a_server_told_to_stop_does_so_soon_and_keeps_its_word(site: Site) -> None:
    programs = site.people(5)
    site.start()
    posters = [Poster(site, program) for program in programs]
    for _time in range(2):
        enough = acknowledged(posters) + 30
        until(lambda enough=enough: acknowledged(posters) >= enough, 60)
        with gevent.Timeout(STOPPING, AssertionError("it takes too long to stop")):
            site.stop()
        site.start()
    for poster in posters:
        poster.finish()
    assert [poster.refusals for poster in posters if poster.refusals] == []
    holds_exactly_once(whole_stream(site.wire(programs[0]), site.stream), posters)
    site.stop()
    assert site.complaints() == ""


def survives(site: Site) -> None:
    """Kill the server under posting clients; every promise about their messages must hold."""
    programs = site.people(TALKERS)
    site.start()
    posters = [Poster(site, program) for program in programs]
    for _blow in range(KILLS):
        enough = acknowledged(posters) + random.randint(*BETWEEN)
        until(lambda enough=enough: acknowledged(posters) >= enough, 60)
        gevent.sleep(random.random() * 0.02)
        site.kill()
        site.start()
    for poster in posters:
        poster.finish()
    assert [poster.refusals for poster in posters if poster.refusals] == []
    entries = whole_stream(site.wire(programs[0]), site.stream)
    holds_exactly_once(entries, posters)
    site.stop()
    assert site.complaints() == ""
    resent = sum(poster.resent for poster in posters)
    print(
        f"\n{KILLS} kills, {acknowledged(posters)} acknowledged, {resent} sent again, lost 0, twice 0"
    )


def acknowledged(posters: list[Poster]) -> int:
    """How many messages were acknowledged so far."""
    return sum(len(poster.acknowledged) for poster in posters)


def holds_exactly_once(entries: list[dict], posters: list[Poster]) -> None:
    """The log is dense, and each acknowledged key stands at the seq of its acknowledgement."""
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    found = {entry["data"]["key"]: entry["seq"] for entry in entries}
    assert len(found) == len(entries), "a key stands twice"
    promised: dict[str, int] = {}
    for poster in posters:
        promised |= poster.acknowledged
    assert found == promised


def checked(file: Path) -> list[tuple[str]]:
    """What SQLite itself says of the file after all that."""
    connection = sqlite().connect(str(file))
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return connection.execute("PRAGMA integrity_check").fetchall()
    finally:
        connection.close()
