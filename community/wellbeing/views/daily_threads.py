"""The daily thread, as a group's moderators switch it on or off."""

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.views.groups import show_settings
from community.web import answer, me, redraws
from community.wellbeing.forms.daily_threads import DailyThreadForm
from community.wellbeing.operations.daily_threads import set_daily_thread

pages = Blueprint("daily_threads", __name__)


@pages.post("/groups/<slug>/daily-thread")
@redraws(show_settings)
def change_daily_thread(slug: str) -> ResponseReturnValue:
    """Choose the board, or none."""
    set_daily_thread(me().id, slug, DailyThreadForm.parse(request.form))
    flash(_("Saved."))
    return answer(f"/groups/{slug}/settings#daily-thread")
