"""Everything is copied while people talk, sealed, and comes back whole or not at all (L12.2, T11)."""

import io
import os
import random
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from community import create_app, sealed_to
from community.clock import now
from community.config import Config
from community.database import write_engine
from community.extensions import db
from community.migrations import differences
from community.portability import operations as leaving
from community.portability.backup import making, manifest, setting_aside
from community.portability.backup.folder import made_at, name_for, prune
from community.portability.backup.making import make, make_key
from community.portability.backup.packing import packed, unpack
from community.portability.backup.putting_back import put_rows_back
from community.portability.backup.restoring import Refused, restore, sealed_apart
from community.portability.backup.sealing import WrongKey, new_pair, seal, unseal
from community.portability.backup.sources import Unavailable
from community.registry import SetAside, registry
from community.rooms import operations as rooms
from community.rooms.models import Bookmark
from tests.factories import Circle, a_message
from tests.laws import law
from tests.portability.stage import on_disk
from tests.stage import ON_POSTGRES, a_postgres_database
from tests.test_migrations import lived_in, said_before, shut

FLIPS = 1000
VERSION = "0.2.0"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Config]:
    """Another machine: an instance that is not there yet."""
    config = Config.from_environment(
        {"HEARTH_INSTANCE": str(tmp_path / "elsewhere"), "HEARTH_RATE_LIMITS": "off"}
    )
    if not ON_POSTGRES:
        yield config
        return
    with a_postgres_database() as url:
        yield replace(config, database_url=url)


@pytest.fixture
def sealed(config: Config, circle: Circle, tmp_path: Path) -> tuple[Path, str]:
    """A backup of a circle in which something was said, and its key."""
    rooms.set_bookmark(
        circle.other.id,
        circle.stream,
        a_message(circle.regular, circle.room_id, "Zephyrine."),
        True,
    )
    leaving.erase_member(-2, circle.newcomer.handle, True)
    db.session.rollback()
    key = make_key(config)
    make(config, VERSION, tmp_path / "one.age")
    return tmp_path / "one.age", key


def refused(config: Config, file: Path, key: str) -> str:
    """It is refused, and nothing is left of the attempt; why."""
    with pytest.raises(Refused) as refusal:
        restore(config, create_app, file, key)
    assert not config.instance.exists() or list(config.instance.iterdir()) == []
    return str(refusal.value)


def rows_in(config: Config) -> dict[str, list[tuple]]:
    """Every row of every table, as the database has it."""
    engine = write_engine(config)
    with engine.connect() as connection:
        there = sa.MetaData()
        there.reflect(connection)
        found = {
            table.name: sorted(map(str, connection.execute(sa.select(table))))
            for table in there.sorted_tables
        }
    engine.dispose()
    return found


def contents(file: Path, key: str, into: Path) -> Path:
    """What is in a backup, for whoever has its key."""
    with (into / "plain").open("wb") as plain:
        unseal(file, plain, key)
    unpack(into / "plain", into)
    (into / "plain").unlink()
    return into


def packed_again(folder: Path, file: Path, key: str) -> Path:
    """A backup made of such a folder, by somebody who has the key."""
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
    names.sort(key=lambda name: name != manifest.NAME)
    with file.open("wb") as into:
        seal(packed([(name, folder / name) for name in names]), into, making.public_half(key))
    return file


@law("L12.2")
def test_everything_comes_back_as_it_was(
    config: Config, elsewhere: Config, sealed: tuple[Path, str]
) -> None:
    said = restore(elsewhere, create_app, *sealed)
    assert rows_in(elsewhere) == rows_in(config)
    assert said.journal[0] > 0
    for path in (config.instance / "keys").iterdir():
        there = elsewhere.instance / "keys" / path.name
        assert there.read_bytes() == path.read_bytes()
        assert there.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in elsewhere.instance.iterdir()) == (
        ["keys"] if ON_POSTGRES else ["hearth.sqlite3", "keys"]
    )


@law("L12.2")
def test_nothing_in_it_can_be_read_without_the_key(
    config: Config, sealed: tuple[Path, str]
) -> None:
    file, key = sealed
    text = file.read_bytes()
    for plain in (b"Zephyrine", b"SQLite", b"manifest", b"journal"):
        assert plain not in text
    assert file.stat().st_mode & 0o777 == 0o600
    kept = [
        path.read_text(errors="replace") for path in config.instance.rglob("*") if path.is_file()
    ]
    assert not any(key in one for one in kept)


@law("L12.2")
def test_what_was_deleted_is_not_in_it(
    app: Flask, config: Config, circle: Circle, tmp_path: Path
) -> None:
    for number in range(60):
        a_message(circle.regular, circle.room_id, f"Zephyrine {number} " + "x" * number * 7)
    leaving.erase_member(-2, circle.regular.handle, False)
    while registry.forgets_words and any(
        True
        for forgets in registry.forgets_words.values()
        for _ in forgets(circle.regular.id, False)
    ):
        pass
    key = make_key(config)
    make(config, VERSION, tmp_path / "one.age")
    inside = tmp_path / "inside"
    inside.mkdir()
    contents(tmp_path / "one.age", key, inside)
    assert not any(b"Zephyrine" in path.read_bytes() for path in inside.iterdir() if path.is_file())


