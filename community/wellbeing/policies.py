"""Clocks are their owner's: to anybody else there is none (queries). These are the questions that are left."""

from community.groups.models import Membership, Place
from community.members.policies import can_act_as_staff
from community.wellbeing.models import Clock


def can_change_clock(clock: Clock) -> bool:
    """Its beginning and its slips: while it runs. Its name, and whether it is there at all: always."""
    return clock.ended_at is None


def can_show_clock(clock: Clock, membership: Membership) -> bool:
    """To a group that its owner belongs to, while it runs."""
    return (
        clock.ended_at is None and clock.member_id == membership.member_id and membership.is_current
    )


def can_see_shown_days(place: Place) -> bool:
    """Whoever belongs to the group and is not shut out of it; what they then see, others chose to show."""
    return place.membership is not None and place.shut_out is None


def can_grant(owner: Membership, to: Membership, mentored: bool) -> bool:
    """Let somebody read something of one's own: one's mentor in a group to which both belong, and nobody else."""
    return mentored and _stand_together(owner, to)


def can_read_granted(owner: Membership, to: Membership, mentored: bool, let_in: bool) -> bool:
    """What was granted: as long as they are mentor and mentee, both belong, and the mentor can act as one (L1.5).

    `let_in`: the mentor is neither suspended from the site nor kept out of the group now.
    """
    return mentored and let_in and _stand_together(owner, to) and can_act_as_staff(to.member)


def _stand_together(owner: Membership, to: Membership) -> bool:
    return (
        owner.is_current
        and to.is_current
        and owner.group_id == to.group_id
        and owner.member_id != to.member_id
    )
