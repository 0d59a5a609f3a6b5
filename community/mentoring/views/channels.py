"""A mentorship of one's own: where the two are, and every step, as a page of its own that needs no script."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.mentoring import operations, queries
from community.mentoring.forms import AgreementForm
from community.mentoring.showing import mentorship_view
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws

ONE = "/mentorships/<int:mentorship_id>"


@pages.get(ONE)
def show_mentorship(mentorship_id: int) -> str:
    """How it stands, what happened, and what one can do."""
    found = queries.mentorship_for(me().id, mentorship_id)
    view = mentorship_view(me().id, found)
    lines = [] if view.readable else queries.lines_to_report(me().id, found)
    return render_template("mentoring/mentorship.html", view=view, lines=lines)


@pages.post(f"{ONE}/agreement")
@redraws(show_mentorship)
def create_agreement(mentorship_id: int) -> ResponseReturnValue:
    """Accept the agreement as it stands now."""
    operations.accept_agreement(me().id, mentorship_id, AgreementForm.parse(request.form))
    return _back(mentorship_id)


@pages.post(f"{ONE}/continuation")
@redraws(show_mentorship)
def create_continuation(mentorship_id: int) -> ResponseReturnValue:
    """One would like to go on."""
    operations.go_on(me().id, mentorship_id)
    return _back(mentorship_id)


@pages.post(f"{ONE}/pause")
@redraws(show_mentorship)
def create_pause(mentorship_id: int) -> ResponseReturnValue:
    """Pause."""
    operations.pause(me().id, mentorship_id)
    return _back(mentorship_id)


@pages.post(f"{ONE}/resumption")
@redraws(show_mentorship)
def create_resumption(mentorship_id: int) -> ResponseReturnValue:
    """Take it up again."""
    operations.resume(me().id, mentorship_id)
    return _back(mentorship_id)


@pages.post(f"{ONE}/closing")
@redraws(show_mentorship)
def create_closing(mentorship_id: int) -> ResponseReturnValue:
    """One would like to bring it to an end together."""
    operations.part(me().id, mentorship_id)
    return _back(mentorship_id)


@pages.post(f"{ONE}/departure")
@redraws(show_mentorship)
def create_departure(mentorship_id: int) -> ResponseReturnValue:
    """Leave, in one step."""
    operations.leave(me().id, mentorship_id)
    flash(_("It has ended. You can read it for seven days."))
    return _back(mentorship_id)


def _back(mentorship_id: int) -> ResponseReturnValue:
    return answer(f"/mentorships/{mentorship_id}")
