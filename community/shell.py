"""What browsers and crawlers ask of any site: how it is installed, and that nobody may index it."""

from flask import Blueprint, Response, render_template

from community.web import public

pages = Blueprint("shell", __name__)


@pages.get("/manifest.webmanifest")
@public
def show_manifest() -> Response:
    """How the site looks when it is put on a home screen (L13.3)."""
    return Response(render_template("manifest.webmanifest"), mimetype="application/manifest+json")


@pages.get("/robots.txt")
@public
def show_robots() -> Response:
    """Nothing here is for search engines (L2.1)."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
