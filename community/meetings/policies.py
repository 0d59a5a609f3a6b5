"""Who may do what in a meeting: the whole law on one screen. Facts that must be looked up are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.groups import models as groups
from community.groups.models import Membership, Place
from community.groups.policies import can_manage_group, can_read, can_see_people
from community.meetings.models import Meeting, Phase, Sitting
from community.meetings.models.formats import FLOOR
from community.meetings.models.schedule import PUBLIC, UNLISTED

CHIPS = "chips"
"""The part of a meeting in which people are celebrated (L5.9)."""

ANSWER_WITHIN = timedelta(seconds=60)
"""Who is called and does not answer goes to the end of the queue (L5.5)."""

OFFER_AFTER = timedelta(seconds=60)
"""A chair whose line is lost keeps the chair so long; then it is offered, step by step (L5.7)."""

NOBODY_CAME = timedelta(minutes=5)
"""After the start without a chair any member may take it (L5.2)."""

STEPS = ("moderators", "chairs", "members")
"""To whom a lost chair is offered, one after the other."""

OFFERED_TO: Mapping[str, tuple[str, ...]] = {
    "": (),
    "moderators": (groups.MODERATOR,),
    "chairs": (groups.MODERATOR, groups.CHAIR),
    "members": (groups.MODERATOR, groups.CHAIR, groups.MEMBER),
}
"""Who may take it at which step."""


@dataclass(frozen=True)
class Attendee:
    """Who would like to do something in a sitting, and what holds for them there now.

    `roles`: what they signed up for at this date. `staff`: a moderator with an authenticator. `muted`: in the room.
    `reading_along`: chose to keep their hand down tonight. `waiting`: whether their hand is up.
    """

    membership: Membership | None
    staff: bool = False
    muted: bool = False
    reading_along: bool = False
    waiting: bool = False
    roles: frozenset[str] = frozenset()

    @property
    def id(self) -> int:
        """Their membership's id; 0 for somebody who only reads along."""
        return self.membership.id if self.membership is not None else 0


def can_see_meeting(place: Place, meeting: Meeting) -> bool:
    """Public ones as the group itself; the others where its inside is open. Unlisted ones never in lists."""
    return can_read(place) or (
        meeting.visibility == PUBLIC
        and place.group.visibility != groups.HIDDEN
        and place.shut_out is None
    )


def can_list_meeting(place: Place, meeting: Meeting) -> bool:
    """Whether it stands in the member's lists and week."""
    listed = meeting.visibility != UNLISTED or place.membership is not None
    return listed and can_see_meeting(place, meeting)


def can_publish(meeting: Meeting) -> bool:
    """Whether it may stand in public calendars and feeds: only what a group made public (L2.1)."""
    group = meeting.group
    return (
        meeting.visibility == PUBLIC
        and meeting.ended_at is None
        and group.visibility != groups.HIDDEN
        and group.archived_at is None
    )


def can_manage_meetings(place: Place, staff_ready: bool) -> bool:
    """Schedule, formats, cancelling and moving: the group's moderators."""
    return can_manage_group(place, staff_ready)


def can_sign_up(place: Place, sitting: Sitting, moment: datetime) -> bool:
    """For a role at a coming date: anybody who belongs to the group, newcomers aside (L5.2)."""
    mine = place.membership
    coming = sitting.closed_at is None and sitting.cancelled_at is None and sitting.ends_at > moment
    return can_see_people(place) and mine is not None and mine.role != groups.NEWCOMER and coming


def is_chair(sitting: Sitting, who: Attendee) -> bool:
    """Whether they are in the chair now: what every act of the chair asks. Who is muted runs no meeting."""
    return who.id != 0 and sitting.chair_id == who.id and sitting.is_open and not who.muted


def can_chair(who: Attendee) -> bool:
    """Whether the chair of a meeting may be theirs at all: members, newcomers aside, who are not muted."""
    mine = who.membership
    return mine is not None and mine.is_current and mine.role != groups.NEWCOMER and not who.muted


