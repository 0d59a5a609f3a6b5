"""bin/hearth backup, backup-key and restore: by a process of their own, whether or not a server runs."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from community.clock import now
from community.health import VERSION
from community.machine import Machine, whole_machine
from community.portability.backup.folder import name_for, prune
from community.portability.backup.making import make, make_key, public_key
from community.portability.backup.manifest import Manifest
from community.portability.backup.restoring import Refused, restore
from community.portability.backup.sealing import WrongKey
from community.portability.backup.sources import Unavailable

SECRET = """\
This is the key of your backups. It is shown once, and is nowhere on this machine:
{secret}
Keep it where the backups are not. Without it no backup can be restored."""


@click.command("backup", help="Write everything into FILE, sealed; the server may run.")
@click.argument("file", required=False)
@click.option(
    "--to", "folder", help="Into this folder, named by the time; those older than 35 days go."
)
@click.option(
    "--prune", "pruned", help="Only delete backups in this folder that are older than 35 days."
)
@whole_machine
def backup(machine: Machine, file: str | None, folder: str | None, pruned: str | None) -> str:
    """Make one, or delete old ones."""
    if [file, folder, pruned].count(None) != 2:
        raise click.UsageError("Name a FILE, or a folder with --to or --prune.")
    if pruned:
        return f"{prune(_folder(pruned))} deleted."
    if folder:
        _folder(folder)
    path = Path(file) if file else Path(str(folder)) / name_for(now())
    said = (
        "" if public_key(machine.config) else SECRET.format(secret=make_key(machine.config)) + "\n"
    )
    if said:  # at once: should the backup fail, the key is made all the same
        click.echo(said)
    try:
        made = make(machine.config, VERSION, path)
    except Unavailable as reason:
        raise click.ClickException(str(reason)) from None
    if folder:
        prune(Path(folder))
    return f"{path}: {_told(made)}, {path.stat().st_size:,} bytes."


@click.command(
    "backup-key", help="Make a new key for backups, or use one of your own (standard input)."
)
@click.option(
    "--given", is_flag=True, help="Read an age key, or its public half, from standard input."
)
@whole_machine
def backup_key(machine: Machine, given: bool) -> str:
    """From now on; what was sealed before needs the key of before."""
    try:
        secret = make_key(machine.config, sys.stdin.readline().strip() if given else "")
    except WrongKey:
        raise click.ClickException("That is no age key.") from None
    return SECRET.format(secret=secret) if secret else "Backups are sealed to that key from now on."


@click.command(
    "restore", help="Bring FILE back into an empty instance; the key is read from standard input."
)
@click.argument("file")
@click.option("--into", help="The new instance folder. [default: HEARTH_INSTANCE]")
@click.option("--key", "key_file", help="A file that holds the key.")
@whole_machine
def bring_back(machine: Machine, file: str, into: str | None, key_file: str | None) -> str:
    """Restore, and compare everything."""
    config = machine.config
    if into:
        moved = replace(config, instance=Path(into).resolve())
        config = (
            replace(moved, database_url=_database_in(moved.instance)) if config.sqlite else moved
        )
    try:
        said = restore(config, machine.make_app, Path(file), _key(key_file))
    except (Refused, Unavailable) as reason:
        raise click.ClickException(str(reason)) from None
    lines = [f"{config.instance}: {_told(said)}. Everything is as it was on {said.made_at}."]
    if said.set_aside:
        lines.append(
            "Cases that name staff are still sealed: bin/hearth put-back opens them with the leads' key."
        )
    lines.append(
        "Accounts that were deleted since then are back: docs/operating.md says how they go again."
    )
    return "\n".join(lines)


def _told(made: Manifest) -> str:
    rows = sum(table.rows for table in made.tables.values())
    return f"{rows:,} rows in {len(made.tables)} tables, the record up to entry {made.journal[0]}"


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise click.ClickException(f"There is no folder {name}.")
    return path


def _key(key_file: str | None) -> str:
    if key_file is None:
        if sys.stdin.isatty():
            click.echo("The key of your backups (AGE-SECRET-KEY-...):", err=True)
        return sys.stdin.readline().strip()
    try:
        lines = Path(key_file).read_text().splitlines()
    except (OSError, ValueError):
        raise click.ClickException(f"{key_file} cannot be read.") from None
    return next((line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")), "")


def _database_in(instance: Path) -> str:
    return f"sqlite:///{instance / 'hearth.sqlite3'}"
