"""On the way to being a mentor in a group, and a mentor's own settings there."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.errors import NotFound
from community.groups.models import Place
from community.groups.queries import staff_ready
from community.mentoring import operations, policies, queries
from community.mentoring.forms import ApplicationForm, PauseForm, PlacesForm, QuizForm, VoucherForm
from community.mentoring.models import VOUCHES, Mentor
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws

HERE = "/groups/<slug>/mentoring"


@pages.get(HERE)
def show_own(slug: str) -> str:
    """Where one stands as a mentor here: the application, what is missing, or the settings."""
    place, mentor = queries.own_place(me().id, slug)
    if mentor is None and not policies.can_mentor_here(place):
        raise NotFound
    g.values = g.get("values") or _values(mentor)
    return render_template("mentoring/own.html", **_facts(place, mentor))


@pages.post(HERE)
@redraws(show_own)
def create_application(slug: str) -> ResponseReturnValue:
    """Say that one would like to mentor."""
    operations.apply_to_mentor(me().id, slug, ApplicationForm.parse(request.form))
    return _back(slug)


@pages.post(f"{HERE}/quiz")
@redraws(show_own)
def create_quiz(slug: str) -> ResponseReturnValue:
    """Answer the quiz."""
    operations.pass_quiz(me().id, slug, QuizForm.parse(request.form))
    flash(_("All four are right."))
    return _back(slug)


@pages.post(f"{HERE}/vouches")
@redraws(show_own)
def create_vouch_request(slug: str) -> ResponseReturnValue:
    """Ask somebody to speak for oneself."""
    operations.ask_to_vouch(me().id, slug, VoucherForm.parse(request.form))
    return _back(slug)


@pages.post(f"{HERE}/places")
@redraws(show_own)
def change_places(slug: str) -> ResponseReturnValue:
    """How many mentees, and whether one says to have room."""
    operations.set_places(me().id, slug, PlacesForm.parse(request.form))
    flash(_("Kept."))
    return _back(slug)


@pages.post(f"{HERE}/pause")
@redraws(show_own)
def change_pause(slug: str) -> ResponseReturnValue:
    """Pause asks, or take them again."""
    operations.pause_asks(me().id, slug, PauseForm.parse(request.form))
    return _back(slug)


@pages.post(f"{HERE}/renewal")
@redraws(show_own)
def create_renewal(slug: str) -> ResponseReturnValue:
    """Another year."""
    operations.renew_mentor(me().id, slug, ApplicationForm.parse(request.form))
    return _back(slug)


@pages.post(f"{HERE}/ending")
def create_ending(slug: str) -> ResponseReturnValue:
    """Mentor no more here, or take the application back."""
    operations.stop_mentoring(me().id, slug)
    flash(_("Done. Who has you as a mentor keeps you."))
    return answer("/mentoring")


def _facts(place: Place, mentor: Mentor | None) -> dict[str, object]:
    moment = now()
    renewing = (
        mentor is not None
        and mentor.renewed_until is not None
        and mentor.renewed_until <= moment + policies.REMINDED
    )
    return {
        "group": place.group, "mentor": mentor, "needed": VOUCHES, "ready": staff_ready(me().id),
        "renewing": renewing, "mentors": mentor is not None and mentor.approved_at is not None,
        "is_whole": mentor is not None and policies.is_whole(mentor), "taken": queries.places_taken(me().id),
    }  # fmt: skip


def _values(mentor: Mentor | None) -> dict[str, str]:
    if mentor is None:
        return {}
    return {"cap": str(mentor.cap), "available": "yes" if mentor.available else ""}


def _back(slug: str) -> ResponseReturnValue:
    return answer(f"/groups/{slug}/mentoring")
