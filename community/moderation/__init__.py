"""Moderation: acts of office on people, each with its reason, end, statement and record."""

from flask import Flask

from community.moderation import broadcasts, sockets, views
from community.registry import Panel, registry

__all__ = ["register", "sockets"]


def register(app: Flask) -> None:
    """Declare what this feature adds."""
    app.register_blueprint(views.pages)
    registry.notice_kinds |= broadcasts.KINDS
    registry.panels["moderation:person"] = Panel("person", "", views.on_person)
