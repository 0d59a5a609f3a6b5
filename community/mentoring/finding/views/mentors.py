"""The monthly word to the mentors of all groups, and the way to one's mentors' rooms."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.mentoring.finding import operations, queries
from community.mentoring.finding.forms import WordsForm
from community.mentoring.queries import mentoring_of
from community.mentoring.views.blueprint import pages
from community.text import render
from community.web import answer, me, redraws

WORD = "/mentoring/word"


@pages.get(WORD)
def show_words() -> str:
    """What leads wrote, for mentors; and where a lead writes."""
    leads, found = queries.words_for(me().id)
    g.values, month = g.get("values") or {}, now().strftime("%Y-%m")
    return render_template(
        "mentoring/finding/words.html", words=[(one, render(one.words)) for one in found],
        writes=leads and all(one.month != month for one in found), leads=leads, rooms=_rooms(),
    )  # fmt: skip


@pages.post(WORD)
@redraws(show_words)
def create_word() -> ResponseReturnValue:
    """Write this month's."""
    operations.write_word(me().id, WordsForm.parse(request.form))
    flash(_("Written. Every mentor is told."))
    return answer(WORD)


def _rooms() -> list[tuple[str, int]]:
    moment = now()
    there = [one.membership.group for one in mentoring_of(me().id) if one.mentors(moment)]
    found = [(group.name, queries.room_of_mentors(group.id)) for group in there]
    return [(name, room_id) for name, room_id in found if room_id is not None]
