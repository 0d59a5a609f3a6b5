"""Notices: what a member is told, where, and when not."""

from flask import Flask

from community.extensions import csrf
from community.notices import (
    broadcasts,
    commands,
    jobs,
    operations,
    panels,
    personal,
    retention,
    sockets,
)
from community.notices.pushing.sending import Carrier
from community.notices.views import pages, stop_mail, unread_notices
from community.registry import Panel, registry

__all__ = ["register", "sockets"]


def register(app: Flask) -> None:
    """Declare what this feature adds."""
    app.register_blueprint(pages)
    app.cli.add_command(commands.bounce)
    app.extensions["push_carrier"] = Carrier()
    csrf.exempt(stop_mail)  # RFC 8058: one click in a mail program; its address is the proof
    registry.deliver = operations.deliver
    registry.context["unread_notices"] = unread_notices
    registry.notice_kind("mail_bounced", broadcasts.mail_bounced)
    registry.job("notices:gather", jobs.gather)
    registry.job("notices:send", jobs.send, slow=True)
    personal.declare()
    retention.declare()
    registry.panels["notices of oneself"] = Panel(
        "you", "notices/_of_oneself.html", panels.of_oneself
    )
    registry.panels["notices of a group"] = Panel("group", "", panels.of_group)