@law("L12.2")
def test_another_key_or_none_opens_nothing(elsewhere: Config, sealed: tuple[Path, str]) -> None:
    file, _key = sealed
    for key in (new_pair()[0], "", "AGE-SECRET-KEY-1", new_pair()[1]):
        assert refused(elsewhere, file, key) == "That is not the key of this backup."


@law("L12.2")
def test_one_bit_that_is_other_is_refused_wherever_it_is(
    elsewhere: Config, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    file, key = sealed
    text, flipped = file.read_bytes(), tmp_path / "flipped.age"
    chance = random.Random()
    for _flip in range(FLIPS):
        bit = chance.randrange(len(text) * 8)
        other = bytearray(text)
        other[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(other)
        refused(elsewhere, flipped, key)


@law("L12.2")
def test_a_part_of_it_is_refused(
    elsewhere: Config, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    file, key = sealed
    text, part = file.read_bytes(), tmp_path / "part.age"
    for length in (0, 1, 100, len(text) // 2, len(text) - 16, len(text) - 1):
        part.write_bytes(text[:length])
        refused(elsewhere, part, key)
    part.write_bytes(text + b"x")
    refused(elsewhere, part, key)
    refused(elsewhere, tmp_path / "none.age", key)


@law("L12.2")
def test_an_instance_that_is_not_empty_stays_as_it_is(
    config: Config, sealed: tuple[Path, str]
) -> None:
    before = on_disk()
    with pytest.raises(Refused, match="not empty"):
        restore(config, create_app, *sealed)
    assert on_disk() == before


@law("L12.2")
@pytest.mark.sqlite
def test_what_was_changed_in_it_by_somebody_with_the_key_is_noticed(
    elsewhere: Config, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    file, key = sealed
    inside = tmp_path / "inside"
    inside.mkdir()
    contents(file, key, inside)
    for change, noticed in (
        ("UPDATE messages SET body = 'Other words.'", "messages"),
        ("DELETE FROM bookmarks", "bookmarks"),
        ("DELETE FROM streams WHERE id IN (SELECT max(id) FROM streams)", "reference"),
    ):
        folder = tmp_path / noticed
        folder.mkdir()
        contents(file, key, folder)
        engine = sa.create_engine(f"sqlite:///{folder / 'hearth.sqlite3'}")
        with engine.begin() as connection:
            connection.execute(sa.text(change))
        engine.dispose()
        said = refused(elsewhere, packed_again(folder, tmp_path / "changed.age", key), key)
        assert noticed in said


@law("L12.2", "L8.8")
@pytest.mark.sqlite
def test_a_record_that_does_not_follow_is_noticed(
    elsewhere: Config, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    file, key = sealed
    inside = tmp_path / "inside"
    inside.mkdir()
    contents(file, key, inside)
    (inside / "keys" / "journal").write_text("00" * 32)
    said = refused(elsewhere, packed_again(inside, tmp_path / "changed.age", key), key)
    assert said == "The record of acts does not follow at entry 1."


@law("L12.2")
def test_a_backup_of_a_newer_version_is_refused(
    elsewhere: Config, sealed: tuple[Path, str], tmp_path: Path
) -> None:
    file, key = sealed
    inside = tmp_path / "inside"
    inside.mkdir()
    contents(file, key, inside)
    for before, after in (('"format": 1', '"format": 2'), ('"revision": "', '"revision": "9')):
        text = (inside / manifest.NAME).read_text()
        (inside / manifest.NAME).write_text(text.replace(before, after))
        said = refused(elsewhere, packed_again(inside, tmp_path / "newer.age", key), key)
        assert "newer" in said
        (inside / manifest.NAME).write_text(text)


@law("L12.2")
def test_a_backup_of_an_older_version_is_brought_forward(
    elsewhere: Config, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    old = Config.from_environment({"HEARTH_INSTANCE": str(tmp_path / "old")})
    (tmp_path / "old").mkdir()
    if ON_POSTGRES:
        outer = a_postgres_database()
        old = replace(old, database_url=outer.__enter__())
        request.addfinalizer(lambda: outer.__exit__())
    lived_in("0001", old)
    (old.instance / "keys").mkdir(parents=True, exist_ok=True)
    key = make_key(old)
    made = make(old, "0.1.0", tmp_path / "old.age")
    assert made.revision == "0001"
    said = refused(elsewhere, tmp_path / "old.age", key)
    assert said == "The record of acts does not follow at entry 1."  # lived under another key
    without_record(old)
    make(old, "0.1.0", tmp_path / "older.age")
    restore(elsewhere, create_app, tmp_path / "older.age", key)
    with create_app(elsewhere).app_context() as context:
        assert differences(db.engine) == []
        assert said_before().body.startswith("Said")
        shut(context.app)


def without_record(config: Config) -> None:
    """Its key is lost with the machine on which people lived in it."""
    engine = write_engine(config)
    with engine.begin() as connection:
        for table in ("journal", "journal_head"):
            connection.execute(sa.text(f"DELETE FROM {table}"))
    engine.dispose()


@law("L12.2")
def test_something_that_is_no_backup_is_refused(elsewhere: Config, tmp_path: Path) -> None:
    key, public = new_pair()
    (tmp_path / "note.txt").write_text("A shopping list.")
    file = tmp_path / "other.age"
    with file.open("wb") as into:
        seal(packed([("note.txt", tmp_path / "note.txt")]), into, public)
    assert refused(elsewhere, file, key) == "It is no backup of Hearth."
    with file.open("wb") as into:
        seal(iter([b"A shopping list."]), into, public)
    assert "damaged" in refused(elsewhere, file, key)
    with file.open("wb") as into:
        seal(iter([a_tar_that_climbs()]), into, public)
    assert "damaged" in refused(elsewhere, file, key)
    assert not (tmp_path / "climbed").exists()


def a_tar_that_climbs() -> bytes:
    """An archive whose file wants to lie outside."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as tar:
        entry = tarfile.TarInfo("../climbed")
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    return into.getvalue()


@law("L12.2")
def test_a_file_that_is_there_is_never_written_over(
    config: Config, sealed: tuple[Path, str]
) -> None:
    file, _key = sealed
    before = file.read_bytes()
    with pytest.raises(Unavailable, match="is there already"):
        make(config, VERSION, file)
    assert file.read_bytes() == before


@law("L12.2")
def test_one_key_of_ones_own_can_be_named(config: Config, circle: Circle, tmp_path: Path) -> None:
    secret, public = new_pair()
    assert make_key(config, public) == ""
    assert making.public_key(config) == public
    make_key(config, secret)
    assert making.public_key(config) == public
    with pytest.raises(WrongKey):
        make_key(config, "AGE-SECRET-KEY-1NONSENSE")
    make(config, VERSION, tmp_path / "one.age")
    with (tmp_path / "plain").open("wb") as plain:
        unseal(tmp_path / "one.age", plain, secret)


@law("L12.3", "L12.2")
def test_backups_go_after_35_days_and_nothing_else_in_their_folder(tmp_path: Path) -> None:
    for age in (0, 34, 36, 400):
        (tmp_path / name_for(now() - timedelta(days=age))).write_text("x")
    for other in ("hearth-holiday.age", "notes.txt", "hearth-20260101T000000Z.age.txt"):
        (tmp_path / other).write_text("x")
    assert prune(tmp_path) == 2
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 5
    assert sum(made_at(tmp_path / name) is not None for name in left) == 2


@pytest.fixture
def leads(circle: Circle) -> Iterator[str]:
    """Bookmarks stand for what only the leads may read outside of the machine."""
    pair = sealed_to.new_pair()
    wanted = Bookmark.__table__.c.member_id == circle.other.id
    registry.sets_aside["bookmarks"] = SetAside(
        "bookmarks", lambda: {Bookmark.__table__: wanted}, lambda connection: pair.public
    )
    yield pair.private
    del registry.sets_aside["bookmarks"]


@law("L8.3", "L12.2")
def test_what_is_set_aside_is_sealed_to_its_own_key_and_comes_back_with_it(
    leads: str,
    circle: Circle,
    config: Config,
    elsewhere: Config,
    sealed: tuple[Path, str],
    tmp_path: Path,
) -> None:
    file, key = sealed
    here = rows_in(config)["bookmarks"]
    assert len(here) == 1
    inside = tmp_path / "inside"
    inside.mkdir()
    contents(file, key, inside)
    apart = inside / setting_aside.FOLDER / "bookmarks.sealed"
    said = restore(elsewhere, create_app, file, key)
    assert said.set_aside == ["set-aside/bookmarks.sealed"]
    assert rows_in(elsewhere)["bookmarks"] == []
    assert sealed_apart(elsewhere) == ["bookmarks"]
    opened = create_app(elsewhere)
    with opened.app_context():
        with pytest.raises(WrongKey):
            put_rows_back("bookmarks", apart.read_bytes(), key)
        assert put_rows_back("bookmarks", apart.read_bytes(), leads) == 1
        db.session.remove()
        opened.extensions["writer"].close()
        db.engine.dispose()
    assert rows_in(elsewhere)["bookmarks"] == here


@law("L12.2")
def test_a_database_that_is_not_there_cannot_be_copied(tmp_path: Path) -> None:
    config = Config.from_environment({"HEARTH_INSTANCE": str(tmp_path / "none")})
    config.instance.mkdir()
    make_key(config)
    with pytest.raises(Unavailable, match="no database"):
        make(config, VERSION, tmp_path / "one.age")
    assert os.listdir(tmp_path) == ["none"]