def can_take_chair(sitting: Sitting, who: Attendee, vacant: bool, moment: datetime) -> bool:
    """L5.2, L5.7. `vacant`: nobody is in the chair, whoever is never came, or has lost their line.

    At once: whoever signed up for it or as co-chair. Where nobody came: moderators; chairs of the group, unless
    somebody signed up; any member five minutes after the start. A lost one: those to whom it is offered by now.
    """
    mine = who.membership
    if mine is None or not vacant or not sitting.is_open or not can_chair(who):
        return False
    if who.roles & {"chair", "cochair"}:
        return True
    if sitting.chair_id is not None and sitting.chair_seen_at is not None:
        # they were there: their line is lost, also in the seconds before that is noted
        return mine.role in OFFERED_TO[sitting.chair_offered]
    if moment >= sitting.starts_at + NOBODY_CAME:
        return True
    return mine.role == groups.MODERATOR or (mine.role == groups.CHAIR and sitting.chair_id is None)


def has_queue(part: Phase | None) -> bool:
    """Whether one speaks at a time in this part, called from the queue (L5.5)."""
    return part is not None and part.posting == FLOOR


def can_raise_hand(sitting: Sitting, part: Phase | None, who: Attendee) -> bool:
    """Members who are neither muted nor reading along tonight, and do not have the floor."""
    mine = who.membership
    able = mine is not None and mine.is_current and not who.muted and not who.reading_along
    return able and has_queue(part) and sitting.holder_id != who.id


def has_floor(sitting: Sitting, who: Attendee) -> bool:
    """Whether they were called or are speaking: what answering and ending a share ask."""
    return who.id != 0 and sitting.holder_id == who.id


def can_paste_reading(sitting: Sitting, who: Attendee) -> bool:
    """The chair, and whoever signed up to read."""
    reads = "reader" in who.roles and who.membership is not None and not who.muted
    return is_chair(sitting, who) or (reads and sitting.is_open)


def can_read_along(sitting: Sitting) -> bool:
    """Whether somebody of the group may choose to keep their hand down: while the room is open (L5.8)."""
    return sitting.is_open


def can_celebrate(sitting: Sitting) -> bool:
    """Whether somebody of the group may choose to be celebrated: at coming dates, until the meeting is over (L5.9)."""
    coming = sitting.cancelled_at is None and sitting.counts_until is None
    return coming and sitting.room_id is not None


def can_see_celebrations(sitting: Sitting, part: Phase | None, who: Attendee) -> bool:
    """Who chose to be celebrated appears to the chair at that part, and to nobody else ever (L5.9)."""
    return part is not None and part.kind == CHIPS and is_chair(sitting, who)


def can_vote(who: Attendee) -> bool:
    """Every member of the group who is not muted; newcomers too: it is their meeting (L5.10)."""
    return who.membership is not None and who.membership.is_current and not who.muted


def can_enter(sitting: Sitting, who: Attendee, was_here: bool) -> bool:
    """Past a locked door: whoever was in before, its moderators, chair and those with a role tonight (L5.7)."""
    if sitting.locked_since is None or not sitting.is_open:
        return True
    return was_here or who.staff or bool(who.roles) or is_chair(sitting, who)


def gives_way(held: Sitting, coming: Sitting, moment: datetime, vacant: bool) -> bool:
    """Whether a meeting leaves its room to the next one: it is over, or the next one begins.

    Past its end, with somebody in the chair still, it may go on until then.
    """
    if held.fellowship_at is not None or moment >= coming.starts_at:
        return True
    return vacant and moment >= held.ends_at


def counts_minute(sitting: Sitting, minute: datetime) -> bool:
    """Whether the minute that begins then counts for those who are there: from the start until fellowship (L5.11)."""
    over = sitting.counts_until
    return sitting.counts_from <= minute and (over is None or minute < over)


def was_present_half(sitting: Sitting, minutes: int) -> bool:
    """Whether so many minutes are half of a meeting that is over: of what it took, or was meant to if that is less."""
    if sitting.counts_until is None:
        return False
    whole = min(sitting.length, sitting.ends_at - sitting.starts_at)
    return minutes > 0 and minutes * 2 >= whole // timedelta(minutes=1)


def can_make_slip(sitting: Sitting, minutes: int) -> bool:
    """Of minutes that were counted, when none can be added any more (L5.11)."""
    return sitting.counts_until is not None and minutes > 0
