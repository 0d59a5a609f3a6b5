"""Members who would like to be asked when somebody needs someone: offered, accepted, ended, their hours (L6.7)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.operations.attendance import hold_group, hold_group_at
from community.groups.queries import (
    inside_for,
    moderators_of,
    needs_moderator,
    place_in,
    staff_ready,
)
from community.journal import record
from community.moderation.forms import ShiftForm
from community.operations import operation, tell
from community.wellbeing.helping import policies, queries
from community.wellbeing.helping.models import HelpHours, HelpPeer

MOST_HOURS = 28
"""Spans that one person can have in one group: four a day."""


@operation
def offer_to_be_asked(member_id: int, slug: str) -> None:
    """Offer it to the group's moderators. Again changes nothing. Raises NotFound, Forbidden."""
    hold_group_at(slug)
    place = inside_for(member_id, slug)
    mine = place.membership
    if mine is None or not policies.can_offer(place):
        raise Forbidden(_("Members of the group can offer this."))
    if queries.peer_of(mine.id) is not None:
        return
    db.session.add(HelpPeer(membership_id=mine.id, offered_at=now()))
    record(member_id, "wellbeing:help:offered", f"membership:{mine.id}")
    for moderator in moderators_of(mine.group_id):
        if moderator.member_id != member_id:
            tell(moderator.member_id, "help_offered", {"group": mine.group_id}, by=member_id)


@operation
def accept_peer(member_id: int, membership_id: int) -> str:
    """Have them asked from now on, in their hours; the group's slug. Again changes nothing.

    Raises NotFound, Forbidden.
    """
    place, peer = _held(member_id, membership_id)
    if not policies.can_accept(place, peer, staff_ready(member_id)):
        if peer.membership.member_id == member_id:
            raise Forbidden(_("A moderator accepts it, and nobody their own offer."))
        raise needs_moderator(place)
    if peer.accepted_at is None:
        peer.accepted_at, peer.accepted_by = now(), member_id
        record(member_id, "wellbeing:help:accepted", f"membership:{membership_id}")
        tell(peer.membership.member_id, "help_accepted", {"group": place.group.id})
    return place.group.slug


@operation
def end_peer(member_id: int, membership_id: int) -> str:
    """Have them asked no longer; the group's slug. Either side, at once. Raises NotFound, Forbidden."""
    place, peer = _held(member_id, membership_id)
    if not policies.can_end(place, peer, staff_ready(member_id)):
        raise needs_moderator(place)
    _end(membership_id)
    record(member_id, "wellbeing:help:ended", f"membership:{membership_id}")
    return place.group.slug


@operation
def add_hours(member_id: int, slug: str, form: ShiftForm) -> None:
    """Be there to be asked at these hours of every week. Again changes nothing. Raises NotFound, Conflict."""
    mine = _own(member_id, slug).membership
    have = queries.own_hours(mine.id)
    there = {(one.weekday, one.starts, one.ends, one.zone) for one in have}
    days = [day for day in form.weekdays if (day, form.starts, form.ends, form.zone) not in there]
    if len(have) + len(days) > MOST_HOURS:
        raise Conflict(_("That is too many. Remove some of your hours first."))
    for day in days:
        db.session.add(
            HelpHours(
                membership_id=mine.id, weekday=day, starts=form.starts, ends=form.ends, zone=form.zone,
                made_at=now(),
            )
        )  # fmt: skip
    record(member_id, "wellbeing:help:hours_added", f"membership:{mine.id}", {"days": days})


@operation
def remove_hours(member_id: int, hours_id: int) -> str:
    """Be there at these hours no longer; the group's slug. Raises NotFound."""
    row, mine = queries.hours_of(member_id, hours_id)
    db.session.delete(row)
    record(member_id, "wellbeing:help:hours_removed", f"membership:{mine.id}")
    return mine.group.slug


@operation
def be_away(member_id: int, slug: str) -> None:
    """Be asked nothing until one is back. Again changes nothing. Raises NotFound, Conflict."""
    peer = _own(member_id, slug)
    if peer.away_since is None:
        peer.away_since = now()
        record(member_id, "wellbeing:help:away", f"membership:{peer.membership_id}")


@operation
def be_back(member_id: int, slug: str) -> None:
    """Be asked again. Again changes nothing. Raises NotFound, Conflict."""
    peer = _own(member_id, slug)
    if peer.away_since is not None:
        peer.away_since = None
        record(member_id, "wellbeing:help:back", f"membership:{peer.membership_id}")


def peer_left(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever left the group or was banned is asked nothing there any more."""
    _end(membership_id)


def _own(member_id: int, slug: str) -> HelpPeer:
    hold_group_at(slug)
    mine = inside_for(member_id, slug).membership
    peer = queries.peer_of(mine.id) if mine is not None else None
    if peer is None:
        raise Conflict(_("Offer to be asked first."))
    return peer


def _held(member_id: int, membership_id: int) -> tuple[Place, HelpPeer]:
    """Somebody's offer, for them and for the group's moderators: others know nothing of it. Raises NotFound."""
    person = db.session.get(Membership, membership_id)
    if person is None:
        raise NotFound
    hold_group(person.group_id)
    place, peer = place_in(member_id, person.group), queries.peer_for(membership_id)
    mine = place.membership
    if mine is None or not (mine.id == membership_id or mine.is_moderator):
        raise NotFound
    return place, peer


def _end(membership_id: int) -> None:
    peer = queries.peer_of(membership_id)
    for row in (*queries.own_hours(membership_id), *([peer] if peer is not None else [])):
        db.session.delete(row)
    db.session.flush()
