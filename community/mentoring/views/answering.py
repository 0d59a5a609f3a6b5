"""What somebody asked a mentor, and the answer."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.groups.queries import staff_ready
from community.mentoring import operations, policies, queries
from community.mentoring.forms import AgreementForm
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/asks/<int:ask_id>")
def show_ask(ask_id: int) -> str:
    """An ask to oneself, with its words; once it is answered or over, that it is."""
    queries.must_be_on()
    ask, g.values = queries.ask_to(me().id, ask_id), g.get("values") or {}
    is_open, mine = policies.can_answer(ask, now()), queries.standing_row(ask.mentor_id)
    return render_template(
        "mentoring/ask.html", ask=ask, is_open=is_open, words=queries.words_of(ask) if is_open else "",
        mentors=mine is not None and mine.mentors(now()), ready=staff_ready(me().id),
        mentorship=queries.mentorship_of_ask(ask.id),
    )  # fmt: skip


@pages.post("/asks/<int:ask_id>/acceptance")
@redraws(show_ask)
def create_acceptance(ask_id: int) -> ResponseReturnValue:
    """Become their mentor."""
    mentorship_id = operations.accept_ask(me().id, ask_id, AgreementForm.parse(request.form))
    return answer(f"/mentorships/{mentorship_id}")


@pages.post("/asks/<int:ask_id>/refusal")
@redraws(show_ask)
def create_refusal(ask_id: int) -> ResponseReturnValue:
    """Not this time."""
    operations.decline_ask(me().id, ask_id)
    flash(
        _(
            "Done. They are not told that it was you who decided, and hear of it when the seven days are over."
        )
    )
    return answer("/mentoring")
