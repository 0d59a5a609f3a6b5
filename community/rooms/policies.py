"""The whole law of rooms and of other places where words are said. Counted facts are handed in; moderators'
doors also ask for their authenticator.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from community.groups import policies
from community.groups.models import NEWCOMER, Membership, Place, Standing
from community.rooms.models import EVERYONE, Message, Room, Venue

PAUSE = timedelta(minutes=15)
"""A pause lifts itself after this, unless renewed (L4.6)."""


class Hindrance(StrEnum):
    """Why somebody cannot post now; the protocol's codes."""

    OUTSIDE = "forbidden"
    MOVED = "conflict"
    NEWCOMER = "forbidden_newcomer"
    MUTED = "muted"
    PAUSED = "paused"
    READ_ONLY = "read_only"
    SLOW = "slow_mode"
    NOT_YOUR_TURN = "not_your_turn"


@dataclass(frozen=True)
class Poster:
    """Who would like to post: the membership, a mute in force, when they last posted here, whether staff now."""

    membership: Membership | None
    muted: Standing | None
    last_post: datetime | None
    staff: bool


def can_read(place: Place, shut_out: bool) -> bool:
    """Whoever may read inside the group, unless they were removed from this room (L2.1, L4.7)."""
    return policies.can_read(place) and not shut_out


def hindrance(venue: Venue, poster: Poster, moment: datetime) -> Hindrance | None:
    """The first reason against posting or editing, if any (L4.6, L4.7). The floor binds staff too."""
    who = poster.membership
    if who is None or not who.is_current:
        return Hindrance.OUTSIDE
    if venue.goes_on_in is not None:
        return Hindrance.MOVED
    if poster.muted is not None:
        return Hindrance.MUTED
    if venue.speaker not in (EVERYONE, who.id):
        return Hindrance.NOT_YOUR_TURN
    if venue.is_seated and venue.archived_at is not None:
        return Hindrance.READ_ONLY  # what is over is over for those of office too
    if poster.staff:
        return None
    if (
        venue.archived_at is not None
        or venue.group.archived_at is not None
        or venue.read_only_since is not None
    ):
        return Hindrance.READ_ONLY
    if venue.is_paused(moment):
        return Hindrance.PAUSED
    if venue.closed_to_newcomers_since is not None and who.role == NEWCOMER:
        return Hindrance.NEWCOMER
    return None


def slow_until(venue: Venue, poster: Poster, moment: datetime) -> datetime | None:
    """When this person may post again under slow mode; None: now. Edits do not wait."""
    if not venue.pace or poster.staff or poster.last_post is None:
        return None
    until = poster.last_post + timedelta(seconds=venue.pace)
    return until if until > moment else None


def can_speak(venue: Venue, poster: Poster, moment: datetime) -> bool:
    """Whether words of theirs are taken now, slow mode aside: what an edit needs."""
    return hindrance(venue, poster, moment) is None


def can_post(venue: Venue, poster: Poster, moment: datetime) -> bool:
    """Whether a message of theirs is taken now."""
    return can_speak(venue, poster, moment) and slow_until(venue, poster, moment) is None


OUTLIVES = (Hindrance.OUTSIDE, Hindrance.MOVED, Hindrance.MUTED, Hindrance.READ_ONLY)
"""What keeps words from being posted that have waited; whose turn it was is a matter of when they were written."""


def obstacle(venue: Venue, poster: Poster, moment: datetime) -> Hindrance | None:
    """Why words that waited cannot be posted for their author now, if anything keeps them (L3.6)."""
    found = hindrance(venue, poster, moment)
    if found is Hindrance.NOT_YOUR_TURN and venue.archived_at is not None:
        return Hindrance.READ_ONLY
    return found if found in OUTLIVES else None


def can_react(venue: Venue, poster: Poster, moment: datetime) -> bool:
    """A reaction is no speech: it needs neither the floor nor slow mode's patience."""
    return hindrance(venue, poster, moment) in (None, Hindrance.NOT_YOUR_TURN)


def can_edit(message: Message, membership: Membership | None) -> bool:
    """Only one's own, while it stands."""
    return (
        membership is not None and message.author_id == membership.id and message.removed_at is None
    )


def can_remove(message: Message, membership: Membership | None, staff: bool) -> bool:
    """One's own, or anybody's for a moderator of the group (L4.7)."""
    own = membership is not None and message.author_id == membership.id
    return message.removed_at is None and (own or staff)


def can_manage_room(membership: Membership | None, staff: bool) -> bool:
    """Rename, order, archive, pause, slow (L2.6)."""
    return policies.can_moderate(membership, staff)


def can_see_history(membership: Membership | None, staff: bool) -> bool:
    """What a message said before its edits: for moderators."""
    return policies.can_moderate(membership, staff)


def can_enter(room: Room, here: int, staff: bool) -> bool:
    """Whether there is room for one more listener (L4.6); 0 is no limit."""
    return staff or room.capacity == 0 or here < room.capacity
