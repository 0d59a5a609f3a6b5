"""One's own attendance, and slips of it (L5.11). Nobody else has a page of this."""

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, current_app, flash, render_template, request
from flask_babel import gettext as _

from community import limits
from community.clock import now
from community.meetings import operations, policies, queries, slips
from community.meetings.forms import SlipForm
from community.meetings.models import Slip
from community.meetings.views.blueprint import pages
from community.web import answer, me, public, redraws

A_PAGE = 50


@pages.get("/you/attendance")
def show_attendance() -> str:
    """The meetings one was at, with one's own minutes."""
    return render_template("meetings/attendance.html", **_attendance())


@pages.post("/slips")
@redraws(show_attendance)
def create_slip() -> Response:
    """Make a slip of one's own minutes."""
    sitting_id = SlipForm.parse(request.form).sitting
    operations.make_slip(me().id, sitting_id)
    flash(_("The slip is made. Give away its page, or the file."))
    return answer(f"/you/attendance#s-{sitting_id}")


@pages.get("/slips/key")
@public
def show_key() -> Response:
    """The public key that slips are verified with."""
    return _plain(slips.published_key(current_app.extensions["keys"]["slips"]))


@pages.get("/slips/<code>")
@public
def show_slip(code: str) -> str:
    """Whether a slip is one of ours: what it says, and nothing else, to whoever has its code."""
    limits.spend("slips", limits.network())
    return render_template("meetings/slip.html", slip=queries.slip_by_code(code))


@pages.get("/slips/<code>.txt")
def download_slip(code: str) -> Response:
    """One's own slip as a file that can be verified without us."""
    limits.spend("slips", limits.network())
    response = _plain(_file(queries.slip_for(me().id, code)))
    response.headers["Content-Disposition"] = 'attachment; filename="slip.txt"'
    return response


def _attendance() -> dict[str, Any]:
    page = max(1, min(request.args.get("page", 1, type=int), 1000))
    found = queries.participations_of(me().id, page, A_PAGE + 1)
    month = now().astimezone(ZoneInfo(me().zone)).replace(day=1, hour=0, minute=0, second=0)
    return {
        "groups": [list(some) for _id, some in groupby(found[:A_PAGE], lambda one: one.group.id)],
        "earlier": f"?page={page - 1}" if page > 1 else "",
        "later": f"?page={page + 1}" if len(found) > A_PAGE else "",
        "count_month": queries.count_participations(me().id, month),
        "count_all": queries.count_participations(me().id),
        "can_make_slip": policies.can_make_slip,
    }


def _file(slip: Slip) -> str:
    said = slips.text_of(slip.group_name, slip.held_on, slip.minutes, slip.code)
    return f"{said}\nsignature: {slip.signature}\n"


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")
