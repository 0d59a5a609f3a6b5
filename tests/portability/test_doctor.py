"""The doctor says in plain words what is well and what is not, and changes nothing (L12.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock
from community.cli import main
from community.clock import now
from community.config import Config
from community.database import write_engine
from community.extensions import db
from community.groups import operations as groups
from community.jobs import Job
from community.notices.models import MAIL, Letter
from community.operations import operation
from community.portability.backup import jobs as nights
from community.portability.backup.folder import name_for
from tests.factories import Circle, a_message
from tests.laws import law
from tests.portability.stage import on_disk, work
from tests.wire import until

Asking = Callable[..., tuple[int, str]]


@pytest.fixture
def hearth(
    config: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Asking:
    """bin/hearth on this machine: its exit code, and what it printed."""

    def ask(*argv: str, line: str = "", **env: str) -> tuple[int, str]:
        monkeypatch.setenv("HEARTH_INSTANCE", str(config.instance))
        if not config.sqlite:
            monkeypatch.setenv("HEARTH_DATABASE_URL", config.database_url)
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdin", _Line(line))
        code = main(argv)
        said = capsys.readouterr()
        return code, said.out + said.err

    return ask


class _Line:
    """A terminal at which one line is typed."""

    def __init__(self, line: str) -> None:
        self._line = line

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        return f"{self._line}\n"


def said_of(about: str, said: str) -> list[str]:
    """The doctor's lines about one thing."""
    return [line for line in said.splitlines() if line[8:].startswith(f"{about}:")]


@law("L12.2")
def test_a_site_that_is_well_is_told_so(
    hearth: Asking, config: Config, circle: Circle, tmp_path: Path
) -> None:
    a_message(circle.regular, circle.room_id)
    config.instance.chmod(0o700)
    work()
    assert hearth("backup", str(tmp_path / "one.age"))[0] == 0
    before = on_disk()
    code, said = hearth("doctor")
    assert code == 0
    assert "WRONG" not in said
    assert "see to" not in said
    assert "What has had its time went on" in said
    assert on_disk() == before


@law("L12.2")
def test_what_is_wrong_is_named_and_the_exit_code_tells(
    hearth: Asking, config: Config, circle: Circle
) -> None:
    config.instance.chmod(0o700)
    (config.instance / "keys" / "journal").chmod(0o644)
    something_stuck(circle)
    code, said = hearth("doctor")
    assert code == 1
    assert said_of("keys", said)[0].startswith(
        "WRONG   keys: Others on this machine can read: journal."
    )
    assert "Tried again and again: test:stuck" in said_of("work", said)[0]
    assert "see to" in said_of("backup", said)[0]
    assert "see to" in said_of("retention", said)[0]


@law("L12.2")
def test_a_damaged_record_or_order_is_found(hearth: Asking, circle: Circle, config: Config) -> None:
    seq = a_message(circle.regular, circle.room_id)
    by_hand(config, "UPDATE journal SET subject = 'somebody else' WHERE seq = 2")
    by_hand(config, f"UPDATE entries SET seq = {seq + 5} WHERE kind = 'message_posted'")
    code, said = hearth("doctor")
    assert code == 1
    assert "does not follow at entry 2" in said_of("record", said)[0]
    assert "gaps in 1" in said_of("conversations", said)[0]


@law("L12.2")
def test_a_database_of_another_version_is_found(hearth: Asking, config: Config, app: Flask) -> None:
    by_hand(config, "UPDATE alembic_version SET version_num = '0001'")
    code, said = hearth("doctor")
    assert code == 1
    assert "at migration 0001" in said_of("tables", said)[0]


@law("L12.2")
def test_an_old_backup_and_a_group_alone_are_to_be_seen_to(
    hearth: Asking, config: Config, circle: Circle, tmp_path: Path
) -> None:
    hearth("backup", str(tmp_path / "one.age"))
    clock.move(timedelta(days=3))
    groups.leave_every_group(-2, circle.moderator.id)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / name_for(now() - timedelta(days=60))).write_text("x")
    _code, said = hearth("doctor", HEARTH_BACKUP_FOLDER=str(tmp_path / "copies"))
    assert "Make another" in said_of("backup", said)[0]
    assert "older than 35 days" in said_of("backup", said)[1]
    assert said_of("groups", said) == ["see to  groups: 1 have no moderator."]


