"""Who may ask, come, read and close; and who offers to be asked. Counted facts are handed in."""

from community.groups.models import Place
from community.groups.policies import can_manage_group, can_read, in_good_standing
from community.wellbeing.helping.models import HelpCall, HelpPeer, HelpTurn


def can_ask(place: Place) -> bool:
    """Every member inside, muted or not, while the group is there."""
    return place.membership is not None and can_read(place) and place.group.archived_at is None


def can_see_call(place: Place, turn: HelpTurn | None, on_duty: bool, apart: bool) -> bool:
    """Whoever was asked, and moderators on duty; not where one of the two has blocked the other (L1.8)."""
    return (turn is not None or on_duty) and not apart and in_good_standing(place.standings)


def can_come(call: HelpCall, membership_id: int, on_duty: bool) -> bool:
    """Whoever was asked, until somebody answered; moderators on duty at any time, while it is open."""
    if not call.is_open or membership_id == call.membership_id:
        return False
    return call.answered_at is None or on_duty


def can_close(call: HelpCall, membership_id: int, on_duty: bool) -> bool:
    """The asker, and moderators on duty."""
    return membership_id == call.membership_id or on_duty


def can_ask_again(call: HelpCall, membership_id: int) -> bool:
    """The asker, while it is open."""
    return call.is_open and membership_id == call.membership_id


def can_offer(place: Place) -> bool:
    """Members in good standing (product.md, "Words")."""
    return place.membership is not None and in_good_standing(place.standings)


def can_accept(place: Place, peer: HelpPeer, staff_ready: bool) -> bool:
    """Moderators of the group, another than oneself."""
    return can_manage_group(place, staff_ready) and peer.membership.member_id != _who(place)


def can_end(place: Place, peer: HelpPeer, staff_ready: bool) -> bool:
    """Whoever offered it, and moderators of the group."""
    return peer.membership.member_id == _who(place) or can_manage_group(place, staff_ready)


def _who(place: Place) -> int:
    return place.membership.member_id if place.membership is not None else 0
