"""Speaking for somebody, and the moderators' list of who would like to mentor."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.queries import is_in_good_standing
from community.mentoring import operations, policies, queries
from community.mentoring.models import VOUCHES
from community.mentoring.seams import still_missing
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/vouches/<int:vouch_id>")
def show_vouch(vouch_id: int) -> str:
    """Somebody asks one to speak for them."""
    vouch = queries.vouch_for(me().id, vouch_id)
    is_open = policies.can_vouch(vouch, is_in_good_standing(vouch.membership_id))
    return render_template("mentoring/vouch.html", vouch=vouch, is_open=is_open)


@pages.post("/vouches/<int:vouch_id>/giving")
@redraws(show_vouch)
def create_vouch(vouch_id: int) -> ResponseReturnValue:
    """Speak for them."""
    operations.give_vouch(me().id, vouch_id)
    return answer(f"/vouches/{vouch_id}")


@pages.post("/vouches/<int:vouch_id>/declining")
@redraws(show_vouch)
def decline_vouch(vouch_id: int) -> ResponseReturnValue:
    """Do not."""
    operations.decline_vouch(me().id, vouch_id)
    return answer(f"/vouches/{vouch_id}")


@pages.get("/groups/<slug>/mentors")
def list_mentors(slug: str) -> str:
    """Who would like to mentor in the group, and who does."""
    place, mentors = queries.vetting_for(me().id, slug)
    wishing = [
        {"row": row, "words": queries.statement_of(row), "is_whole": policies.is_whole(row) and not still_missing(row),
         "can_approve": policies.can_approve(place, row, me().has_totp)}
        for row in mentors if row.approved_at is None
    ]  # fmt: skip
    there = [row for row in mentors if row.approved_at is not None]
    return render_template(
        "mentoring/vetting.html", group=place.group, wishing=wishing, there=there, needed=VOUCHES
    )


@pages.post("/mentors/<int:mentor_id>/approval")
def create_approval(mentor_id: int) -> ResponseReturnValue:
    """They mentor from now on."""
    slug = operations.approve_mentor(me().id, mentor_id)
    flash(_("Approved, for a year. They are told."))
    return answer(f"/groups/{slug}/mentors")


@pages.post("/mentors/<int:mentor_id>/refusal")
def create_refusal_of_mentor(mentor_id: int) -> ResponseReturnValue:
    """Not for now."""
    slug = operations.refuse_mentor(me().id, mentor_id)
    flash(_("Done. They are told that it was not taken up for now, without your name."))
    return answer(f"/groups/{slug}/mentors")
