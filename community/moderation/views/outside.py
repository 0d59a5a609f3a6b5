"""Reporting without an account what this site shows to everybody, and finding again what became of it (R1)."""

from secrets import token_urlsafe

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community import limits
from community.errors import TooMany
from community.moderation import operations, queries, tickets
from community.moderation.forms import OutsideForm
from community.moderation.reasons import choices
from community.moderation.views.blueprint import pages
from community.web import answer, public, redraws


def draw_outside() -> str:
    """The form."""
    given = {name: words for name, words in request.values.items() if words}
    staff = given.get("staff") == "yes"
    return render_template(
        "moderation/outside.html", reasons=choices(), values=given, routed=operations.route_outside(staff),
        key=given.get("key") or token_urlsafe(18), shell="plain",
    )  # fmt: skip


@pages.get("/reports/outside")
@public
def new_outside_report() -> str:
    """What it is about, and why."""
    return draw_outside()


@pages.post("/reports/outside")
@public
@redraws(draw_outside)
def create_outside_report() -> ResponseReturnValue:
    """Send it. It is taken however many there are; what one network sends too often only waits longer (T28)."""
    form = OutsideForm.parse(request.form)
    try:
        limits.spend("reports-outside", limits.network())
        crowded = False
    except TooMany:
        crowded = True
    return answer(tickets.receipt_of(operations.report_from_outside(form, crowded)))


@pages.get("/reports/outside/<ticket>")
@public
def show_outside_report(ticket: str) -> str:
    """What became of it, by its address alone."""
    receipt = queries.receipt_outside(tickets.read_receipt(ticket))
    return render_template("moderation/receipt.html", receipt=receipt, shell="plain")
