"""From the lobby through the parts of the format to fellowship and the closed room (L5.3, L5.4)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.meetings import policies, queries
from community.meetings.models import (
    Celebration,
    Duty,
    FormatVersion,
    Hand,
    ReadingAlong,
    Sitting,
)
from community.meetings.models.sittings import CHAIR
from community.meetings.operations.chairing import as_chair, seat_chair
from community.meetings.operations.floor import free_floor
from community.meetings.operations.participation import credit_later
from community.meetings.operations.queue import clear_queue
from community.meetings.operations.telling import (
    held,
    hold,
    tell_chair,
    tell_phase,
    tell_reading,
)
from community.meetings.operations.votes import close_open_motions
from community.operations import operation
from community.realtime.streams import position_of


@operation
def next_phase(member_id: int, room_id: int, after: int | None = None) -> int:
    """The chair goes on to the next part, after the last one into fellowship; the seq.

    `after`, if given, is the part the chair sees (-1: the lobby): two presses of a key go on once.
    Raises NotFound, Conflict, Forbidden.
    """
    hold(room_id)
    scene = as_chair(member_id, room_id)
    sitting = scene.sitting
    part = -1 if sitting.phase is None else sitting.phase
    if after is not None and after != part:
        raise Conflict(_("The meeting has gone on already."))
    if sitting.fellowship_at is not None:
        raise Conflict(
            _("The meeting is over. The room stays open for a while, and closes by itself.")
        )
    version = queries.version_of(sitting)
    _end_part(sitting)
    if version is None or part + 1 >= len(version.phases):
        return begin_fellowship(sitting)
    sitting.phase, sitting.phase_since, sitting.lounge_since = part + 1, now(), None
    sitting.began_at = sitting.began_at or now()
    return tell_phase(sitting)


@operation
def set_topic(member_id: int, room_id: int, topic: str) -> int:
    """The chair says what tonight is about; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    if scene.sitting.topic == topic:
        return position_of(room_id)[0]
    scene.sitting.topic = topic
    return tell_phase(scene.sitting)


@operation
def open_lobby(sitting_id: int) -> None:
    """Open the room half an hour before (L5.4), with the format as it is now. Doing it again changes nothing.

    Where another meeting is still under way in it nothing is opened either: whoever calls tries again.
    """
    sitting = held(sitting_id)
    if sitting is None or sitting.room_id is None or sitting.state != "scheduled":
        return
    before = queries.sitting_in(sitting.room_id)
    if before is not None:
        vacant = queries.is_chair_vacant(before, now())
        if not policies.gives_way(before, sitting, now(), vacant):
            return
        close_now(before)  # a chair who never ended the last one must not lock out the next
    sitting.opened_at, sitting.version_id = now(), _newest_version(sitting.meeting.format_id)
    db.session.flush()
    tell_phase(sitting)
    chair = sa.select(Duty.membership_id).where(Duty.sitting_id == sitting.id, Duty.role == CHAIR)
    signed_up = db.session.scalar(chair)
    if signed_up is not None:
        seat_chair(sitting, signed_up, SYSTEM)
    else:  # a page that was open since last time still shows the chair of then
        tell_chair(sitting)


@operation
def run_as_lounge(sitting_id: int) -> None:
    """Nobody took the chair: the room is a lounge under the format's welcome (L5.2). A job's work."""
    sitting = held(sitting_id)
    if sitting is None or sitting.state != "lobby" or sitting.lounge_since is not None:
        return
    if not queries.is_chair_vacant(sitting, now()):
        return
    sitting.lounge_since = now()
    if sitting.chair_id is not None:  # whoever signed up never came: any member may take it now
        seat_chair(sitting, None, SYSTEM)
    tell_phase(sitting)
    version = queries.version_of(sitting)
    if version is not None and version.welcome:
        tell_reading(sitting, None)


@operation
def end_by_itself(sitting_id: int) -> None:
    """A meeting that nobody ended goes into fellowship. A job's work."""
    sitting = held(sitting_id)
    if sitting is not None and sitting.is_open and sitting.fellowship_at is None:
        _end_part(sitting)
        begin_fellowship(sitting)


@operation
def close_sitting(sitting_id: int) -> None:
    """Close the room after fellowship, or a sitting that was missed altogether. A job's work."""
    sitting = held(sitting_id)
    if sitting is not None and sitting.closed_at is None:
        close_now(sitting)


def begin_fellowship(sitting: Sitting) -> int:
    """The meeting is over, the room open for half an hour: so that not everyone vanishes at once. The seq."""
    sitting.fellowship_at, sitting.phase = now(), None
    credit_later(sitting)
    return tell_phase(sitting)


def close_now(sitting: Sitting) -> None:
    """Close the sitting; what was only for tonight goes."""
    was_open = sitting.is_open
    if was_open:
        _end_part(sitting)
    sitting.closed_at = now()
    if was_open and sitting.fellowship_at is None:
        credit_later(sitting)
    for private in (ReadingAlong, Celebration, Hand):
        db.session.execute(sa.delete(private).where(private.sitting_id == sitting.id))
    db.session.flush()
    if was_open:
        tell_phase(sitting)


def _end_part(sitting: Sitting) -> None:
    """Nobody speaks and nobody waits when a part is over."""
    free_floor(sitting)
    clear_queue(sitting)
    close_open_motions(sitting, SYSTEM)


def _newest_version(format_id: int | None) -> int | None:
    return db.session.scalar(
        sa.select(FormatVersion.id)
        .where(FormatVersion.format_id == format_id)
        .order_by(FormatVersion.number.desc())
        .limit(1)
    )
