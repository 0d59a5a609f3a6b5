"""Notices: what a member is told, in an inbox with a live counter."""

from flask import Flask

from community.notices import jobs, operations
from community.notices.views import pages, unread_notices
from community.registry import registry


def register(app: Flask) -> None:
    """Declare what this feature adds."""
    app.register_blueprint(pages)
    registry.deliver = operations.deliver
    registry.context["unread_notices"] = unread_notices
    registry.job("notices:forget", jobs.forget, every=jobs.DAY)
