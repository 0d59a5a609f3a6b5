"""Coming to somebody, or not being able to (L6.7)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.journal import record
from community.operations import operation, tell
from community.rooms.operations import give_seat
from community.rooms.queries import sits_in
from community.wellbeing.helping import broadcasts, policies, queries
from community.wellbeing.helping.models import CANNOT, COMING, HelpCall
from community.wellbeing.helping.operations.turns import hold_call, look_for_next, stand_down


@operation
def come(member_id: int, call_id: int) -> int:
    """Come; the room's id. The first answer stands the others down. Again changes nothing.

    Raises NotFound for whoever was not asked; Forbidden for whoever may not write there; Conflict where somebody is
    there already, or it is over.
    """
    call, mine = _called(member_id, call_id)
    on_duty = queries.is_on_duty(member_id, call.group_id, now())
    if call.is_open and call.answered_at is not None and sits_in(call.room_id, mine.id):
        return call.room_id
    if mine.id in queries.shut_out_of(call):
        raise Forbidden(_("A moderator has kept you from writing in this room for now."))
    if not policies.can_come(call, mine.id, on_duty):
        raise Conflict(
            _("Somebody is there already. Nobody else need come.")
            if call.is_open
            else _("It is over: the room is closed. Nobody need come.")
        )
    _comes(call, mine)
    return call.room_id


@operation
def say_cannot(member_id: int, call_id: int) -> None:
    """Not be able to come now: the next is asked at once. Again, or after another answered, it changes nothing.

    Raises NotFound for whoever was not asked.
    """
    call, mine = _called(member_id, call_id)
    turn = queries.turn_of(call.id, mine.id)
    if turn is None:
        raise NotFound
    if turn.reply == "" and call.waits:
        turn.reply, turn.replied_at = CANNOT, now()
        db.session.flush()
        record(member_id, "wellbeing:help:cannot", f"help:{call.id}")
        look_for_next(call, now())


def note_words(room_id: int, membership_id: int, _seq: int) -> None:
    """A moderator on duty who writes there has come: inside the unit of the message, which holds the stream."""
    call = queries.call_in(room_id)
    if call is None or not call.is_open or membership_id == call.membership_id:
        return
    if call.waits or not sits_in(room_id, membership_id):
        mine = db.session.get_one(Membership, membership_id)
        if not queries.is_apart(call, mine.member_id):
            _comes(call, mine)


def _called(member_id: int, call_id: int) -> tuple[HelpCall, Membership]:
    """The call as one who is not its asker finds it."""
    call, mine = queries.call_for(member_id, hold_call(call_id).id)
    if mine.id == call.membership_id:
        raise NotFound
    return call, mine


def _comes(call: HelpCall, mine: Membership) -> None:
    is_first = call.answered_at is None
    turn = queries.turn_of(call.id, mine.id)
    if turn is not None:
        turn.reply, turn.replied_at = COMING, now()
    give_seat(call.room_id, mine.id)
    record(mine.member_id, "wellbeing:help:answered", f"help:{call.id}")
    if is_first:
        call.answered_by, call.answered_at, call.next_at = mine.id, now(), None
        db.session.flush()
        stand_down(call, mine.id, mine.handle)
    broadcasts.tell(call, "help_coming", mine.id)
    facts = {"room": call.room_id, "group": call.group_id, "who": mine.handle}
    if is_first:
        tell(call.asker.member_id, "help_coming", facts, by=mine.member_id)
