"""Making a backup: a copy of one moment, what it holds, the keys; packed, and sealed to a key that is not here."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from community.clock import now
from community.config import Config
from community.portability.backup import manifest
from community.portability.backup.counting import counted, head_of, revision_of, tables_in
from community.portability.backup.manifest import FORMAT, Manifest
from community.portability.backup.packing import packed
from community.portability.backup.sealing import new_pair, public_half, seal
from community.portability.backup.setting_aside import set_aside
from community.portability.backup.sources import Source, Unavailable, copied
from community.realtime.wire import rfc3339

PUBLIC = "backup.pub"
"""Among the keys: whom backups are sealed to."""

LAST = "last-backup.json"


class Done(msgspec.Struct, frozen=True):
    """The last backup: when, where to, how many bytes."""

    at: datetime
    file: str
    bytes: int


def public_key(config: Config) -> str:
    """Whom backups are sealed to; nobody yet where it is empty."""
    path = config.instance / "keys" / PUBLIC
    return path.read_text().strip() if path.exists() else ""


def make_key(config: Config, given: str = "") -> str:
    """Seal to another key from now on: one of one's own (a secret or public half), else a new one, which is answered.

    Raises WrongKey for what is none.
    """
    secret, public = ("", given) if given.startswith("age1") else (given, "")
    if not given:
        secret, public = new_pair()
    folder = config.instance / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / PUBLIC
    path.touch(mode=0o600)
    path.write_text((public or public_half(secret)) + "\n")
    return "" if given else secret


def make(config: Config, version: str, file: Path) -> Manifest:
    """Write a backup into a new file that only its owner can read. Raises Unavailable, also where there is one."""
    public = public_key(config)
    if file.exists():
        raise Unavailable(f"{file} is there already, and stays as it is. Name another.")
    with _alone(config) as folder, copied(config, folder) as source:
        aside = list(set_aside(source, folder))
        said = _manifest_of(source, version, config, [name for name, _path in aside])
        head = folder / manifest.NAME
        head.write_bytes(manifest.written(said))
        files = [(manifest.NAME, head), *source.files(), *aside, *_keys(config)]
        _write(file, files, public)
    _note(config, file)
    return said


def last_backup(config: Config) -> Done | None:
    """The last one that was made here."""
    with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
        return msgspec.json.decode((config.instance / LAST).read_bytes(), type=Done)
    return None


def _manifest_of(source: Source, version: str, config: Config, aside: list[str]) -> Manifest:
    connection = source.connection
    return Manifest(
        format=FORMAT, version=version, revision=revision_of(connection),
        kind="sqlite" if config.sqlite else "postgresql", made_at=rfc3339(now()),
        journal=head_of(connection), tables=counted(connection, tables_in(connection), source.left_out()),
        set_aside=aside,
    )  # fmt: skip


def _keys(config: Config) -> Iterator[tuple[str, Path]]:
    for path in sorted((config.instance / "keys").iterdir()):
        if path.is_file():
            yield f"keys/{path.name}", path


def _write(file: Path, files: list[tuple[str, Path]], public: str) -> None:
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as into:
            seal(packed(files), into, public)
            into.flush()
            os.fsync(into.fileno())
        unfinished.rename(file)
    except OSError as reason:
        raise Unavailable(f"{file} cannot be written: {reason.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _alone(config: Config) -> Iterator[Path]:
    """A folder for the copy, beside the database; what a killed backup left there goes. Raises Unavailable."""
    with (config.instance / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unavailable("Another backup is being made at the moment.") from None
        for left in config.instance.glob("backup-*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix="backup-", dir=config.instance) as folder:
            yield Path(folder)


def _note(config: Config, file: Path) -> None:
    done = Done(now(), str(file), file.stat().st_size)
    (config.instance / LAST).write_bytes(msgspec.json.encode(done))
