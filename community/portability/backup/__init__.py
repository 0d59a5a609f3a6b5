"""Backups: made while people go on talking, sealed, and brought back whole (L12.2)."""

from functools import partial

from flask import Flask
from flask_babel import lazy_gettext as _l

from community.portability.backup import commands, jobs, putting_back
from community.portability.backup.folder import KEPT, pruning
from community.registry import Purgeable, registry

STANDALONE = (commands.backup, commands.backup_key, commands.bring_back)


def register(app: Flask) -> None:
    """Wire this part of the feature."""
    folder = app.config["HEARTH"].backup_folder
    registry.purges(
        Purgeable(
            "backups", _l("Copies of the site"),
            _l("In the folder that the site's own backups go to. Whoever made others deletes those."),
            "L12.3", KEPT.days, partial(pruning, folder), most=KEPT.days,
        )
    )  # fmt: skip
    for command in STANDALONE:
        app.cli.add_command(command)
    app.cli.add_command(putting_back.put_back)
    registry.job("portability:backup", jobs.back_up, every=jobs.DAY, slow=True)
