"""Asking for somebody, and asking on while nobody comes (L6.7)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.operations.attendance import hold_group_at
from community.groups.queries import inside_for
from community.jobs import schedule
from community.journal import record
from community.operations import operation
from community.realtime import hold_stream
from community.rooms.models import HELP
from community.rooms.operations import open_seated_room
from community.rooms.queries import room_for
from community.wellbeing.helping import broadcasts, policies, queries, timing
from community.wellbeing.helping.models import BY_GOING, HelpCall
from community.wellbeing.helping.operations.closing import end_call
from community.wellbeing.helping.operations.turns import (
    begin_round,
    hold_call,
    look_for_next,
    stand_out,
)


@operation
def ask_for_someone(member_id: int, slug: str) -> int:
    """Open a room for whoever needs somebody, and ask those on duty; the room's id. Again gives the open one.

    Nothing limits it, and no mute. Raises NotFound from outside, Forbidden where the group is archived.
    """
    hold_group_at(slug)
    place = inside_for(member_id, slug)
    if place.membership is None or not policies.can_ask(place):
        raise Forbidden(_("Nobody can be asked in this group now. These lines answer at any hour."))
    before = queries.open_call_of(place.membership.id)
    if before is not None:
        if _can_enter(member_id, before.room_id):
            return before.room_id
        end_call(hold_call(before.id), BY_GOING, member_id)
    return _open(place.membership)


@operation
def ask_again(member_id: int, call_id: int) -> int:
    """Ask anew, where nobody came or whoever came is gone; the room's id. While people are asked it changes nothing.

    Raises NotFound; Conflict when the room is closed.
    """
    call = hold_call(call_id)
    call, mine = queries.call_for(member_id, call.id)
    if mine.id != call.membership_id:
        raise NotFound
    if not policies.can_ask_again(call, mine.id):
        raise Conflict(_("This room is closed. You can ask for somebody again at any time."))
    if timing.state_of(call, now()) != timing.ASKING:
        begin_round(call)
        record(member_id, "wellbeing:help:asked_again", f"help:{call.id}")
    return call.room_id


@operation
def ask_next(call_id: int, step: int) -> None:
    """Ask whoever is next, unless that look was done, or somebody answered. A job's work, harmless twice."""
    call = _known(call_id)
    if call is not None and call.waits and call.step == step and call.next_at is not None:
        look_for_next(call, call.next_at)


@operation
def note_alone(call_id: int, since: str) -> None:
    """Three minutes have gone by: where nobody answered, lines stand out. A job's work, harmless twice."""
    call = _known(call_id)
    if call is not None and call.waits and call.since.isoformat() == since:
        stand_out(call)


def _known(call_id: int) -> HelpCall | None:
    return hold_call(call_id) if queries.call_by_id(call_id) is not None else None


def _open(asker: Membership) -> int:
    room_id = open_seated_room(asker.member_id, asker.group_id, _("Someone now"), HELP, [asker.id])
    hold_stream(room_id)
    moment = now()
    call = HelpCall(
        group_id=asker.group_id, room_id=room_id, membership_id=asker.id, asked_at=moment, since=moment, step=0
    )  # fmt: skip
    db.session.add(call)
    db.session.flush()
    record(asker.member_id, "wellbeing:help:asked", f"help:{call.id}", {"room": room_id})
    broadcasts.tell(call, "help_opened", asker.id)
    begin_round(call)
    closes = moment + timing.LASTS
    schedule("wellbeing:help:close", f"help:{call.id}:close", {"call": call.id}, closes)
    return room_id


def _can_enter(member_id: int, room_id: int) -> bool:
    try:
        return room_for(member_id, room_id).venue.id == room_id
    except NotFound:
        return False
