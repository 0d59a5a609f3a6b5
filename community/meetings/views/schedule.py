"""The form that plans a meeting and changes it, and a meeting's end."""

from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from community.clock import now, zones_said
from community.groups.models import Place
from community.groups.queries import managed_for, needs_moderator
from community.groups.views.blueprint import bound, typed
from community.meetings import operations, policies, queries
from community.meetings.forms import MeetingForm
from community.meetings.models import Meeting
from community.meetings.planning import at_first, choices, values_of
from community.meetings.views.blueprint import GROUP, MEETING, pages
from community.web import answer, me, redraws

LISTS = ("days", "types", "languages")


@pages.get(f"{GROUP}/new")
def new_meeting(slug: str) -> ResponseReturnValue:
    """The form of a new meeting."""
    place = managed_for(me().id, slug)
    first = at_first(place.group, now())
    return render_template("meetings/new.html", **bound(place), **_form(place, first))


@pages.post(GROUP)
@redraws(new_meeting)
def create_meeting(slug: str) -> ResponseReturnValue:
    """Plan a meeting."""
    place = managed_for(me().id, slug)
    made = operations.add_meeting(me().id, place.group.id, MeetingForm.parse(_raw()))
    return answer(f"/meetings/{made.slug}")


@pages.get(f"{MEETING}/edit")
def edit_meeting(slug: str) -> ResponseReturnValue:
    """The form of a meeting that there is."""
    meeting, place = _managed(slug)
    facts = bound(place) | _form(place, values_of(meeting)) | {"meeting": meeting}
    return render_template("meetings/edit.html", **facts)


@pages.post(f"{MEETING}/edit")
@redraws(edit_meeting)
def update_meeting(slug: str) -> ResponseReturnValue:
    """Change it."""
    meeting, _place = _managed(slug)
    operations.change_meeting(me().id, meeting.id, MeetingForm.parse(_raw()))
    return answer(f"/meetings/{slug}")


@pages.get(f"{MEETING}/ending")
def show_ending(slug: str) -> ResponseReturnValue:
    """What ending it means, before it is done."""
    meeting, place = _managed(slug)
    return render_template("meetings/ending.html", **bound(place), meeting=meeting)


@pages.post(f"{MEETING}/ending")
@redraws(show_ending)
def create_ending(slug: str) -> ResponseReturnValue:
    """End it: no more dates."""
    meeting, place = _managed(slug)
    operations.end_meeting(me().id, meeting.id)
    return answer(f"/groups/{place.group.slug}/meetings")


def _managed(slug: str) -> tuple[Meeting, Place]:
    met = queries.meeting_for(me().id, slug)
    if not policies.can_manage_meetings(met.place, me().has_totp):
        raise needs_moderator(met.place)
    return met.meeting, met.place


def _raw() -> dict[str, Any]:
    """What was sent: a choice of several is a list."""
    return request.form.to_dict() | {name: request.form.getlist(name) for name in LISTS}


def _form(place: Place, first: dict[str, Any]) -> dict[str, Any]:
    said = typed(first)
    if "values" in g and g.values:
        said = {**said, **{name: request.form.getlist(name) for name in LISTS}}
    return {"values": said, "zones": zones_said(), **choices(place.group)}