@law("L12.2")
def test_where_there_is_no_site_it_says_so(hearth: Asking, tmp_path: Path) -> None:
    code, said = hearth("doctor", HEARTH_INSTANCE=str(tmp_path / "none"), HEARTH_DATABASE_URL="")
    assert (code, "There is no site" in said) == (1, True)


@law("L12.2")
def test_backup_and_restore_at_the_terminal(
    hearth: Asking, circle: Circle, tmp_path: Path, config: Config
) -> None:
    a_message(circle.regular, circle.room_id)
    code, said = hearth("backup", str(tmp_path / "one.age"))
    assert code == 0
    key = next(line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-"))
    assert "shown once" in said
    code, said = hearth("backup", "--to", str(tmp_path))
    assert (code, key in said, "shown once" in said) == (0, False, False)
    assert len(list(tmp_path.glob("hearth-*Z.age"))) == 1
    code, said = hearth("backup", str(tmp_path / "one.age"))
    assert (code, "is there already" in said) == (1, True)
    assert hearth("backup")[0] == 2
    assert hearth("backup", "--prune", str(tmp_path / "none"))[0] == 1
    assert hearth("backup", "--prune", str(tmp_path)) == (0, "0 deleted.\n")
    if not config.sqlite:
        return
    there = str(tmp_path / "there")
    code, said = hearth("restore", str(tmp_path / "one.age"), "--into", there, line="nonsense")
    assert (code, said) == (1, "That is not the key of this backup.\n")
    (tmp_path / "key").write_text(f"# the key of our backups\n{key}\n")
    with_key = ("--into", there, "--key", str(tmp_path / "key"))
    code, said = hearth("restore", str(tmp_path / "one.age"), *with_key)
    assert code == 0
    assert "Everything is as it was on" in said
    code, said = hearth("restore", str(tmp_path / "one.age"), "--into", there, line=key)
    assert (code, "not empty" in said) == (1, True)


@law("L12.2")
def test_a_key_of_ones_own_or_a_new_one(hearth: Asking, config: Config, circle: Circle) -> None:
    code, said = hearth("backup-key")
    assert code == 0
    public = (config.instance / "keys" / "backup.pub").read_text()
    assert hearth("backup-key", "--given", line="nonsense") == (1, "That is no age key.\n")
    assert (config.instance / "keys" / "backup.pub").read_text() == public
    secret = next(line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-"))
    assert hearth("backup-key")[0] == 0
    assert hearth("backup-key", "--given", line=secret)[0] == 0
    assert (config.instance / "keys" / "backup.pub").read_text() == public


@operation
def something_stuck(circle: Circle) -> None:
    """Work that fails again and again, and a letter that nobody takes."""
    db.session.add(Job(kind="test:stuck", key="stuck", payload={}, run_at=now(), attempts=5))
    long_ago = now() - timedelta(hours=3)
    db.session.add(Letter(member_id=circle.regular.id, way=MAIL, created_at=long_ago))


def by_hand(config: Config, statement: str) -> None:
    """Somebody changes the database past the program."""
    db.session.rollback()
    engine = write_engine(config)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@law("L12.2", "L12.3")
def test_every_night_one_goes_into_the_folder_once_there_is_a_key(
    hearth: Asking,
    config: Config,
    circle: Circle,
    tmp_path: Path,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "nights"
    folder.mkdir()
    (folder / name_for(now() - timedelta(days=60))).write_text("x")
    app.config["HEARTH"] = replace(config, backup_folder=folder)
    if not config.sqlite:
        monkeypatch.setenv("HEARTH_DATABASE_URL", config.database_url)
    nights.back_up({})
    _code, said = hearth("doctor", HEARTH_BACKUP_FOLDER=str(folder))
    assert "before there is a key" in said_of("backup", said)[0]
    hearth("backup-key")
    nights.back_up({})
    until(lambda: len(list(folder.glob("hearth-*.age"))) == 1 and _is_new(folder), 30)


def _is_new(folder: Path) -> bool:
    [only] = folder.glob("hearth-*.age")
    return only.stat().st_size > 1000
