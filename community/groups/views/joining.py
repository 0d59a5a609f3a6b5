"""Coming into a group, and leaving it."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from community import limits
from community.errors import NotFound
from community.groups import operations, policies, queries
from community.groups.forms import JoinForm
from community.groups.models import BY_ASKING
from community.groups.views.blueprint import pages, typed
from community.groups.views.groups import show_group
from community.members.queries import invitation_by_secret
from community.text import render
from community.web import answer, me, public, redraws, someone


@pages.get("/groups/<slug>/join")
def show_join(slug: str) -> ResponseReturnValue:
    """The name one will go by there, and the group's questions."""
    token = request.values.get("invitation", "")
    place = queries.place_for(me().id, slug, invitation_by_secret(token))
    if place.membership is not None:
        return redirect(f"/groups/{slug}", 303)
    asks = place.group.joining == BY_ASKING and not place.invited
    return render_template(
        "groups/join.html",
        group=place.group,
        asks=asks,
        questions=place.group.questions if asks else [],
        guidelines=render(place.group.guidelines) if policies.can_join(place) else "",
        values=typed({"handle": me().handle, "invitation": token}),
    )


@pages.post("/groups/<slug>/memberships")
@redraws(show_join)
def create_membership(slug: str) -> ResponseReturnValue:
    """Join, or ask to."""
    limits.spend("joining", f"member:{me().id}")
    operations.join_group(me().id, slug, JoinForm.parse(request.form))
    return answer(f"/groups/{slug}")


@pages.post("/groups/<slug>/departure")
@redraws(show_group)
def create_departure(slug: str) -> ResponseReturnValue:
    """Leave the group."""
    operations.leave_group(me().id, slug)
    return answer("/groups")


@pages.get("/invitations/<token>")
@public
def open_invitation(token: str) -> ResponseReturnValue:
    """Where an invitation leads: onto the site, or for somebody signed in, into its group."""
    if someone() is None:
        return redirect(f"/join?invitation={token}", 303)
    slug = queries.slug_behind(token)
    if slug is None:
        raise NotFound
    return redirect(f"/groups/{slug}/join?invitation={token}", 303)
