"""What waits: the author's own page of it, and the group's for whoever decides (L3.6)."""

from secrets import token_urlsafe

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.queries import group_by_id
from community.groups.views.blueprint import bound
from community.moderation import operations, policies, queries
from community.moderation.forms import ActForm
from community.moderation.showing import decision_view, mark_views, place_of, usually, waiting_view
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/groups/<slug>/waiting")
def list_waiting(slug: str) -> ResponseReturnValue:
    """What waits in a group, the longest first, and what rules marked."""
    place = queries.waiting_for(me().id, slug)
    ready, lead = me().has_totp, queries.is_lead(me().id)
    waiting = [
        decision_view(held, author, rule, policies.can_decide_words(place, author, ready, lead))
        for held, author, rule in queries.waiting_in(place.group.id)
    ]
    return render_template(
        "moderation/waiting.html", **bound(place), waiting=waiting,
        marks=mark_views(queries.marks_in(place.group.id)), usual=queries.usual_wait(place.group.id),
    )  # fmt: skip


def redraw_waiting(held_id: int) -> ResponseReturnValue:
    """The page of the group in which something waits, after a refusal."""
    place, _held, _author = queries.held_for(me().id, held_id)
    return list_waiting(place.group.slug)


@pages.post("/held/<int:held_id>/approval")
@redraws(redraw_waiting)
def create_approval(held_id: int) -> ResponseReturnValue:
    """Post what waits."""
    place, _held, _author = queries.held_for(me().id, held_id)
    slug = place.group.slug
    operations.approve_words(me().id, held_id)
    flash(_("Posted. Its author is told."))
    return answer(f"/groups/{slug}/waiting")


@pages.post("/held/<int:held_id>/refusal")
@redraws(redraw_waiting)
def create_word_refusal(held_id: int) -> ResponseReturnValue:
    """Do not post it, and say why."""
    place, _held, _author = queries.held_for(me().id, held_id)
    slug = place.group.slug
    operations.refuse_words(me().id, held_id, ActForm.parse_reason(request.form))
    flash(_("Not posted. Its author is told why, and keeps the words."))
    return answer(f"/groups/{slug}/waiting")


@pages.post("/marks/<int:mark_id>/seen")
def create_sight(mark_id: int) -> ResponseReturnValue:
    """Note that one has looked at what a rule marked."""
    slug = operations.see_mark(me().id, mark_id)
    return answer(f"/groups/{slug}/waiting")


@pages.get("/held/<int:held_id>")
def show_held(held_id: int) -> ResponseReturnValue:
    """One's own words that wait or waited, and what can be done with them."""
    held = queries.own_held(me().id, held_id)
    kind, place_id = place_of(held)
    return render_template(
        "moderation/held.html", held=held, view=waiting_view(held), usually=usually(held.group_id),
        group=group_by_id(held.group_id), name=kind.name(place_id), address=kind.address(place_id),
        lines=kind.lines(place_id), key=token_urlsafe(16),
    )  # fmt: skip


@pages.post("/held/<int:held_id>/withdrawal")
@redraws(show_held)
def create_withdrawal(held_id: int) -> ResponseReturnValue:
    """Take one's words back."""
    operations.take_back_words(me().id, held_id)
    return answer(f"/held/{held_id}")


@pages.post("/held/<int:held_id>/discarding")
@redraws(show_held)
def create_discarding(held_id: int) -> ResponseReturnValue:
    """Let go of words that were not posted."""
    return answer(operations.let_go_of_words(me().id, held_id))
