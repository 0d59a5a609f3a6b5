"""PostgreSQL's own files, as whoever steals the disk reads them: what went is in none of a table's (L4.8, L1.9).

Its write-ahead log is another matter: it is written over when PostgreSQL comes round to it (docs/retention.md).
"""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock
from community.extensions import db
from community.portability import operations as leaving
from tests.factories import Circle, a_message
from tests.laws import law
from tests.portability.stage import work

WORD = b"zephyrine"


def as_postgres(*asked: str) -> list[str]:
    """What the owner of the database server is answered."""
    commands = [argument for one in asked for argument in ("-c", one)]
    done = subprocess.run(
        ["runuser", "-u", "postgres", "--", "psql", "-qAt", *commands],
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"the files of that server cannot be read from here: {done.stderr.strip()}")
    return done.stdout.split()


def on_disk() -> bytes:
    """Every file of this database, with everything that was in memory written out."""
    [folder] = as_postgres("CHECKPOINT", "SHOW data_directory")
    number = db.session.scalar(
        sa.text("SELECT oid FROM pg_database WHERE datname = current_database()")
    )
    db.session.rollback()
    files = (Path(folder) / "base" / str(number)).iterdir()
    return b"".join(path.read_bytes() for path in files if path.is_file())


def until_done() -> None:
    """All that is due; what the server's own upkeep has put off by two minutes too."""
    for _time in range(4):
        work()
        clock.move(timedelta(minutes=3))
    work()


@law("L4.8")
@pytest.mark.postgres
def test_words_that_had_their_time_are_in_no_file_of_a_table(app: Flask, circle: Circle) -> None:
    for number in range(40):
        a_message(circle.regular, circle.room_id, f"zephyrine {number} " + "x" * number * 90)
    assert on_disk().count(WORD) > 10  # longer ones are packed
    clock.move(timedelta(days=91))
    until_done()
    assert WORD not in on_disk()


@law("L1.9")
@pytest.mark.postgres
def test_words_of_a_deleted_account_are_in_no_file_of_a_table(app: Flask, circle: Circle) -> None:
    for number in range(40):
        a_message(circle.regular, circle.room_id, f"zephyrine {number} " + "x" * number * 90)
    assert on_disk().count(WORD) > 10  # longer ones are packed
    leaving.erase_member(-2, circle.regular.handle, False)
    until_done()
    assert WORD not in on_disk()


@law("L4.8")
@pytest.mark.postgres
def test_whoever_still_reads_an_old_state_delays_it(app: Flask, circle: Circle) -> None:
    a_message(circle.regular, circle.room_id, "zephyrine, said once")
    clock.move(timedelta(days=91))
    engine = sa.create_engine(app.config["HEARTH"].database_url, isolation_level="REPEATABLE READ")
    with engine.connect() as reader:
        reader.execute(sa.text("SELECT count(*) FROM messages, pg_sleep(1.2)"))
        work()
        assert WORD in on_disk()
    engine.dispose()
    until_done()
    assert WORD not in on_disk()
