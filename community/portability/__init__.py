"""Portability: taking one's data along, and deleting one's account (L1.9), and bringing a community in."""

from flask import Flask

from community.portability import backup, commands, importing, jobs, keeping, panels, personal
from community.portability.doctor.commands import doctor
from community.portability.views import pages
from community.registry import Panel, registry

STANDALONE = (*backup.STANDALONE, doctor)


def register(app: Flask) -> None:
    """Wire the feature and declare what it offers to the others."""
    app.register_blueprint(pages)
    app.cli.add_command(commands.erase_member)
    app.cli.add_command(doctor)
    personal.declare()
    registry.job("portability:forget", jobs.forget, slow=True)
    registry.job("portability:sweep", jobs.sweep, slow=True)
    registry.panels["portability of oneself"] = Panel(
        "you", "portability/_of_oneself.html", panels.of_oneself
    )
    importing.register(app)
    keeping.register(app)
    backup.register(app)
