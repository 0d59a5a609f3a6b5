"""The law of finding on one screen (L7.3-L7.5)."""

from community.groups.models import Membership, Place


def can_propose(place: Place, allowed: bool, pair: tuple[Membership, Membership]) -> bool:
    """Propose these two: where it is allowed, and never oneself."""
    mine = place.membership
    return allowed and mine is not None and mine not in pair


def can_write_word(is_lead: bool) -> bool:
    """Write to the mentors of all groups: a safeguarding lead who can act."""
    return is_lead
