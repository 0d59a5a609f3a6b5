"""News of a channel, for the one of the two who is elsewhere: one notice until it is read (L9.1)."""

from community.mentoring.channel.notices import CATEGORY, NEWS
from community.mentoring.queries import mentorship_in
from community.notices.queries import is_unread, ways_for
from community.operations import tell
from community.realtime.connections import connections
from community.realtime.presence import people_in
from community.realtime.streams import stream_name
from community.rooms.models import Room


def tell_other(room_id: int, membership_id: int, _seq: int) -> None:
    """Inside the unit of a message: tell the other, unless they are there, or were told and have not looked yet."""
    mentorship = mentorship_in(room_id)
    if mentorship is None:
        return
    author = mentorship.mentee if mentorship.mentee_id == membership_id else mentorship.mentor
    other = mentorship.other(author.member_id)
    stream = stream_name(Room.STREAM, room_id)
    if _is_there(room_id, other.id, other.member_id) or is_unread(other.member_id, NEWS, stream):
        return
    subject = {"stream": stream, "group": mentorship.group_id, "by": author.member_id}
    tell(other.member_id, NEWS, subject, by=author.member_id)


def tells_of_answers(room_id: int, member_id: int) -> bool:
    """Whether somebody hears that they were answered or named: not who hears of the channel anyhow, and once."""
    mentorship = mentorship_in(room_id)
    return mentorship is None or not ways_for(member_id, mentorship.group_id, CATEGORY).inbox


def _is_there(room_id: int, membership_id: int, member_id: int) -> bool:
    """Whether somebody listens: here, however quietly, or seen by another process."""
    if any(ear.member_id == member_id for ear in connections.ears(room_id)):
        return True
    return any(person.id == membership_id for person in people_in(room_id, None, frozenset()))
