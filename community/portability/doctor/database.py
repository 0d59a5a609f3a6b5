"""What the doctor finds in the database, read only: shape, integrity, the record, work that waits."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from community import journal, resealing
from community.clock import now
from community.config import Config
from community.database import SAFE_SQLITE, sqlite
from community.extensions import db
from community.groups.models import Group
from community.jobs import Job
from community.migrations import differences, revisions
from community.notices.models import Letter
from community.portability.backup.counting import gaps_in, revision_of
from community.portability.backup.making import last_backup
from community.portability.doctor.findings import Finding, see_to, well, wrong
from community.portability.keeping.queries import last_run
from community.rooms.models import PRIVATE, Room

STUCK = 3
"""Attempts after which a job is not only late."""

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def look_at(config: Config) -> Iterator[Finding]:
    """The database as such; what is not there cannot be looked at further."""
    try:
        here = revision_of(db.session.connection())
    except sa.exc.DatabaseError as error:
        yield wrong("database", f"It does not answer: {type(error).__name__}.")
        return
    if config.sqlite:
        yield from _sqlite()
    if here != revisions()[0]:
        yield wrong(
            "tables",
            f"They are at migration {here}, the program at {revisions()[0]}: bin/hearth db upgrade.",
        )
        return
    other = differences(db.engine)
    yield (
        wrong("tables", "They differ: bin/hearth db check")
        if other
        else well("tables", "They are as the program expects.")
    )
    yield from _content()


def look_at_work(app: Flask) -> Iterator[Finding]:
    """What is to be done: jobs, mail, retention, groups."""
    yield _jobs()
    yield _mail(app.config["HEARTH"])
    yield _retention()
    yield _groups()
    yield _sealed(app.config["HEARTH"])
    yield from _private_rooms(app.config["HEARTH"])


def _sqlite() -> Iterator[Finding]:
    version = sqlite().sqlite_version
    old = sqlite().sqlite_version_info < SAFE_SQLITE
    yield (
        see_to(
            "sqlite",
            f"{version} has a fault that 3.51.3 mended: let nothing else open the database.",
        )
        if old
        else well("sqlite", f"{version}.")
    )
    set_so = {name: _ask(f"PRAGMA {name}") for name in PRAGMAS}
    wrongly = [name for name, value in PRAGMAS.items() if set_so[name] != value]
    yield (
        wrong("sqlite", f"Not as it must be: {', '.join(wrongly)}.")
        if wrongly
        else well("sqlite", "Its switches are right.")
    )
    said = _ask("PRAGMA integrity_check")
    yield (
        well("integrity", "The file is whole.")
        if said == "ok"
        else wrong(
            "integrity", f"The file is damaged: {said}. Stop the server and restore a backup."
        )
    )
    broken = db.session.execute(sa.text("PRAGMA foreign_key_check")).first()
    yield (
        well("references", "Nothing refers to what is not there.")
        if broken is None
        else wrong(
            "references", f"A row of {broken[0]} refers to one of {broken[2]} that is not there."
        )
    )


def _content() -> Iterator[Finding]:
    gaps = gaps_in(db.session.connection())
    yield (
        wrong("conversations", f"The order has gaps in {len(gaps)}.")
        if gaps
        else well("conversations", "Their order has no gap.")
    )
    broken = journal.verify()
    yield (
        well("record", "It is whole.")
        if broken is None
        else wrong("record", f"It does not follow at entry {broken}.")
    )


def _jobs() -> Finding:
    waiting = sa.select(sa.func.count()).select_from(Job).where(Job.done_at.is_(None))
    late = _count(waiting.where(Job.run_at < now() - timedelta(hours=2)))
    failing = list(
        db.session.scalars(
            sa.select(Job.kind).distinct().where(Job.done_at.is_(None), Job.attempts >= STUCK)
        )
    )
    if failing:
        return wrong(
            "work", f"Tried again and again: {', '.join(sorted(failing))}. The log says job_failed."
        )
    if late:
        return see_to("work", f"{late} jobs are more than two hours late. Is the server running?")
    return well("work", "Nothing is late.")


def _mail(config: Config) -> Finding:
    if config.mail is None:
        return well("mail", "None is sent from here.")
    queued = sa.select(sa.func.count()).select_from(Letter)
    unsent = queued.where(Letter.sent_at.is_(None), Letter.gave_up_at.is_(None))
    late = _count(unsent.where(Letter.created_at < now() - timedelta(hours=2)))
    if late:
        return wrong(
            "mail", f"{late} letters have waited for more than two hours: is the mail server there?"
        )
    return well("mail", f"{_count(unsent)} letters are under way.")


def _retention() -> Finding:
    last = last_run()
    if last is None or now() - last > timedelta(hours=6):
        when = f"last on {last:%Y-%m-%d %H:%M} UTC" if last else "never to the end"
        return see_to(
            "retention", f"What has had its time was looked for {when}. Is the server running?"
        )
    return well("retention", f"What has had its time went on {last:%Y-%m-%d %H:%M} UTC.")


def _groups() -> Finding:
    alone = _count(
        sa.select(sa.func.count())
        .select_from(Group)
        .where(Group.unattended_since.is_not(None), Group.archived_at.is_(None))
    )
    if alone:
        return see_to("groups", f"{alone} have no moderator.")
    return well("groups", "Each has somebody who looks after it.")


def _sealed(config: Config) -> Finding:
    number, shut = resealing.kept()
    if shut:
        return wrong(
            "sealed",
            f"{shut} of {number} things open with no key in {config.instance / 'keys' / 'words'}: "
            "put back the copy that has theirs.",
        )
    return well("sealed", f"All {number} things that are kept sealed open.")


def _private_rooms(config: Config) -> Iterator[Finding]:
    rooms = _count(sa.select(sa.func.count()).select_from(Room).where(Room.kind == PRIVATE))
    if not rooms:
        return
    last, key = last_backup(config), config.instance / "keys" / "words"
    said = f"What is said in {rooms} opens with keys/words alone"
    if last is None or last.at.timestamp() < key.stat().st_mtime:
        yield see_to(
            "private rooms",
            f"{said}, and no backup that was made here has that key as it is now: bin/hearth backup FILE, "
            "and keep its own key apart.",
        )
    else:
        yield well("private rooms", f"{said}; the last backup has it.")


def _ask(pragma: str) -> Any:
    return db.session.scalar(sa.text(pragma))


def _count(asked: sa.Select[int]) -> int:
    return db.session.scalar(asked) or 0
