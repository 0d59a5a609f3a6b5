"""The chair: taken, handed over, lost and offered; and what the chair does to the room (L5.2, L5.7)."""

from flask import current_app
from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.jobs import schedule
from community.journal import record
from community.meetings import policies, queries
from community.meetings.models import Sitting
from community.meetings.operations.telling import hold, tell_chair, tell_phase
from community.meetings.queries import Scene
from community.operations import operation
from community.realtime.streams import position_of
from community.rooms import operations as rooms


def as_chair(member_id: int, room_id: int) -> Scene:
    """The sitting under way, for whoever is in its chair. Raises NotFound, Conflict, Forbidden."""
    scene = queries.scene_for(member_id, room_id)
    if not policies.is_chair(scene.sitting, scene.who):
        raise Forbidden(_("Whoever is in the chair does that."))
    return scene


@operation
def take_chair(member_id: int, room_id: int, office: bool = True) -> int:
    """Take the chair in one act; the seq. Of two who take it at once one has it, the other gets Conflict.

    `office` False: the program that asks may not act as staff. Raises NotFound, Conflict, Forbidden.
    """
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    sitting = scene.sitting
    if policies.is_chair(sitting, scene.who):
        return position_of(room_id)[0]
    vacant = queries.is_chair_vacant(sitting, now())
    who = scene.who if office else _as_member(scene)
    if policies.can_take_chair(sitting, who, vacant, now()):
        return seat_chair(sitting, scene.who.id, member_id)
    if not vacant:
        raise Conflict(_("Somebody is in the chair already. They can hand it over to you."))
    raise Forbidden(
        _(
            "The chair is for those who signed up for it first. Five minutes after the start anybody may take it."
        )
    )


@operation
def hand_chair(member_id: int, room_id: int, membership_id: int) -> int:
    """Hand the chair to somebody else of the group; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    heir = db.session.get(Membership, membership_id)
    if heir is None or heir.group_id != scene.sitting.meeting.group_id or not heir.is_current:
        raise NotFound
    if heir.id == scene.who.id:
        return position_of(room_id)[0]
    if not queries.is_in_room(room_id, heir.id):
        raise Conflict(_("%(who)s is not in the room now.", who=heir.handle))
    return seat_chair(scene.sitting, heir.id, member_id)


@operation
def lock_joins(member_id: int, room_id: int, on: bool) -> int:
    """The chair closes the door to whoever was not in yet, or opens it; the seq."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    if on == (scene.sitting.locked_since is not None):
        return position_of(room_id)[0]
    scene.sitting.locked_since = now() if on else None
    record(
        member_id, f"meetings:room:{'locked' if on else 'opened'}", f"sitting:{scene.sitting.id}"
    )
    return tell_phase(scene.sitting)


@operation
def pause_meeting(member_id: int, room_id: int, on: bool) -> int:
    """The chair pauses the room for a quarter of an hour, or opens it again; the seq (L4.6)."""
    hold(room_id)
    as_chair(member_id, room_id)
    return rooms.pause_for(member_id, room_id, on)


@operation
def note_chair_seen(sitting_id: int, here: bool) -> None:
    """A process sees the chair's socket, or sees it no longer. Whoever comes back within a minute lost nothing."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None or not sitting.is_open or sitting.room_id is None:
        return
    hold(sitting.room_id)
    db.session.refresh(sitting)
    process = current_app.extensions["process"]
    if here:
        sitting.chair_seen_at, sitting.chair_seen_by = now(), process
        if sitting.chair_lost_at is not None:
            sitting.chair_lost_at, sitting.chair_offered = None, ""
            tell_chair(sitting)
    elif sitting.chair_seen_by in ("", process):
        sitting.chair_seen_by = ""
        note_chair_lost(sitting)


def note_chair_lost(sitting: Sitting) -> None:
    """The chair's line is lost: told at once, so that the co-chair sees it; offered to others a minute later."""
    if sitting.chair_id is None or sitting.chair_lost_at is not None:
        return
    sitting.chair_lost_at = now()
    tell_chair(sitting)
    key = f"meetings:offer:{sitting.id}:{int(sitting.chair_lost_at.timestamp() * 1000)}"
    _schedule_offer(sitting, key, 0)


@operation
def offer_chair(sitting_id: int, lost: str, step: int) -> None:
    """Offer a lost chair to the next in line (L5.7). A job's work; of a chair that came back it is none."""
    sitting = db.session.get(Sitting, sitting_id)
    if sitting is None or not sitting.is_open or sitting.room_id is None:
        return
    hold(sitting.room_id)
    db.session.refresh(sitting)
    if sitting.chair_lost_at is None or sitting.chair_lost_at.isoformat() != lost:
        return
    sitting.chair_offered = policies.STEPS[step]
    tell_chair(sitting)
    if step + 1 < len(policies.STEPS):
        _schedule_offer(sitting, f"meetings:offer:{sitting.id}:{lost}:{step}", step + 1)


def seat_chair(sitting: Sitting, membership_id: int | None, actor: int) -> int:
    """Put somebody into the chair, or nobody; the seq."""
    moment = now()
    sitting.chair_id, sitting.chair_since = membership_id, moment
    sitting.chair_lost_at, sitting.chair_offered = None, ""
    sitting.chair_seen_at, sitting.chair_seen_by = None, ""
    db.session.flush()
    facts = {"membership": membership_id}
    record(actor, "meetings:chair:changed", f"sitting:{sitting.id}", facts)
    return tell_chair(sitting)


def vacate_chair(sitting: Sitting) -> None:
    """Whoever was in the chair is gone from the group."""
    seat_chair(sitting, None, SYSTEM)


def _schedule_offer(sitting: Sitting, key: str, step: int) -> None:
    assert sitting.chair_lost_at is not None
    lost = sitting.chair_lost_at
    payload = {"sitting": sitting.id, "lost": lost.isoformat(), "step": step}
    schedule("meetings:offer_chair", key, payload, lost + (step + 1) * policies.OFFER_AFTER)


def _as_member(scene: Scene) -> policies.Attendee:
    who = scene.who
    return policies.Attendee(
        who.membership, False, who.muted, who.reading_along, who.waiting, who.roles
    )
