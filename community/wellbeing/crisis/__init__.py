"""The crisis lines that this site's administrators own: seeded, confirmed, kept fresh, never missing (L6.6)."""

from flask import Flask

from community.registry import Panel, registry
from community.wellbeing.crisis import jobs, panels, personal, views

A_DAY = 24 * 3600


def register(app: Flask) -> None:
    """Wire this part of the feature."""
    app.register_blueprint(views.pages)
    personal.declare()
    registry.starts["crisis"] = jobs.begin
    registry.job("crisis:remind", jobs.remind, every=A_DAY)
    registry.notice_kind("crisis_lines_stale", panels.lines_stale)
    registry.panels["crisis lines of the site"] = Panel(
        "you", "crisis/_of_site.html", panels.of_oneself
    )
