"""Whose turn it is to be asked. Everything about one call runs one after the other, in its room's stream."""

from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.jobs import schedule
from community.operations import tell
from community.realtime import hold_stream
from community.registry import registry
from community.wellbeing.helping import broadcasts, queries, timing
from community.wellbeing.helping.models import HelpCall, HelpTurn


def hold_call(call_id: int) -> HelpCall:
    """A call, with its room's stream held. Raises NotFound."""
    asked = sa.select(HelpCall.room_id).where(HelpCall.id == call_id)
    room_id = db.session.scalar(asked)
    if room_id is None:
        raise NotFound
    hold_stream(room_id)
    return db.session.get_one(HelpCall, call_id, populate_existing=True)


def begin_round(call: HelpCall) -> None:
    """From now on the three minutes count, and whoever is on duty can be asked (anew)."""
    call.since, call.alone_at, call.answered_by, call.answered_at = now(), None, None, None
    for turn in queries.turns_of(call.id):
        turn.times, turn.reply, turn.replied_at = 0, "", None
    key = f"help:{call.id}:alone:{call.since.isoformat()}"
    facts = {"call": call.id, "since": call.since.isoformat()}
    schedule("wellbeing:help:alone", key, facts, call.since + timing.PATIENCE)
    look_for_next(call, now())


def look_for_next(call: HelpCall, due: datetime) -> None:
    """Ask whoever's turn it is, which was due at that moment, and plan the next look."""
    moment = now()
    shut_out = queries.shut_out_of(call)
    able = [one for one in queries.able_to_come(call.asker, moment) if one not in shut_out]
    one = _next(call, able, moment)
    if one is not None:
        _ask(call, one)
        more = _next(call, able, moment) is not None
        call.next_at = due + timing.ASK_EVERY if more else moment + timing.LOOK_EVERY
        facts = broadcasts.asking(call) | ({} if more else {"next_at": None})
        broadcasts.tell(call, "help_asked", one, **facts)
    else:
        call.next_at = moment + timing.LOOK_EVERY
        if not any(turn.times for turn in queries.turns_of(call.id)):
            stand_out(call)
    call.step += 1
    db.session.flush()
    facts_of_look = {"call": call.id, "step": call.step}
    schedule("wellbeing:help:next", f"help:{call.id}:{call.step}", facts_of_look, call.next_at)


def stand_out(call: HelpCall) -> None:
    """Nobody has answered: from now on crisis lines stand out, and whoever looks at the room sees it (L6.7)."""
    if call.alone_at is None:
        call.alone_at = now()
        broadcasts.tell(call, "help_unanswered")


def stand_down(call: HelpCall, but: int, who: str, over: bool = False) -> None:
    """Whoever was asked and has said nothing need not come any more, and learns it."""
    for turn in queries.turns_of(call.id):
        if turn.times and not turn.reply and turn.membership_id != but:
            person = db.session.get_one(Membership, turn.membership_id)
            if person.is_current:
                named = who if _may_be_named(person, but) else ""
                facts = {"call": call.id, "group": call.group_id, "who": named, "over": over}
                tell(person.member_id, "help_stood_down", facts)


def _next(call: HelpCall, able: list[int], moment: datetime) -> int | None:
    busy = queries.busy_besides(call, able, moment)
    return timing.next_to_ask(able, queries.turns_of(call.id), busy, moment)


def _ask(call: HelpCall, membership_id: int) -> None:
    turn = queries.turn_of(call.id, membership_id)
    if turn is None:
        turn = HelpTurn(call_id=call.id, membership_id=membership_id, times=0, asked_at=now())
        db.session.add(turn)
    turn.times, turn.asked_at = turn.times + 1, now()
    db.session.flush()
    person = db.session.get_one(Membership, membership_id)
    facts = {"call": call.id, "group": call.group_id}
    tell(person.member_id, "help_asked", facts, by=call.asker.member_id)


def _may_be_named(person: Membership, other: int) -> bool:
    return bool(other) and other not in registry.hidden_from(person.member_id)
