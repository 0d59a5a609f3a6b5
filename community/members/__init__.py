"""Members: who people are here, how they come in, and what keeps their account theirs (L1)."""

from collections.abc import Mapping

from flask import Flask

from community.extensions import login
from community.members import (
    broadcasts,
    commands,
    jobs,
    personal,
    queries,
    recognition,
    retention,
)
from community.members.patience import install_patience
from community.members.views import pages
from community.registry import registry
from community.web import someone

A_DAY = 24 * 3600


def register(app: Flask) -> None:
    """Join this feature to the application."""
    login.session_protection = None  # the session's own secret is the proof
    login.request_loader(recognition.signed_in)
    registry.who_by_session = recognition.who_by_session
    registry.who_by_token = recognition.who_by_token
    registry.still_valid = recognition.still_valid
    registry.context["members"] = what_pages_know
    registry.starts["members"] = commands.set_up_line
    registry.job("members:review", jobs.review, every=A_DAY)
    registry.job("members:tell-terms", jobs.tell_terms)
    registry.notice_kinds |= broadcasts.KINDS
    personal.declare()
    retention.declare()
    install_patience(app, app.config["HEARTH"].redis_url)
    app.register_blueprint(pages)
    for command in commands.all_of_them:
        app.cli.add_command(command)


def what_pages_know() -> Mapping[str, object]:
    """The site's name, its way out, and how this reader wants to see it."""
    site, reader = queries.the_site(), someone()
    known: dict[str, object] = {
        "site": queries.site_name(),
        "theme": reader.theme if reader else "",
    }
    known["shell"] = "plain" if reader is None else ""
    known["quick_exit_url"] = site.quick_exit_url if site else "https://www.wikipedia.org/"
    return known
