"""The law of asking, answering and walking together on one screen. Counted facts are handed in (L7.3-L7.7)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from community.groups.models import NEWCOMER, Group, Membership, Place
from community.groups.policies import can_manage_group, can_see_people
from community.members.models import Member
from community.members.policies import can_act_as_staff
from community.mentoring.models import (
    ACTIVE,
    COUNTING,
    ENDED,
    MOST_OPEN,
    PAUSED,
    TRIAL,
    VOUCHES,
    Ask,
    Mentor,
    Mentorship,
    Vouch,
)

A_YEAR = timedelta(days=365)
REMINDED = timedelta(days=30)
"""A mentor is reminded so long before their year is over (L7.3)."""


def can_mentor_here(place: Place) -> bool:
    """Apply to be a mentor: whoever belongs to the group and is a newcomer no more."""
    mine = place.membership
    return can_see_people(place) and mine is not None and mine.role != NEWCOMER


def can_be_asked_to_vouch(mentor: Mentor, voucher: Membership, in_good_standing: bool) -> bool:
    """Speak for somebody: another of the same group, in good standing, and no newcomer (L7.3)."""
    same = voucher.group_id == mentor.membership.group_id and voucher.is_current
    known = voucher.role != NEWCOMER and in_good_standing
    return same and known and voucher.member_id != mentor.membership.member_id


def can_vouch(vouch: Vouch, in_good_standing: bool) -> bool:
    """Answer whether one speaks for them: once, while they are still asking."""
    unanswered = vouch.given_at is None and vouch.declined_at is None
    asking = vouch.mentor.approved_at is None and vouch.mentor.ended_at is None
    return (
        unanswered
        and asking
        and can_be_asked_to_vouch(vouch.mentor, vouch.membership, in_good_standing)
    )


def is_whole(mentor: Mentor) -> bool:
    """Whether everything is there that a moderator decides on: the quiz, two who vouch, an authenticator (L1.5)."""
    passed = mentor.quiz_passed_at is not None and mentor.spoken_for >= VOUCHES
    return passed and can_act_as_staff(mentor.membership.member)


def can_vet(place: Place, staff_ready: bool) -> bool:
    """See who would like to mentor: the group's moderators."""
    return can_manage_group(place, staff_ready)


def can_approve(place: Place, mentor: Mentor, staff_ready: bool) -> bool:
    """Decide on somebody, who is not oneself, while nobody has."""
    waits = mentor.approved_at is None and mentor.ended_at is None and mentor.membership.is_current
    own = place.membership is not None and place.membership.id == mentor.membership_id
    return waits and not own and can_vet(place, staff_ready)


def can_be_asked(mentor: Mentor, in_good_standing: bool, moment: datetime) -> bool:
    """Take asks at all, as everybody may know: a mentor, in good standing, who says they have room."""
    return mentor.mentors(moment) and in_good_standing and says_to_have_room(mentor)


def says_to_have_room(mentor: Mentor) -> bool:
    """Whether they take asks by their own word; in a group that is kept for reading only nobody does (L2.6)."""
    return mentor.available and is_written_in(mentor.membership.group)


def is_written_in(group: Group) -> bool:
    """Whether two of the group can write to each other: not in one that is kept for reading only (L2.6)."""
    return group.archived_at is None


def can_ask(gate_open: bool, open_asks: int, has_relation: bool, again_at: datetime | None) -> bool:
    """Ask this mentor: past the gate, two open asks at most, no relation between the two, 30 days after an ask."""
    return gate_open and open_asks < MOST_OPEN and not has_relation and again_at is None


def can_reach(mentor: Mentor, taken: int, cut_off: bool, excluded: bool, moment: datetime) -> bool:
    """Whether an ask arrives. Paused, no place left, blocked, not wanted: the asker learns of none (L7.4, L7.5)."""
    has_room = mentor.paused_at is None and has_place(mentor, taken)
    return mentor.mentors(moment) and has_room and not cut_off and not excluded


def has_place(mentor: Mentor, taken: int) -> bool:
    """Whether one more fits in; `taken` counts trial, active and paused over all groups (L7.3)."""
    return taken < mentor.cap


def can_answer(ask: Ask, moment: datetime) -> bool:
    """Accept or decline: while it waits."""
    return ask.waits(moment)


def can_accept(
    mentor: Mentor, others: Iterable[Member], good: bool, taken: int, moment: datetime
) -> bool:
    """Become somebody's mentor: both in good standing and welcome on the site, and a place left.

    `others` are both members; the mentor has an authenticator (L1.5).
    """
    welcome = all(member.is_welcome(moment) for member in others)
    ready = mentor.mentors(moment) and can_act_as_staff(mentor.membership.member)
    group = mentor.membership.group
    ready = ready and is_written_in(group) and not group.is_closed(moment)
    return ready and welcome and good and has_place(mentor, taken)


def can_withdraw(ask: Ask, moment: datetime) -> bool:
    """Take one's own ask back: while it looks open."""
    return ask.closed_at is None and ask.closes_at > moment


def can_go_on(mentorship: Mentorship) -> bool:
    """Say that one would like to go on: in the first fourteen days."""
    return mentorship.state == TRIAL


def can_pause(mentorship: Mentorship) -> bool:
    """Pause, without a cause."""
    return mentorship.state == ACTIVE


def can_resume(mentorship: Mentorship) -> bool:
    """Take it up again: either of the two."""
    return mentorship.state == PAUSED


def can_part(mentorship: Mentorship) -> bool:
    """Say that one would like to bring it to an end together."""
    return mentorship.state in COUNTING


def can_leave(mentorship: Mentorship) -> bool:
    """End it in one step: either, at any time, without a reason."""
    return mentorship.state != ENDED
