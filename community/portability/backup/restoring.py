"""Bringing a backup back into an empty instance: nothing stands there unless everything is as it was."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.pool import NullPool

from community import journal
from community.config import Config
from community.extensions import db
from community.migrations import revisions, upgrade
from community.portability.backup import manifest
from community.portability.backup.counting import (
    counted,
    differing,
    gaps_in,
    head_of,
    revision_of,
    tables_in,
)
from community.portability.backup.manifest import Manifest, Unreadable
from community.portability.backup.packing import Unpackable, unpack
from community.portability.backup.sealing import Damaged, WrongKey, unseal
from community.portability.backup.setting_aside import FOLDER, SUFFIX
from community.portability.backup.sources import DUMP, FILE, ROWS, opened, run_tool

STAGE = ".restoring"
AppFactory = Callable[[Config], Flask]


class Refused(Exception):
    """It is not restored, and nothing was changed; the sentence says why."""


def restore(config: Config, make_app: AppFactory, file: Path, secret: str) -> Manifest:
    """Restore into the instance that `config` names. Raises Refused, Unavailable: then the instance is as before."""
    _refuse_unless_empty(config)
    with _stage(config) as stage:
        _open(file, secret, stage)
        said = _read(stage)
        _refuse_unless_fitting(config, said)
        staged = replace(config, instance=stage, database_url=_database(config, stage))
        with _filled(staged):
            _load(staged, stage)
            _compare(staged, said)
            upgrade(staged)
            _check_with(make_app(staged), said)
        (stage / manifest.NAME).unlink()
        _settle(stage, config.instance)
    return said


def _refuse_unless_empty(config: Config) -> None:
    there = (
        [p for p in config.instance.iterdir() if p.name != STAGE]
        if config.instance.exists()
        else []
    )
    if there:
        raise Refused(
            f"{config.instance} is not empty: there is {there[0].name}. Name a new folder."
        )
    if not config.sqlite:
        engine = sa.create_engine(config.database_url, poolclass=NullPool)
        found = sa.inspect(engine).get_table_names()
        engine.dispose()
        if found:
            raise Refused("There are tables in that database already. Name an empty one.")


@contextmanager
def _stage(config: Config) -> Iterator[Path]:
    stage = config.instance / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    fresh = not config.instance.exists()
    stage.mkdir(parents=True, mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if fresh and not any(config.instance.iterdir()):
            config.instance.rmdir()


def _open(file: Path, secret: str, stage: Path) -> None:
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    archive = stage / "archive"
    try:
        with archive.open("xb") as into:
            unseal(file, into, secret)
        unpack(archive, stage)
    except WrongKey:
        raise Refused("That is not the key of this backup.") from None
    except (Damaged, Unpackable):
        raise Refused(
            f"{file} is damaged: it is not as it was written, or its end is missing. Take another backup."
        ) from None
    finally:
        archive.unlink(missing_ok=True)


def _read(stage: Path) -> Manifest:
    try:
        return manifest.read((stage / manifest.NAME).read_bytes())
    except FileNotFoundError:
        raise Refused("It is no backup of Hearth.") from None
    except Unreadable as reason:
        raise Refused(str(reason)) from None


def _refuse_unless_fitting(config: Config, said: Manifest) -> None:
    if said.revision not in revisions():
        raise Refused(
            f"It was made by Hearth {said.version}, which is newer. Restore it with that one."
        )
    if said.kind != ("sqlite" if config.sqlite else "postgresql"):
        raise Refused(
            "It holds a PostgreSQL database: name an empty one with HEARTH_DATABASE_URL."
            if config.sqlite
            else "It holds a SQLite database: leave HEARTH_DATABASE_URL out."
        )


def _database(config: Config, stage: Path) -> str:
    return f"sqlite:///{stage / FILE}" if config.sqlite else config.database_url


@contextmanager
def _filled(config: Config) -> Iterator[None]:
    """On PostgreSQL what was loaded goes again, if it is refused after all."""
    try:
        yield
    except BaseException:
        if not config.sqlite:
            _empty(config)
        raise


def _empty(config: Config) -> None:
    engine = sa.create_engine(config.database_url, poolclass=NullPool)
    with engine.begin() as connection:
        there = sa.MetaData()
        there.reflect(connection)
        there.drop_all(connection)
    engine.dispose()


def _load(config: Config, stage: Path) -> None:
    if config.sqlite:
        return
    url, dump = config.database_url, str(stage / DUMP)
    quietly = ("--no-owner", "--no-privileges", "--exit-on-error")
    run_tool(url, "pg_restore", *quietly, "--section=pre-data", "--section=data", dump)
    for rows in sorted((stage / ROWS).glob("*")) if (stage / ROWS).exists() else []:
        _copy_in(url, rows)
    run_tool(url, "pg_restore", *quietly, "--section=post-data", dump)
    shutil.rmtree(stage / ROWS, ignore_errors=True)
    (stage / DUMP).unlink()


def _copy_in(url: str, rows: Path) -> None:
    engine = sa.create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        cursor = connection.connection.driver_connection.cursor()  # type: ignore[union-attr]
        with rows.open("rb") as file, cursor.copy(f'COPY "{rows.name}" FROM STDIN') as into:
            while piece := file.read(1 << 20):
                into.write(piece)
    engine.dispose()


def _compare(config: Config, said: Manifest) -> None:
    """Before anything is migrated: is it what was copied?"""
    engine = (
        opened(Path(sa.make_url(config.database_url).database or ""))
        if config.sqlite
        else sa.create_engine(config.database_url, poolclass=NullPool)
    )
    try:
        with engine.connect() as connection:
            if config.sqlite:
                _refuse_if(connection.scalar(sa.text("PRAGMA integrity_check")) != "ok", "the file")
                broken = connection.execute(sa.text("PRAGMA foreign_key_check")).first()
                _refuse_if(broken is not None, "a reference")
            other = differing(said.tables, counted(connection, tables_in(connection)))
            _refuse_if(bool(other), ", ".join(other))
            _refuse_if(revision_of(connection) != said.revision, "the migrations")
            _refuse_if(head_of(connection) != tuple(said.journal), "the head of the record")
            _refuse_if(bool(gaps_in(connection)), "the order of a conversation")
    except sa.exc.DatabaseError:
        raise Refused("The database in it cannot be read.") from None
    finally:
        engine.dispose()


def _check_with(app: Flask, said: Manifest) -> None:
    """After the migrations, with the keys that came along: does the record follow?"""
    with app.app_context():
        broken = journal.verify()
        db.session.remove()
        app.extensions["writer"].close()
        db.engine.dispose()
    if broken is not None:
        raise Refused(f"The record of acts does not follow at entry {broken}.")


def _refuse_if(wrong: bool, what: str) -> None:
    if wrong:
        raise Refused(f"What is in it is not what was copied: {what}.")


def _settle(stage: Path, instance: Path) -> None:
    """Put it in place, the database last: a half that looked whole would be the worst."""
    found = sorted(stage.iterdir(), key=lambda path: path.name.startswith(FILE))
    for path in found:
        path.rename(instance / path.name)


def sealed_apart(config: Config) -> list[str]:
    """What was set aside in the backup that this instance came from, and waits for its own key."""
    return sorted(path.stem for path in (config.instance / FOLDER).glob(f"*{SUFFIX}"))
