"""Handing over to those on duty: help for oneself, and from a mentor a word to the mentee that it is there (L7.8)."""

from community.journal import record
from community.mentoring import policies, queries
from community.mentoring.channel import broadcasts
from community.mentoring.channel.notices import HANDED_OVER
from community.mentoring.models import Mentorship
from community.mentoring.operations.holding import hold_mentorship
from community.operations import operation, tell
from community.wellbeing.helping.operations import ask_for_someone


@operation
def hand_over(member_id: int, mentorship_id: int) -> int:
    """Ask those on duty to come to oneself, in a help room; its id. Again gives the open one.

    Nothing that was said goes there. Where the mentor does it, the channel tells the mentee, once for each room; what
    a mentee does stays with them. It is never refused for how the two stand: somebody asks for help.

    Raises NotFound, and Forbidden where nobody can be asked in the group.
    """
    found = queries.mentorship_for(member_id, mentorship_id)
    room_id = ask_for_someone(member_id, found.mentor.group.slug)
    mentorship = hold_mentorship(mentorship_id)
    if broadcasts.is_told(mentorship.room_id, room_id):
        return room_id
    record(member_id, "mentoring:handed_over", f"mentorship:{mentorship.id}", {"room": room_id})
    if member_id == mentorship.mentor.member_id and policies.can_leave(mentorship):
        _tell_mentee(mentorship, room_id)
    return room_id


def _tell_mentee(mentorship: Mentorship, room_id: int) -> None:
    broadcasts.tell(mentorship, room_id)
    mentor = mentorship.mentor
    subject = {"group": mentorship.group_id, "who": mentor.handle}
    if mentorship.mentee.is_current:
        tell(mentorship.mentee.member_id, HANDED_OVER, subject, by=mentor.member_id)
