"""What mentoring makes of a private room: for whom, until when, and how long its words stay (L4.1, L4.8)."""

from datetime import datetime

from flask_babel import format_datetime
from flask_babel import gettext as _

from community.clock import now
from community.mentoring.channel.broadcasts import lines
from community.mentoring.channel.telling import tell_other, tells_of_answers
from community.mentoring.models import ENDED
from community.mentoring.pointing.queries import points_out
from community.mentoring.queries import mentorship_in
from community.registry import RoomKind


def audience(room_id: int, member_id: int) -> str:
    """Who reads what is written: the other of the two."""
    mentorship = mentorship_in(room_id)
    if mentorship is None or member_id not in mentorship.people:
        return str(_("Only the two of you read what you write."))
    return str(_("Only %(who)s reads what you write.", who=mentorship.other(member_id).handle))


def ended(room_id: int) -> str:
    """Why nothing more is written."""
    mentorship = mentorship_in(room_id)
    if mentorship is None:
        return ""
    if mentorship.state != ENDED:
        return str(_("This channel is for reading now. Your words are kept in the box."))
    until = mentorship.readable_until() or now()
    day = format_datetime(until, "d MMMM")
    return str(_("This channel has ended. It can be read until %(day)s.", day=day))


def hush(room_id: int) -> str:
    """Why nobody writes yet."""
    return str(
        _("The agreement has a new version. Once both of you have accepted it, you can write here.")
    )


def words_go(room_id: int, before: datetime) -> datetime | None:
    """All of it, once it ended long enough ago; while the two are on their way, nothing."""
    mentorship = mentorship_in(room_id)
    if mentorship is None or mentorship.ended_at is None or mentorship.ended_at >= before:
        return None
    return now()


KIND = RoomKind(
    audience=audience, ended=ended, hush=hush, words_go=words_go, points_out=points_out, posted=tell_other,
    released=tell_other, tells=tells_of_answers, lines=lines,
)  # fmt: skip
