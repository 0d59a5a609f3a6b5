"""Letting everything be read."""

from flask import Response, flash
from flask_babel import gettext as _

from community.forums import operations
from community.forums.views.blueprint import pages
from community.web import answer, me


@pages.post("/today/reading")
def create_reading() -> Response:
    """Mark everything in one's groups as read."""
    operations.catch_up(me().id)
    flash(_("Everything is marked as read."))
    return answer("/")
