"""Invitation links into a group, for its moderators."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from community import limits
from community.groups import operations, queries
from community.groups.forms import InvitationForm
from community.groups.views.blueprint import bound, pages, typed
from community.web import answer, me, redraws


@pages.get("/groups/<slug>/invitations")
def list_invitations(slug: str, address: str = "") -> ResponseReturnValue:
    """The links that open the door now, and the new one, shown once."""
    place = queries.managed_for(me().id, slug)
    return render_template(
        "groups/invitations.html",
        **bound(place),
        invitations=[
            {
                "id": link.id,
                "uses_left": link.uses_left,
                "expires_at": link.expires_at,
                "made_by": handle,
            }
            for link, handle in queries.invitations_of(place.group.id)
        ],
        address=address,
        values=typed({"uses": "1", "days": "7"}),
    )


@pages.post("/groups/<slug>/invitations")
@redraws(list_invitations)
def create_invitation(slug: str) -> ResponseReturnValue:
    """Make a link."""
    limits.spend("invitations", me().id)
    secret = operations.make_group_invitation(me().id, slug, InvitationForm.parse(request.form))
    return list_invitations(slug, address_of(secret))


@pages.post("/group-invitations/<int:invitation_id>/revocation")
def create_revocation(invitation_id: int) -> ResponseReturnValue:
    """Take a link back."""
    slug = operations.revoke_group_invitation(me().id, invitation_id)
    return answer(f"/groups/{slug}/invitations")


def address_of(secret: str) -> str:
    """The whole address of an invitation, as it is handed on."""
    site = current_app.config["HEARTH"].origin or request.host_url.rstrip("/")
    return f"{site}/invitations/{secret}"
