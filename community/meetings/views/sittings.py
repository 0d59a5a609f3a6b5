"""One date of a meeting: signing up for it, and what moderators change about it."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.queries import needs_moderator
from community.groups.views.blueprint import typed
from community.meetings import operations, policies, queries
from community.meetings.forms import MoveForm, NoteForm
from community.meetings.lines import Lines
from community.meetings.models import Sitting
from community.meetings.views.blueprint import SITTING, pages
from community.meetings.views.meeting import meeting_page
from community.meetings.wording import zone_in_words
from community.web import answer, me, redraws


def show_dates(sitting_id: int) -> ResponseReturnValue:
    """The page of the meeting that a date belongs to."""
    sitting, place = queries.sitting_for(me().id, sitting_id)
    facts = meeting_page(queries.Met(sitting.meeting, place))
    return render_template("meetings/show.html", **facts)


@pages.post(f"{SITTING}/duties")
@redraws(show_dates)
def create_duty(sitting_id: int) -> ResponseReturnValue:
    """Take a role at this date."""
    operations.sign_up(me().id, sitting_id, request.form.get("role", ""))
    return answer(_address(sitting_id))


@pages.post(f"{SITTING}/duties/withdrawal")
@redraws(show_dates)
def delete_duty(sitting_id: int) -> ResponseReturnValue:
    """Give it back."""
    operations.step_back(me().id, sitting_id, request.form.get("role", ""))
    return answer(_address(sitting_id))


@pages.get(f"{SITTING}/edit")
def edit_sitting(sitting_id: int) -> ResponseReturnValue:
    """What a moderator can do about this date."""
    sitting, place = queries.sitting_for(me().id, sitting_id)
    if not policies.can_manage_meetings(place, me().has_totp):
        raise needs_moderator(place)
    return render_template("meetings/sitting.html", **_sitting(sitting))


@pages.post(f"{SITTING}/cancellation")
@redraws(edit_sitting)
def create_cancellation(sitting_id: int) -> ResponseReturnValue:
    """It is not held on this date."""
    return _noted(sitting_id, operations.cancel_sitting)


@pages.post(f"{SITTING}/note")
@redraws(edit_sitting)
def create_note(sitting_id: int) -> ResponseReturnValue:
    """Say something about this date."""
    return _noted(sitting_id, operations.note_sitting)


@pages.post(f"{SITTING}/restoration")
@redraws(edit_sitting)
def create_restoration(sitting_id: int) -> ResponseReturnValue:
    """It is held after all, when the rule says so."""
    operations.restore_sitting(me().id, sitting_id)
    return answer(_address(sitting_id))


@pages.post(f"{SITTING}/move")
@redraws(edit_sitting)
def create_move(sitting_id: int) -> ResponseReturnValue:
    """It is held at another time."""
    operations.move_sitting(me().id, sitting_id, MoveForm.parse(request.form))
    return answer(_address(sitting_id))


def _noted(sitting_id: int, act: Callable[[int, int, NoteForm], Any]) -> ResponseReturnValue:
    act(me().id, sitting_id, NoteForm.parse(request.form))
    return answer(_address(sitting_id))


def _address(sitting_id: int) -> str:
    sitting, _place = queries.sitting_for(me().id, sitting_id)
    return f"/meetings/{sitting.meeting.slug}#date-{sitting_id}"


def _sitting(sitting: Sitting) -> dict[str, Any]:
    meeting = sitting.meeting
    line = Lines(me().zone, now()).line(sitting)
    there = Lines(meeting.zone, now()).line(sitting)
    first = {"note": sitting.note, "date": f"{there.at:%Y-%m-%d}", "time": f"{there.at:%H:%M}"}
    return {
        "meeting": meeting,
        "group": meeting.group,
        "sitting": sitting,
        "line": line,
        "there": there,
        "zone": zone_in_words(meeting.zone),
        "values": typed(first),
    }
