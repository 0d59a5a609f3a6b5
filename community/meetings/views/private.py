"""What is only for tonight, and only for oneself (L5.8, L5.9)."""

from flask import Response, flash, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.meetings import operations, queries
from community.meetings.forms import CelebrationForm, ReadingAlongForm
from community.meetings.models import Sitting
from community.meetings.views.blueprint import pages
from community.meetings.views.sittings import show_dates
from community.rooms.views import show_room
from community.web import answer, me, redraws


def show_where(sitting_id: int) -> ResponseReturnValue:
    """The page they come from: the room while it is open, else the meeting's page."""
    sitting, _mine = queries.sitting_of(me().id, sitting_id)
    if not sitting.is_open or sitting.room_id is None:
        return show_dates(sitting_id)
    g.refused_beside = True
    return show_room(sitting.room_id)


@pages.post("/sittings/<int:sitting_id>/reading-along")
@redraws(show_where)
def set_reading_along(sitting_id: int) -> Response:
    """Keep the hand down tonight, or no longer."""
    operations.read_along(me().id, sitting_id, ReadingAlongForm.parse(request.form).on)
    return answer(_where(queries.sitting_of(me().id, sitting_id)[0]))


@pages.post("/sittings/<int:sitting_id>/celebration")
@redraws(show_where)
def set_celebration(sitting_id: int) -> Response:
    """Choose to be celebrated, or take it back."""
    form = CelebrationForm.parse(request.form)
    operations.celebrate(me().id, sitting_id, form.words)
    flash(
        _("Kept. Whoever is in the chair sees it when chips are given, and nobody else does.")
        if form.words is not None
        else _("Taken back.")
    )
    return answer(_where(queries.sitting_of(me().id, sitting_id)[0]))


def _where(sitting: Sitting) -> str:
    """The address of that page."""
    return f"/rooms/{sitting.room_id}" if sitting.is_open else f"/meetings/{sitting.meeting.slug}"
