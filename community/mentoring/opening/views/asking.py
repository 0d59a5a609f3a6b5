"""A lead looks for a channel and asks to read a part of it, by numbers and times alone."""

from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.errors import NotFound
from community.members import patience
from community.mentoring.opening import operations, queries, words
from community.mentoring.opening.forms import FindForm, SpanForm
from community.mentoring.opening.models import MOST_LINES, Opening
from community.mentoring.opening.policies import Official
from community.mentoring.queries import must_be_on
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws

ALL = "/openings"
NEW = "/mentorships/<int:mentorship_id>/openings/new"


@pages.get(ALL)
def list_openings() -> str:
    """What was asked and opened, for those of office who take part, and where a lead begins."""
    who, moment = _official(), now()
    found, g.values = queries.openings_of(who), g.get("values") or {}
    people = queries.accounts_named(one.asked_by for one in found)
    return render_template(
        "mentoring/opening/list.html", lines=[_line(one, people, moment) for one in found], who=who, said=words,
    )  # fmt: skip


@pages.post(ALL)
@redraws(list_openings)
def find_channel() -> ResponseReturnValue:
    """Look for the channel of two."""
    _official()
    mentorship_id = operations.find_channel(me().id, FindForm.parse(request.form))
    return answer(f"/mentorships/{mentorship_id}/openings/new")


@pages.get(NEW)
def show_span(mentorship_id: int) -> str:
    """When the two wrote, day by day and never what, to choose a part of it."""
    must_be_on()
    mentorship, who = queries.askable(me().id, mentorship_id)
    g.values = g.get("values") or {}
    days = queries.days_of(mentorship, me().zone, request.args.get("before", type=int))
    return render_template(
        "mentoring/opening/span.html", mentorship=mentorship, days=days, said=words, most=MOST_LINES,
        earlier=days[-1].marks[0].seq if days else 0, day=request.args.get("day", ""),
        others=queries.channels_of_the_same(mentorship, who), contacts=queries.has_contact(),
    )  # fmt: skip


@pages.post("/mentorships/<int:mentorship_id>/openings")
@redraws(show_span)
def create_opening(mentorship_id: int) -> ResponseReturnValue:
    """Ask."""
    must_be_on()
    queries.askable(me().id, mentorship_id)
    form = SpanForm.parse(request.form)
    with patience.counted("code", me().id):
        opening_id = operations.ask_opening(me().id, mentorship_id, form)
    flash(_("Asked. Those who can be the second were told. Nobody reads anything before."))
    return answer(f"/openings/{opening_id}")


def _official() -> Official:
    found = queries.official_of(me().id)
    if found is None:
        raise NotFound
    must_be_on()
    return found


def _line(opening: Opening, people: Any, moment: Any) -> dict[str, Any]:
    mentorship = opening.mentorship
    return {
        "row": opening, "state": opening.state(moment), "asker": people.get(opening.asked_by, ""),
        "two": (mentorship.mentee.handle, mentorship.mentor.handle), "group": mentorship.mentor.group.name,
    }  # fmt: skip
