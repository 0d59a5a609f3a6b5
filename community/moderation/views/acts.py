"""Acts of office on a person's page."""

from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from community.groups.models import Membership, Place
from community.groups.views.people import show_person
from community.moderation import operations, policies, queries
from community.moderation.forms import ActForm, lengths
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws


@pages.post("/memberships/<int:membership_id>/mute")
@redraws(show_person)
def create_mute(membership_id: int) -> ResponseReturnValue:
    """Let this person read, not write, for a while."""
    g.act = "mute"
    operations.mute_person(me().id, membership_id, ActForm.parse(request.form))
    return answer(f"/memberships/{membership_id}")


@pages.post("/memberships/<int:membership_id>/removal")
@redraws(show_person)
def create_removal(membership_id: int) -> ResponseReturnValue:
    """Keep this person out for a while."""
    g.act = "removal"
    operations.remove_person(me().id, membership_id, ActForm.parse(request.form))
    return answer(f"/memberships/{membership_id}")


@pages.post("/memberships/<int:membership_id>/ban")
@redraws(show_person)
def create_ban(membership_id: int) -> ResponseReturnValue:
    """Ban this person from the group."""
    g.act = "ban"
    operations.ban_person(me().id, membership_id, ActForm.parse_reason(request.form))
    return answer(f"/memberships/{membership_id}")


@pages.post("/standings/<int:standing_id>/lifting")
def create_lifting(standing_id: int) -> ResponseReturnValue:
    """End what holds against somebody before its time."""
    return answer(
        operations.lift_standing(me().id, standing_id, ActForm.parse_reason(request.form))
    )


def on_person(*, member_id: int, place: Place, person: Membership) -> dict[str, Any]:
    """What a person's page knows of acts of office."""
    ready = me().has_totp
    return {
        "act": g.get("act", ""),
        "standings": queries.standings_shown(member_id, place, person),
        "lengths": lengths(),
        "can_mute": lambda other: policies.can_mute(place, other, ready),
        "can_remove": lambda other: policies.can_remove(place, other, ready),
        "can_ban": lambda other: policies.can_ban(place, other, ready),
        "can_lift": lambda standing: queries.may_lift(member_id, place, person, standing),
    }
