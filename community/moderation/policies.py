"""Who may do what to whom in office: the whole law on one screen (L4.7, L8.4)."""

from community.groups.models import Membership, Place
from community.groups.policies import can_manage_group, is_self


def can_act_on(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Moderators of the group, with an authenticator, on anyone but themselves; on other moderators too."""
    same_group = person.group_id == place.group.id
    return same_group and can_manage_group(place, staff_ready) and not is_self(place, person)


def can_mute(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Let somebody read, not write, for a while."""
    return can_act_on(place, person, staff_ready) and person.is_current


def can_quieten(place: Place, person: Membership, in_the_chair: bool) -> bool:
    """As the chair of a meeting, in its room and for that evening: anyone but oneself and moderators (L5.7)."""
    ours = in_the_chair and person.group_id == place.group.id and person.is_current
    return ours and not person.is_moderator and not is_self(place, person)


def can_remove(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Keep somebody out of the group or a room for a while."""
    return can_act_on(place, person, staff_ready) and person.is_current


def can_ban(place: Place, person: Membership, staff_ready: bool) -> bool:
    """Keep somebody out of the group for good, also somebody who has left."""
    return can_act_on(place, person, staff_ready)


def can_lift(place: Place, person: Membership, staff_ready: bool) -> bool:
    """End what holds against somebody before its time."""
    return can_act_on(place, person, staff_ready)


def can_see_standings(place: Place, person: Membership, staff_ready: bool) -> bool:
    """What holds against somebody: they themselves, and the group's moderators."""
    return is_self(place, person) or can_manage_group(place, staff_ready)
