"""The entries of a meeting: written in the unit that makes them true, told after its commit."""

import sqlalchemy as sa

from community.extensions import db
from community.meetings import broadcasts, queries
from community.meetings.broadcasts.facts import Facts
from community.meetings.models import Motion, Sitting
from community.meetings.models.formats import CHAIR, EVERYONE, FLOOR
from community.realtime import append, hold_stream
from community.rooms import operations as rooms
from community.rooms.models import EVERYONE as EVERYBODY
from community.rooms.models import NOBODY


def hold(room_id: int) -> None:
    """Make this unit the only one that orders the room. Call before reading the sitting."""
    hold_stream(room_id)


def held(sitting_id: int) -> Sitting | None:
    """A sitting as it is now, while this unit alone orders its room: how a job or a consequence finds it."""
    room_id = db.session.scalar(sa.select(Sitting.room_id).where(Sitting.id == sitting_id))
    if room_id is not None:
        hold(room_id)
    return db.session.get(Sitting, sitting_id, populate_existing=True)


def tell_floor(sitting: Sitting) -> int:
    """Who has the floor now; the seq. The room obeys from this unit on."""
    rule_floor(sitting)
    return _tell(sitting, "floor_changed", broadcasts.floor_facts(sitting))


def tell_queue(sitting: Sitting) -> int:
    """Who waits, in which order; the seq."""
    return _tell(sitting, "queue_changed", broadcasts.queue_facts(queries.hands_of(sitting.id)))


def tell_phase(sitting: Sitting) -> int:
    """Where the meeting is; the seq. The room obeys from this unit on."""
    rule_floor(sitting)
    return _tell(sitting, "phase_changed", broadcasts.phase_facts(sitting))


def tell_chair(sitting: Sitting) -> int:
    """Who is in the chair; the seq. In a part where only the chair writes, the room obeys from this unit on."""
    rule_floor(sitting)
    return _tell(sitting, "chair_changed", broadcasts.chair_facts(sitting))


def tell_motion(sitting: Sitting, motion: Motion) -> int:
    """How a vote stands; the seq."""
    facts = broadcasts.motion_facts(motion, queries.votes_of(motion))
    return _tell(sitting, "motion_changed", facts)


def tell_thanks(sitting: Sitting, membership_id: int) -> int:
    """Somebody was thanked; the seq."""
    return _tell(sitting, "member_thanked", {"membership": membership_id})


def tell_reading(sitting: Sitting, part: int | None, reading: int = 0) -> int:
    """A reading of a part was pasted, or (no part) the welcome; the seq."""
    facts: Facts = {"version": sitting.version_id, "part": part, "reading": reading}
    return _tell(sitting, "reading_pasted", facts)


def rule_floor(sitting: Sitting) -> None:
    """Let the room know who may speak: the one fact that every door of rooms obeys (L4.6, L5.5)."""
    if sitting.room_id is not None:
        rooms.rule_speaker(sitting.room_id, speaker_in(sitting))


def speaker_in(sitting: Sitting) -> int:
    """Everyone, nobody, or the one membership that may speak now."""
    if not sitting.is_open:
        return NOBODY
    part = queries.part_of(sitting)
    if part is None or part.posting == EVERYONE:
        return EVERYBODY
    if part.posting == FLOOR:
        return sitting.holder_id or NOBODY
    return (sitting.chair_id or NOBODY) if part.posting == CHAIR else NOBODY


def _tell(sitting: Sitting, kind: str, facts: Facts) -> int:
    assert sitting.room_id is not None
    entry = append(sitting.room_id, kind, data=facts)
    broadcasts.tell_room(entry)
    return entry.seq
