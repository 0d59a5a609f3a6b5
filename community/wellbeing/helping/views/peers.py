"""Being asked: offering it, one's hours, being away; for moderators who offered and who asks now."""

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now, zones_said
from community.errors import NotFound
from community.groups.policies import can_manage_group
from community.groups.queries import inside_for, staff_ready
from community.moderation.forms import ShiftForm
from community.moderation.showing_duty import clock_of, day_names
from community.web import answer, me, redraws
from community.wellbeing.helping import operations, panels, policies, queries
from community.wellbeing.helping.models import HelpHours

GROUP = "/groups/<slug>/helping"
PEER = "/someone-now/peers/<int:membership_id>"

pages = Blueprint("help_peers", __name__)


@pages.get(GROUP)
def show_helping(slug: str) -> ResponseReturnValue:
    """One's own offer and hours; for moderators the offers of others; on duty, who asks now."""
    place = inside_for(me().id, slug)
    mine = place.membership
    if mine is None:
        raise NotFound
    g.values = g.get("values") or {"zone": me().zone}
    keeps = can_manage_group(place, staff_ready(me().id))
    on_duty = queries.is_on_duty(me().id, place.group.id, now())
    waiting = queries.open_calls_in(me().id, place.group.id) if on_duty else []
    return render_template(
        "helping/helping.html", group=place.group, mine=mine, peer=queries.peer_of(mine.id),
        hours=[(row.id, day_names()[row.weekday], _span(row), row.zone.replace("_", " "))
               for row in queries.own_hours(mine.id)],
        may_offer=policies.can_offer(place), keeps=keeps, zones=zones_said(), days=day_names(),
        peers=queries.peers_in(place.group.id) if keeps else [],
        calls=[panels.view_of(call, mine) for call in waiting if call.membership_id != mine.id],
    )  # fmt: skip


@pages.post(f"{GROUP}/offer")
@redraws(show_helping)
def create_offer(slug: str) -> ResponseReturnValue:
    """Offer to be asked."""
    operations.offer_to_be_asked(me().id, slug)
    flash(_("Thank you. A moderator looks at it; you can say your hours now."))
    return answer(f"/groups/{slug}/helping")


@pages.post(f"{GROUP}/hours")
@redraws(show_helping)
def create_hours(slug: str) -> ResponseReturnValue:
    """Be there to be asked at these hours."""
    operations.add_hours(me().id, slug, ShiftForm.parse(request.form))
    flash(_("Kept. Thank you for being there."))
    return answer(f"/groups/{slug}/helping")


@pages.post("/someone-now/hours/<int:hours_id>/removal")
def remove_hours(hours_id: int) -> ResponseReturnValue:
    """Be there at these hours no longer."""
    return answer(f"/groups/{operations.remove_hours(me().id, hours_id)}/helping")


@pages.post(f"{GROUP}/absence")
def create_absence(slug: str) -> ResponseReturnValue:
    """Be away."""
    operations.be_away(me().id, slug)
    return answer(f"/groups/{slug}/helping")


@pages.post(f"{GROUP}/absence/ending")
def end_absence(slug: str) -> ResponseReturnValue:
    """Be back."""
    operations.be_back(me().id, slug)
    return answer(f"/groups/{slug}/helping")


@pages.post(f"{PEER}/acceptance")
def create_acceptance(membership_id: int) -> ResponseReturnValue:
    """Have them asked from now on."""
    return answer(f"/groups/{operations.accept_peer(me().id, membership_id)}/helping")


@pages.post(f"{PEER}/ending")
def create_ending(membership_id: int) -> ResponseReturnValue:
    """Have them asked no longer."""
    return answer(f"/groups/{operations.end_peer(me().id, membership_id)}/helping")


def _span(row: HelpHours) -> str:
    starts, ends = clock_of(row.starts), clock_of(row.ends)
    if row.ends <= row.starts:
        return _("%(starts)s to %(ends)s the next day", starts=starts, ends=ends)
    return _("%(starts)s to %(ends)s", starts=starts, ends=ends)
