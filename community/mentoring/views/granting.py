"""What a mentee lets their mentor read: given and taken back item by item, and read by the mentor (L6.1, L7.8)."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.queries import staff_ready
from community.mentoring import queries
from community.mentoring.queries.granting import granted_in, granting_of, mentored_in
from community.mentoring.views.blueprint import pages
from community.mentoring.views.channels import ONE
from community.mentoring.words.granting import items_of
from community.web import answer, me, redraws
from community.wellbeing import operations
from community.wellbeing.forms.grants import GrantForm


@pages.get(f"{ONE}/grants")
def show_grants(mentorship_id: int) -> str:
    """For the mentee what they can let be read, for the mentor what they can read."""
    mentorship = queries.mentorship_for(me().id, mentorship_id)
    about = {"mentorship": mentorship, "other": mentorship.other(me().id).handle}
    if mentorship.mentor.member_id == me().id:
        return render_template(
            "mentoring/granted.html",
            granted=granted_in(me().id, mentorship),
            ready=staff_ready(me().id),
            **about,
        )
    granting = granting_of(me().id, mentorship)
    items = items_of(granting.clocks)
    return render_template("mentoring/granting.html", items=items, given=granting.given, **about)


@pages.post(f"{ONE}/grants")
@redraws(show_grants)
def create_grant(mentorship_id: int) -> ResponseReturnValue:
    """Let an item be read from now on."""
    operations.grant(me().id, _form(mentorship_id))
    flash(_("Your mentor can read it now. You can take it back at any time."))
    return answer(f"/mentorships/{mentorship_id}/grants")


@pages.post(f"{ONE}/grants/withdrawal")
@redraws(show_grants)
def withdraw_grant(mentorship_id: int) -> ResponseReturnValue:
    """Take an item back: it is read no more from this moment on."""
    operations.take_back(me().id, _form(mentorship_id))
    flash(_("Taken back. Nobody was told."))
    return answer(f"/mentorships/{mentorship_id}/grants")


def _form(mentorship_id: int) -> GrantForm:
    """Whom it goes to is the mentor of this mentorship, whatever a form says."""
    mentorship = mentored_in(me().id, mentorship_id)
    return GrantForm.parse({"what": request.form.get("what", ""), "to": str(mentorship.mentor_id)})
