"""Someone now: numbers first, for everybody, without an account, a script, a limit or a database (L6.6, L6.7)."""

import re

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from community.web import even_without_database, public, someone
from community.wellbeing import queries as lines
from community.wellbeing.helping.lines import CODE, COOKIE, chosen_place, numbers_of
from community.wellbeing.helping.panels import asks_of

A_YEAR = 365 * 24 * 3600
BACK = re.compile(r"/someone-now(\?group=[a-z0-9-]{1,60})?|/rooms/[0-9]{1,16}")

SLUG = re.compile(r"[a-z0-9-]{1,60}")

pages = Blueprint("someone_now", __name__)


@pages.get("/someone-now")
@public
@even_without_database
def show_someone_now() -> str:
    """Lines that answer, and beneath them, for whoever is signed in, a button for each group."""
    reader, country, wanted = someone(), chosen_place(), request.args.get("group", "")
    return render_template(
        "helping/someone_now.html", country=country, country_numbers=numbers_of(country), countries=lines.places(),
        asks=asks_of(reader.id, wanted) if reader is not None else [],
        wanted=wanted if SLUG.fullmatch(wanted) else "",
    )  # fmt: skip


@pages.post("/someone-now/country")
@public
@even_without_database
def choose_country() -> ResponseReturnValue:
    """Keep a country first on this device; the site keeps it nowhere (L1.4)."""
    back, code = request.form.get("back", ""), request.form.get("country", "")
    response = redirect(back if BACK.fullmatch(back) else "/someone-now", 303)
    if CODE.fullmatch(code):
        response.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", secure=request.is_secure)
    else:
        response.delete_cookie(COOKIE)
    return response
