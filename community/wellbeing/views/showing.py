"""To whom a clock is shown, and what others show (L6.1)."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.web import answer, me, redraws
from community.wellbeing import operations, queries
from community.wellbeing.forms import ConsentForm, SeeingForm
from community.wellbeing.views.clocks import CLOCK, pages


@pages.get(f"{CLOCK}/visibility")
def show_visibility(clock_id: int) -> str:
    """Who sees this clock: group by group, with what they would read."""
    clock = queries.clock_of(me().id, clock_id)
    groups = queries.shown_by(me().id, queries.clock_for(me().id, clock_id))
    mentors = queries.mentors_reading(me().id, clock_id)
    return render_template("wellbeing/visibility.html", clock=clock, groups=groups, mentors=mentors)


@pages.post(f"{CLOCK}/consents")
@redraws(show_visibility)
def set_consent(clock_id: int) -> ResponseReturnValue:
    """Show it to a group, or no longer."""
    form = ConsentForm.parse(request.form)
    operations.show_clock(me().id, clock_id, form)
    flash(_("Shown from now on.") if form.shows else _("Nothing of it is shown there any more."))
    return answer(f"/you/clocks/{clock_id}/visibility")


@pages.post("/groups/<slug>/shown-days")
def set_seeing(slug: str) -> ResponseReturnValue:
    """See what others in the group show, or no longer."""
    operations.see_shown_days(me().id, slug, SeeingForm.parse(request.form).on)
    return answer(f"/groups/{slug}")
