"""Who may do what in a group: the whole law on one screen. Facts that must be counted are handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.groups.models import (
    BY_INVITATION,
    HIDDEN,
    MUTED,
    OPEN,
    Membership,
    Place,
    Standing,
)
from community.members.models import Member

LONG_MUTE = timedelta(hours=24)
"""A longer mute takes somebody out of good standing (product.md, "Words")."""

ABSENCE = timedelta(days=60)
"""After so long unseen a moderator no longer looks after the group (L2.4)."""


def can_create_group(member: Member, members_may: bool, staff_ready: bool) -> bool:
    """Administrators may, as staff; members where the site allows it (L2.2)."""
    return (member.is_administrator and staff_ready) or members_may


def can_see_group(place: Place, moment: datetime) -> bool:
    """Whether the group exists for this person: a hidden one only for its members and the invited (L2.1)."""
    if place.group.is_closed(moment) or place.stays_outside:
        return False
    return place.group.visibility != HIDDEN or place.membership is not None or place.invited


def can_read(place: Place) -> bool:
    """Whether its inside is open: to its members, and where it is an open group to the whole site; until its end."""
    inside = place.membership is not None or place.group.visibility == OPEN
    gone = place.stays_outside or place.has_ended
    return inside and place.shut_out is None and not gone


def can_see_people(place: Place) -> bool:
    """Whether the list of people is open: to members only."""
    return place.membership is not None and place.shut_out is None


def can_join(place: Place) -> bool:
    """Whether this person may come in, or ask to."""
    if place.membership is not None or place.shut_out is not None or place.group.is_locked:
        return False
    return place.invited or place.group.joining != BY_INVITATION


def can_moderate(membership: Membership | None, staff_ready: bool) -> bool:
    """Whether somebody inside may act as moderator: the role, and an authenticator (L1.5)."""
    return membership is not None and membership.is_moderator and staff_ready


def can_manage_group(place: Place, staff_ready: bool) -> bool:
    """Settings, archiving, handing over, closing: its moderators."""
    return can_see_people(place) and can_moderate(place.membership, staff_ready)


def can_make_room(place: Place, staff_ready: bool) -> bool:
    """Moderators manage their rooms (L2.6)."""
    return can_manage_group(place, staff_ready)


def can_invite(place: Place, staff_ready: bool) -> bool:
    """Moderators hand out invitation links, unless joining is locked (L2.2, L2.4)."""
    return can_manage_group(place, staff_ready) and not place.group.is_locked


def can_decide_requests(place: Place, staff_ready: bool) -> bool:
    """Moderators let people in."""
    return can_manage_group(place, staff_ready)


def can_change_role(place: Place, other: Membership, staff_ready: bool) -> bool:
    """Moderators give roles to those who are here; their own they give up by leaving or handing over."""
    return can_manage_group(place, staff_ready) and other.is_current and not is_self(place, other)


def can_leave(membership: Membership, other_moderators: int) -> bool:
    """Everybody may leave; the last moderator names another first (L2.4)."""
    return not membership.is_moderator or other_moderators > 0


def looks_after(moderator: Membership, moment: datetime) -> bool:
    """Whether a moderator is welcome on the site and was seen in the last 60 days."""
    seen = max(moderator.joined_at, moderator.member.last_seen_on or moderator.joined_at)
    return moderator.member.is_welcome(moment) and moment - seen < ABSENCE


def can_block(place: Place, other: Membership) -> bool:
    """Anyone who may read here may block anyone but themselves, staff included (L1.8)."""
    return can_read(place) and not is_self(place, other)


def is_self(place: Place, other: Membership) -> bool:
    """Whether the other is the same person."""
    return place.row is not None and place.row.id == other.id


@dataclass(frozen=True)
class Step:
    """One rule on the way from newcomer to member: `days` here or `meetings`, how many are done and needed."""

    rule: str
    done: int
    needed: int


def steps_to_member(person: Membership, moment: datetime) -> list[Step]:
    """What a newcomer has done and has still to do, by the group's rules (L2.3)."""
    counted = {"days": (moment - person.joined_at).days, "meetings": person.meetings}
    rules = person.group.becoming_member
    return [
        Step(rule, min(counted[rule], rules[rule]), rules[rule])
        for rule in counted
        if rules.get(rule)
    ]


def is_past_newcomer(person: Membership, moment: datetime) -> bool:
    """Whether every rule is fulfilled."""
    return all(step.done >= step.needed for step in steps_to_member(person, moment))


def in_good_standing(standings: Iterable[Standing]) -> bool:
    """Not muted for more than 24 hours, and neither removed nor banned, by what holds now."""
    return all(s.kind == MUTED and _is_short(s) for s in standings)


def _is_short(standing: Standing) -> bool:
    return standing.until is not None and standing.until - standing.since <= LONG_MUTE
