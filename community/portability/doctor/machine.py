"""What the doctor finds on the machine: room, clock, keys, copies."""

import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from community.clock import now
from community.config import Config
from community.portability.backup.folder import KEPT, made_at
from community.portability.backup.making import last_backup, public_key
from community.portability.doctor.findings import Finding, see_to, well, wrong

MB = 1 << 20
OLD = timedelta(days=2)
"""A backup older than this is no comfort."""

SENSIBLE = datetime(2026, 1, 1, tzinfo=UTC)


def look_at(config: Config) -> Iterator[Finding]:
    """Everything outside of the database."""
    yield _room(config)
    yield _clock(config)
    yield from _keys(config)
    yield _backup(config)
    yield from _old_copies(config)


def _room(config: Config) -> Finding:
    free = shutil.disk_usage(config.instance).free
    used = sum(path.stat().st_size for path in config.instance.glob("hearth.sqlite3*"))
    said = f"{free // MB:,} MB are free; the database has {used // MB:,} MB."
    if free < 100 * MB:
        return wrong("room", f"{said} That will not last: make room.")
    if free < 2 * used + 500 * MB:
        return see_to(
            "room",
            f"{said} Clearing the files and backups need twice the database's size for a while.",
        )
    return well("room", said)


def _clock(config: Config) -> Finding:
    database = config.instance / "hearth.sqlite3"
    written = (
        datetime.fromtimestamp(database.stat().st_mtime, UTC) if database.exists() else SENSIBLE
    )
    if config.clock_file is not None:
        return see_to("clock", "The clock is moved by HEARTH_CLOCK_FILE: only for tests.")
    if now() < max(SENSIBLE, written - timedelta(minutes=5)):
        return wrong(
            "clock",
            f"The clock says {now():%Y-%m-%d %H:%M} UTC, which was before the last change here.",
        )
    return well("clock", f"It is {now():%Y-%m-%d %H:%M} UTC.")


def _keys(config: Config) -> Iterator[Finding]:
    folder = config.instance / "keys"
    if not folder.is_dir():
        yield wrong("keys", f"There is no {folder}: without its keys this is another site.")
        return
    if not (folder / "words").exists():
        yield wrong(
            "keys",
            "There is no keys/words: what was kept sealed opens again only with a copy of it, from a backup.",
        )
    open_to_others = [
        path.name for path in (config.instance, folder, *folder.iterdir())
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]  # fmt: skip
    if open_to_others:
        names = ", ".join(sorted(open_to_others))
        yield wrong(
            "keys", f"Others on this machine can read: {names}. chmod -R go= {config.instance}"
        )
    else:
        yield well("keys", "Only their owner can read them.")


def _backup(config: Config) -> Finding:
    last = last_backup(config)
    if config.backup_folder is not None and not public_key(config):
        return wrong("backup", "None is made at night before there is a key: bin/hearth backup-key")
    if not public_key(config) or last is None:
        return see_to("backup", "None was made here yet: bin/hearth backup FILE")
    said = f"The last one was made on {last.at:%Y-%m-%d %H:%M} UTC ({last.bytes // MB:,} MB)."
    if now() - last.at > OLD:
        return see_to(
            "backup", f"{said} Make another, or have one made each night: HEARTH_BACKUP_FOLDER."
        )
    return well("backup", said)


def _old_copies(config: Config) -> Iterator[Finding]:
    folder = config.backup_folder
    if folder is None:
        return
    if not folder.is_dir():
        yield wrong("backup", f"HEARTH_BACKUP_FOLDER names {folder}, which is no folder.")
        return
    made = [moment for path in folder.iterdir() if (moment := made_at(path)) is not None]
    old = [moment for moment in made if now() - moment > KEPT + timedelta(days=1)]
    if old:
        yield see_to(
            "backup",
            f"{len(old)} in {folder} are older than {KEPT.days} days: bin/hearth backup --prune {folder}",
        )
