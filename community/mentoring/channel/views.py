"""Handing over to those on duty, as a page that needs no script."""

from flask import render_template
from flask.typing import ResponseReturnValue

from community.mentoring import queries
from community.mentoring.channel.operations import hand_over
from community.mentoring.channel.panels import around
from community.mentoring.views.blueprint import pages
from community.mentoring.views.channels import ONE
from community.web import answer, me, redraws


@pages.get(f"{ONE}/handing-over")
def show_handing_over(mentorship_id: int) -> str:
    """Crisis lines first, what happens then, and the button."""
    found = queries.mentorship_for(me().id, mentorship_id)
    return render_template("mentoring/channel/handing_over.html", data=around(me().id, found))


@pages.post(f"{ONE}/handing-over")
@redraws(show_handing_over)
def create_handing_over(mentorship_id: int) -> ResponseReturnValue:
    """Ask those on duty; on to the room that was opened."""
    return answer(f"/rooms/{hand_over(me().id, mentorship_id)}")
