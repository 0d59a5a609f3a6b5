"""Calendars for calendar programs: everybody's, a group's, and a member's own at a secret address (L12.1)."""

from typing import Any

from flask import Response, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.clock import now
from community.meetings import operations, queries
from community.meetings.calendars.packing import Rack
from community.meetings.calendars.writing import Telling, write_calendar
from community.meetings.forms import CalendarForm
from community.meetings.views.blueprint import pages
from community.meetings.views.feeds import SHARED
from community.members.queries import site_name
from community.web import answer, me, own_origin, public, redraws


@pages.get("/calendar.ics")
@public
def show_calendar() -> Response:
    """Every public meeting of the site."""
    return _shared(queries.published_plan(), site_name())


@pages.get("/groups/<slug>/calendar.ics")
@public
def show_group_calendar(slug: str) -> Response:
    """The public meetings of a group: the same for everybody, its members too."""
    group = queries.published_group(slug)
    return _shared(queries.published_plan(group.id), group.name)


@pages.get("/calendars/<secret>.ics")
@public
def show_own_calendar(secret: str) -> Response:
    """The meetings of whoever made this address, for whoever knows it."""
    address = queries.calendar_by_secret(secret)
    plan = queries.own_plan(address.member_id)
    name = _("Calendar") if address.discreet else site_name()
    telling = Telling(name, own_origin(), now().year, address.discreet, address.hash)
    return _calendar(write_calendar(plan.meetings, plan.changed, telling), PRIVATE)


@pages.get("/you/calendar")
def list_calendars(secret: str = "") -> str:
    """One's own addresses, and the new one, shown once."""
    return render_template(
        "meetings/calendars.html",
        addresses=queries.calendar_addresses_of(me().id),
        address=f"{own_origin()}/calendars/{secret}.ics" if secret else "",
        subscribed=_subscribed(f"/calendars/{secret}.ics"),
        site_calendar=_subscribed("/calendar.ics"),
        values=_typed(),
    )


@pages.post("/you/calendar")
@redraws(list_calendars)
def create_calendar() -> ResponseReturnValue:
    """Make an address."""
    limits.spend("invitations", me().id)
    form = CalendarForm.parse(request.form)
    return list_calendars(operations.make_calendar_address(me().id, form.discreet))


@pages.post("/you/calendar/<int:address_id>/revocation")
def create_calendar_revocation(address_id: int) -> Response:
    """Take an address back."""
    operations.revoke_calendar_address(me().id, address_id)
    flash(_("That address is closed. What was read from it before stays in that calendar."))
    return answer("/you/calendar")


PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow"}


def _shared(plan: queries.Planned, name: str) -> Response:
    rack = current_app.extensions.setdefault("calendars", Rack())
    telling = Telling(name, own_origin(), now().year)
    return _calendar(rack.calendar(plan.meetings, plan.changed, telling), SHARED)


def _calendar(body: bytes, headers: dict[str, str]) -> Response:
    said = Response(body, content_type="text/calendar; charset=utf-8")
    said.headers.update(headers)
    said.add_etag()
    said.make_conditional(request)
    return said


def _subscribed(path: str) -> str:
    """The address as calendar programs take it with one click."""
    return f"webcal{own_origin().removeprefix('https').removeprefix('http')}{path}"


def _typed() -> dict[str, Any]:
    return request.form.to_dict() if request.method == "POST" else {"discreet": "yes"}
