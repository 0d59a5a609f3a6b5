"""Pages that need no account and no JavaScript, and are never rate-limited: crisis lines, help, no connection."""

from flask import Blueprint, Response, make_response, render_template

from community.errors import NotFound
from community.web import even_without_database, public
from community.wellbeing import queries

DAY = 24 * 3600

pages = Blueprint("wellbeing", __name__)


@pages.get("/crisis")
@public
@even_without_database
def show_crisis() -> str:
    """Choose a country; none is guessed (L6.6)."""
    return render_template("crisis/show.html", countries=queries.places())


@pages.get("/crisis/<code>")
@public
@even_without_database
def show_country(code: str) -> str | tuple[str, int]:
    """Who answers in one country; of one that is not known, who answers anywhere, and never an empty page."""
    try:
        place = queries.place(code)
    except NotFound:
        return render_template("crisis/show.html", countries=queries.places(), unknown=True), 404
    return render_template("crisis/country.html", country=place, lines=place.lines)


@pages.get("/help/quick-exit")
@public
@even_without_database
def show_quick_exit() -> str:
    """How Quick exit works, and what it cannot do (L1.7)."""
    return render_template("help/quick_exit.html")


@pages.get("/offline")
@public
@even_without_database
def show_offline() -> Response:
    """What the device shows without a connection: the same for everyone, so that it may be kept (L13.3)."""
    response = make_response(render_template("offline.html", countries=queries.places()))
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response
