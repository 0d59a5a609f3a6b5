"""The chair: taken, handed over, lost and offered; and what the chair does to the room (L5.2, L5.7)."""

from flask import current_app
from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.jobs import schedule
from community.journal import record
from community.meetings import policies, queries
from community.meetings.models import Sitting
from community.meetings.operations.telling import held, hold, tell_chair, tell_phase
from community.meetings.queries import Scene
from community.operations import operation
from community.realtime.streams import position_of
from community.rooms import operations as rooms


def as_chair(member_id: int, room_id: int) -> Scene:
    """The sitting under way, for whoever is in its chair. Raises NotFound, Conflict, Forbidden."""
    scene = queries.scene_for(member_id, room_id)
    if not policies.is_chair(scene.sitting, scene.who):
        raise Forbidden(_("Whoever is in the chair does that."))
    note_act(scene)
    return scene


def note_act(scene: Scene) -> None:
    """Their line may be lost, but whoever acts in the chair is there."""
    sitting = scene.sitting
    if not policies.is_chair(sitting, scene.who):
        return
    if sitting.chair_lost_at is not None or not sitting.chair_seen_by:
        _see_chair(sitting)


@operation
def take_chair(member_id: int, room_id: int) -> int:
    """Take the chair in one act; the seq. Of two who take it at once one has it, the other gets Conflict.

    Raises NotFound, Conflict, Forbidden.
    """
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    sitting = scene.sitting
    if policies.is_chair(sitting, scene.who):
        return position_of(room_id)[0]
    vacant = queries.is_chair_vacant(sitting, now())
    if policies.can_take_chair(sitting, scene.who, vacant, now()):
        return seat_chair(sitting, scene.who.id, member_id, here=True)
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
    heir = queries.other_in(scene, membership_id)
    if heir.id == scene.who.id:
        return position_of(room_id)[0]
    if not policies.can_chair(heir):
        raise Forbidden(_("They cannot take the chair tonight."))
    if not queries.is_shown_to(scene, heir.id):
        raise Conflict(_("They are not in the room now."))
    return seat_chair(scene.sitting, heir.id, member_id, here=True)


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
    """A process sees the chair's socket, or sees none. Whoever comes back within a minute lost nothing.

    Any process may say so of any sitting, as often as it likes: the chair is lost only where no process has
    the socket, and who never came has nothing to lose.
    """
    sitting = held(sitting_id)
    if sitting is None or not sitting.is_open:
        return
    if here:
        _see_chair(sitting)
    elif queries.is_chair_vacant(sitting, now()):
        _lose_chair(sitting)


@operation
def offer_chair(sitting_id: int, lost: str, step: int) -> None:
    """Offer a lost chair to the next in line (L5.7). A job's work; of a chair that came back it is none."""
    sitting = held(sitting_id)
    if sitting is None or not sitting.is_open:
        return
    if sitting.chair_lost_at is None or sitting.chair_lost_at.isoformat() != lost:
        return
    if sitting.chair_offered in policies.STEPS[step:]:
        return
    sitting.chair_offered = policies.STEPS[step]
    tell_chair(sitting)
    if step + 1 < len(policies.STEPS):
        _schedule_offer(sitting, step + 1)


def seat_chair(sitting: Sitting, membership_id: int | None, actor: int, here: bool = False) -> int:
    """Put somebody into the chair, or nobody; the seq. `here`: they are in the room, not only signed up."""
    moment = now()
    sitting.chair_id, sitting.chair_since = membership_id, moment
    sitting.chair_lost_at, sitting.chair_offered = None, ""
    sitting.chair_seen_at, sitting.chair_seen_by = None, ""
    if here:
        _see_chair(sitting)
    db.session.flush()
    facts = {"membership": membership_id}
    record(actor, "meetings:chair:changed", f"sitting:{sitting.id}", facts)
    return tell_chair(sitting)


def vacate_chair(sitting: Sitting) -> None:
    """Whoever was in the chair is gone from the group."""
    seat_chair(sitting, None, SYSTEM)


def _see_chair(sitting: Sitting) -> None:
    has_socket = queries.listens_here(sitting.room_id, sitting.chair_id)
    sitting.chair_seen_at = now()
    sitting.chair_seen_by = current_app.extensions["process"] if has_socket else ""
    if sitting.chair_lost_at is not None:
        sitting.chair_lost_at, sitting.chair_offered = None, ""
        tell_chair(sitting)


def _lose_chair(sitting: Sitting) -> None:
    """Told at once, so that the co-chair sees it; offered to others a minute later."""
    if sitting.chair_seen_at is None or sitting.chair_lost_at is not None:
        return
    sitting.chair_lost_at = now()
    tell_chair(sitting)
    _schedule_offer(sitting, 0)


def _schedule_offer(sitting: Sitting, step: int) -> None:
    assert sitting.chair_lost_at is not None
    lost = sitting.chair_lost_at
    key = f"meetings:offer:{sitting.id}:{lost.isoformat()}:{step}"
    payload = {"sitting": sitting.id, "lost": lost.isoformat(), "step": step}
    schedule("meetings:offer_chair", key, payload, lost + (step + 1) * policies.OFFER_AFTER)
