"""Invitation links into a group: whether one may be made is the group's law, the rows are the site's (L2.2)."""

from flask_babel import gettext as _

from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import policies, queries
from community.groups.forms import InvitationForm
from community.groups.models import Group, Place
from community.members.models import Invitation
from community.members.operations import make_invitation, revoke_invitation
from community.operations import operation


@operation
def make_group_invitation(member_id: int, slug: str, form: InvitationForm) -> str:
    """A secret that brings people into the group, and onto the site. It is shown once.

    Raises NotFound; Forbidden for others than moderators, and while joining is locked.
    """
    place = queries.inside_for(member_id, slug)
    if not policies.can_invite(place, queries.staff_ready(member_id)):
        raise _refusal(place)
    return make_invitation(member_id, place.group.id, form.uses, form.days).token


@operation
def revoke_group_invitation(member_id: int, invitation_id: int) -> str:
    """Make a link useless; the slug of its group. Doing it again changes nothing. Raises NotFound."""
    invitation = db.session.get(Invitation, invitation_id)
    group = (
        db.session.get(Group, invitation.group_id) if invitation and invitation.group_id else None
    )
    if group is None:
        raise NotFound
    place = queries.inside_for(member_id, group.slug)
    if not policies.can_manage_group(place, queries.staff_ready(member_id)):
        raise NotFound
    revoke_invitation(member_id, invitation_id)
    return group.slug


def _refusal(place: Place) -> Forbidden:
    if place.group.is_locked:
        return Forbidden(_("Joining is locked here, so nobody can be invited."))
    if place.membership is not None and place.membership.is_moderator:
        return Forbidden(
            _("Add an authenticator app first, under You. Moderators need one before they act.")
        )
    return Forbidden(_("Moderators of this group invite."))
