"""How a call ends: by its asker, by a moderator, after a day, or because the asker is gone (L6.7)."""

from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Forbidden
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import group_by_id, memberships_of, place_in
from community.journal import record
from community.operations import operation
from community.realtime.streams import stream_name
from community.rooms.operations import close_room, end_seats
from community.wellbeing.helping import broadcasts, policies, queries, timing
from community.wellbeing.helping.models import BY_ASKER, BY_GOING, BY_OFFICE, BY_TIME, HelpCall
from community.wellbeing.helping.operations.turns import begin_round, hold_call, stand_down


@operation
def close_call(member_id: int, call_id: int) -> int:
    """Close it; the room's id. Again changes nothing. Raises NotFound, Forbidden."""
    call, mine = queries.call_for(member_id, hold_call(call_id).id)
    on_duty = queries.is_on_duty(member_id, call.group_id, now())
    if not policies.can_close(call, mine.id, on_duty):
        raise Forbidden(_("Whoever asked closes it, or a moderator on duty."))
    if call.is_open:
        end_call(call, BY_ASKER if mine.id == call.membership_id else BY_OFFICE, member_id)
    return call.room_id


@operation
def close_in_time(call_id: int) -> None:
    """After 24 hours it closes by itself. A job's work, harmless twice."""
    known = queries.call_by_id(call_id)
    if known is None:
        return
    call = hold_call(call_id)
    if call.is_open and now() >= call.asked_at + timing.LASTS:
        end_call(call, BY_TIME, SYSTEM)


def end_call(call: HelpCall, how: str, actor: int) -> None:
    """Inside a unit that holds the call: nothing more is said there; who could read, can for seven days."""
    if call.waits:
        stand_down(call, call.membership_id, "", over=True)
    call.ended_at, call.ended_how, call.next_at = now(), how, None
    db.session.flush()
    close_room(actor, call.room_id)
    end_seats(call.room_id, call.ended_at + timing.READABLE)
    record(actor, "wellbeing:help:closed", f"help:{call.id}", {"how": how})
    broadcasts.tell(call, "help_closed", how=how)


def somebody_left(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever left or was banned: what they asked for ends; whom they had come to is asked for anew."""
    for known in queries.who_asked(group_id):
        if membership_id in (known.membership_id, known.answered_by):
            call = hold_call(known.id)
            if call.membership_id == membership_id:
                end_call(call, BY_GOING, SYSTEM)
            elif call.is_open and call.answered_by == membership_id:
                begin_round(call)


def somebody_removed(membership_id: int, group_id: int, member_id: int) -> None:
    """The same for whoever is kept out of the whole group for a while."""
    if place_in(member_id, group_by_id(group_id)).shut_out is not None:
        somebody_left(membership_id, group_id, member_id)


def somebody_quietened(
    membership_id: int, group_id: int, member_id: int, stream: str | None
) -> None:
    """Whoever came and was put out of that very room, or may not write there, is no help: others are asked anew."""
    for known in queries.who_asked(group_id):
        if known.answered_by == membership_id and stream == stream_name("room", known.room_id):
            call = hold_call(known.id)
            if call.is_open and call.answered_by == membership_id:
                begin_round(call)


def somebody_suspended(member_id: int) -> None:
    """The same for whoever may not be on the site."""
    mine: list[Membership] = memberships_of(member_id)
    for one in sorted(mine, key=lambda one: one.group_id):
        somebody_left(one.id, one.group_id, member_id)


def group_changed(group_id: int) -> None:
    """In a group that was archived nothing more is said: its calls end."""
    if group_by_id(group_id).archived_at is None:
        return
    for known in queries.who_asked(group_id):
        end_call(hold_call(known.id), BY_OFFICE, SYSTEM)
