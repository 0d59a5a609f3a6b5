"""The server killed again and again while words have had their time: in the end all are gone, and nothing else is."""

import random
from contextlib import closing

import pytest
import sqlalchemy as sa

from community.database import sqlite
from tests.chaos.counts import often
from tests.chaos.posting import whole_stream
from tests.chaos.site import Program, Site, python
from tests.laws import law
from tests.wire import until

KILLS = often(3, 20)
LINES = 1_500 * KILLS
LEASE, LONG_AFTER = 130, 91 * 24 * 3600
"""Seconds: after which what a dead worker had begun is another's; and after which words in lounges go."""


@law("L4.8", "L12.3")
@pytest.mark.timeout(1200)
def test_words_go_however_often_the_server_is_killed(site: Site) -> None:
    survives(site, *site.people(2))


@law("L4.8", "L12.3")
@pytest.mark.timeout(1200)
@pytest.mark.postgres
def test_the_same_on_postgresql(site: Site) -> None:
    survives(site, *site.people(2))


def survives(site: Site, talker: Program, listener: Program) -> None:
    """Let time pass, kill the server in the middle, and let it finish."""
    chatter = [*python("tests.chaos.chatter"), talker.handle, site.stream, str(LINES)]
    code, said = site._run(chatter, "")
    assert code == 0, said
    for blow in range(KILLS):
        site.clock.write_text(str(LONG_AFTER + LEASE * blow))
        fewer = max(0, left(site) - random.randint(1, LINES // KILLS))
        site.start()
        until(lambda fewer=fewer: left(site) <= fewer, 60)
        site.kill()
    site.clock.write_text(str(LONG_AFTER + LEASE * KILLS))
    site.start()
    until(lambda: left(site) == 0, 120)
    code, token = site.apart("token", "add", listener.handle, "--scope", "live")
    assert code == 0, token
    listener = Program(listener.handle, token.strip())  # the key of before has had its time too
    entries = whole_stream(site.wire(listener), site.stream)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert sum(entry["kind"] == "message_posted" for entry in entries) == LINES
    assert "zephyrine" not in str(entries)
    until(lambda: not remains(site), 120)
    answer = site.wire(listener).call(
        "post_message", stream=site.stream, body="And on.", key="and-on-and-on"
    )
    assert answer["seq"] == len(entries) + 1
    site.stop()
    assert site.complaints() == ""
    print(f"\n{KILLS} kills, {LINES} lines: all gone, the order is whole")


def left(site: Site) -> int:
    """How many messages there are."""
    url = site.env.get("HEARTH_DATABASE_URL")
    if url is None:
        with closing(sqlite().connect(site.instance / "hearth.sqlite3")) as connection:
            return int(connection.execute("SELECT count(*) FROM messages").fetchone()[0])
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        count: int = connection.scalar(sa.text("SELECT count(*) FROM messages")) or 0
    engine.dispose()
    return count


def remains(site: Site) -> bool:
    """Whether a word of it is still in a file; where there is none there is nothing to look for."""
    files = list(site.instance.glob("hearth.sqlite3*"))
    return any(b"zephyrine" in path.read_bytes() for path in files)
