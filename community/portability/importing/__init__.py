"""Communities from elsewhere: brought in unseen, answered for by an administrator, claimed by whose words they are."""

from flask import Flask

from community.portability.importing import panels, personal, views
from community.portability.importing.commands import import_forum, import_slack
from community.registry import Panel, registry


def register(app: Flask) -> None:
    """Wire this part of the feature."""
    app.register_blueprint(views.pages)
    app.cli.add_command(import_forum)
    app.cli.add_command(import_slack)
    personal.declare()
    registry.panels["imports"] = Panel("group", "portability/_of_group.html", panels.of_group)
    registry.panels["imports of the site"] = Panel(
        "you", "portability/_of_site.html", panels.of_oneself
    )
