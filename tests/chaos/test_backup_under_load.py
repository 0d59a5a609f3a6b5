"""A backup made while people talk, brought back elsewhere: whole, in order, and one can sign in (L12.2, T11)."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from community.database import sqlite
from tests.chaos.browser import Browser
from tests.chaos.counts import often
from tests.chaos.posting import Poster, whole_stream
from tests.chaos.site import Program, Site
from tests.laws import law
from tests.stage import a_postgres_database
from tests.wire import until

BACKUPS = often(2, 10)
TALKERS = 6


@pytest.fixture
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """Another machine, on which nothing is yet."""
    env = {}
    with ExitStack() as stack:
        if request.node.get_closest_marker("postgres"):
            env["HEARTH_DATABASE_URL"] = stack.enter_context(a_postgres_database())
        (tmp_path / "elsewhere").mkdir()
        made = Site(tmp_path / "elsewhere", env)
        stack.callback(made.kill)
        stack.callback(made.hang_up)
        yield made


@law("L12.2")
@pytest.mark.timeout(600)
def test_a_backup_under_write_load_comes_back_whole(site: Site, elsewhere: Site) -> None:
    comes_back(site, elsewhere)
    assert sqlite().connect(elsewhere.instance / "hearth.sqlite3").execute(
        "PRAGMA integrity_check"
    ).fetchall() == [("ok",)]


@law("L12.2")
@pytest.mark.timeout(600)
@pytest.mark.postgres
def test_the_same_on_postgresql(site: Site, elsewhere: Site) -> None:
    comes_back(site, elsewhere)


def comes_back(site: Site, elsewhere: Site) -> None:
    """Talk, make backups meanwhile, restore the last one, and compare it with what had been acknowledged."""
    programs = site.people(TALKERS)
    site.start()
    posters = [Poster(site, program) for program in programs]
    key = ""
    for number in range(BACKUPS):
        enough = acknowledged(posters) + 50
        until(lambda enough=enough: acknowledged(posters) >= enough, 60)
        before = said_so_far(posters)
        code, said = site.apart("backup", str(site.instance.parent / f"{number}.age"))
        assert code == 0, said
        key = key or next(word for word in said.split() if word.startswith("AGE-SECRET-KEY-"))
        assert acknowledged(posters) > len(before), "nobody was held up"
    for poster in posters:
        poster.finish()
    everything = whole_stream(site.wire(programs[0]), site.stream)
    site.stop()
    file = str(site.instance.parent / f"{BACKUPS - 1}.age")
    code, said = elsewhere.apart("restore", file, line=key)
    assert code == 0, said
    holds(elsewhere, site, programs, before, everything)
    assert site.complaints() == ""
    print(f"\n{said.splitlines()[0]}")


def holds(
    elsewhere: Site,
    site: Site,
    programs: list[Program],
    before: dict[str, int],
    everything: list[dict],
) -> None:
    """What was acknowledged before is there, the order is that of then, and people come in with their words."""
    elsewhere.stream = site.stream
    elsewhere.start()
    there = whole_stream(elsewhere.wire(programs[0]), site.stream)
    assert there == everything[: len(there)]
    assert [entry["seq"] for entry in there] == list(range(1, len(there) + 1))
    keys = {
        entry["data"]["key"]: entry["seq"] for entry in there if entry["kind"] == "message_posted"
    }
    assert before.items() <= keys.items()
    Browser(elsewhere.port).sign_in(programs[0])
    answer = elsewhere.wire(programs[1]).call(
        "post_message", stream=site.stream, body="And on.", key="and-on-and-on"
    )
    assert answer["seq"] == len(there) + 1
    code, said = elsewhere.apart("doctor")
    assert code == 0, said
    elsewhere.stop()
    assert elsewhere.complaints() == ""


def acknowledged(posters: list[Poster]) -> int:
    """How many messages were acknowledged so far."""
    return sum(len(poster.acknowledged) for poster in posters)


def said_so_far(posters: list[Poster]) -> dict[str, int]:
    """Their keys and seqs."""
    return {key: seq for poster in posters for key, seq in poster.acknowledged.items()}
