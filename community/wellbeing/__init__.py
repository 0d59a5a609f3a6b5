"""Wellbeing: so far the crisis lines, which need no account and are never withheld (L6.6, L4.10)."""

from flask import Flask

from community.extensions import csrf
from community.wellbeing.views import pages


def register(app: Flask) -> None:
    """Join this feature to the application."""
    app.register_blueprint(pages)
    csrf.exempt(pages)
