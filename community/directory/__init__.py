"""Directory: where help is found outside, looked after by people and dated (L11.1)."""

from flask import Flask

from community.directory import broadcasts, jobs, personal, reporting, retention
from community.directory.commands import import_directory
from community.directory.views import pages
from community.registry import registry

A_DAY = 24 * 3600


def register(app: Flask) -> None:
    """Join this feature to the application."""
    app.register_blueprint(pages)
    app.cli.add_command(import_directory)
    personal.declare()
    retention.declare()
    registry.reportables[reporting.KIND] = reporting.ENTRIES
    registry.notice_kinds |= broadcasts.KINDS
    registry.job("directory:remind", jobs.remind, every=A_DAY)
