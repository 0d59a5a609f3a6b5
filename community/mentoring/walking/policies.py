"""The law of what two share besides messages, on one screen (L7.8, L7.9). Who neither is finds nothing at all."""

from community.mentoring.models import ACTIVE, COUNTING, TRIAL, Mentorship
from community.mentoring.policies import is_written_in
from community.mentoring.walking.models import MOST, Agreed, Item, ProgrammeWalk


def can_write(mentorship: Mentorship, can_speak: bool) -> bool:
    """Write, change and remove goals, tasks and steps: whoever could write in the channel now."""
    return mentorship.ended_at is None and can_speak


def can_add(there: int, more: int = 1) -> bool:
    """Whether so many more fit in."""
    return there + more <= MOST


def can_remove(mentorship: Mentorship, item: Item, member_id: int) -> bool:
    """The mentee removes any; a mentor what they wrote, until it was taken up."""
    own = item.author.member_id == member_id and item.taken_at is None
    return is_mentee(mentorship, member_id) or own


def can_finish(mentorship: Mentorship, member_id: int) -> bool:
    """Take up what was suggested, and say that something is done: the mentee."""
    return is_mentee(mentorship, member_id)


def can_propose(mentorship: Mentorship, can_speak: bool) -> bool:
    """Propose a rhythm or a programme: either, before they part."""
    return mentorship.state in COUNTING and can_speak


def can_accept(mentorship: Mentorship, proposed: Agreed, member_id: int) -> bool:
    """Accept what waits: the one of the two who did not propose it."""
    waits = proposed.agreed_at is None and proposed.ended_at is None
    mine = mentorship.people[member_id].id
    return waits and proposed.proposer_id != mine and mentorship.state in COUNTING


def can_withdraw(proposed: Agreed) -> bool:
    """Either, at any time, at once: take a proposal back, put it aside, or end what both agreed to."""
    return proposed.ended_at is None


def can_lengthen(mentorship: Mentorship, walk: ProgrammeWalk, near: bool) -> bool:
    """Say that one would like more time: either, once the end is near."""
    return walk.holds and walk.weeks > 0 and near and mentorship.state in COUNTING


def can_be_reminded(mentorship: Mentorship) -> bool:
    """Remind of a check-in: while they are under way, have not paused, and can write."""
    return mentorship.state in (TRIAL, ACTIVE) and is_written_in(mentorship.mentor.group)


def is_mentee(mentorship: Mentorship, member_id: int) -> bool:
    """Whether this one of the two is the mentee."""
    return mentorship.mentee.member_id == member_id
