"""Asking a mentor: what is missing, or the form; and one's own ask."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.mentoring import operations, queries
from community.mentoring.forms import AskForm
from community.mentoring.operations.asks import again
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/mentors/<int:mentor_id>")
def show_mentor(mentor_id: int) -> str:
    """A mentor: whether one can ask them now, and how."""
    line = queries.line_for(*queries.mentor_for(me().id, mentor_id))
    g.values = g.get("values") or {}
    return render_template(
        "mentoring/mentor.html", mentor=line, open_asks=len(queries.open_asks_of(me().id)),
        again=again(line.again_at) if line.again_at else "",
    )  # fmt: skip


@pages.post("/mentors/<int:mentor_id>/asks")
@redraws(show_mentor)
def create_ask(mentor_id: int) -> ResponseReturnValue:
    """Ask."""
    ask_id = operations.ask_mentor(me().id, mentor_id, AskForm.parse(request.form))
    flash(_("Asked. An answer can take up to seven days."))
    return answer(f"/mentoring#ask-{ask_id}")


@pages.post("/asks/<int:ask_id>/withdrawal")
def create_withdrawal(ask_id: int) -> ResponseReturnValue:
    """Take one's ask back."""
    operations.withdraw_ask(me().id, ask_id)
    flash(_("Taken back."))
    return answer("/mentoring")
