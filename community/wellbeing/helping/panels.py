"""What a call shows: in its room, on Today, in its group, and on the page of whoever is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g

from community.clock import now
from community.groups.models import Group, Membership
from community.groups.queries import memberships_of, place_in, places_among
from community.realtime.wire import rfc3339
from community.registry import registry
from community.rooms.models import HELP, Room
from community.wellbeing import queries as lines
from community.wellbeing.helping import broadcasts, policies, queries, timing
from community.wellbeing.helping.lines import chosen_place, numbers_of
from community.wellbeing.helping.models import HelpCall
from community.wellbeing.queries.plans import plan_of

PLACES = ("styles", "scripts", "head", "beside")


@dataclass(frozen=True)
class CallView:
    """A call as one reader sees it. Names are empty where the reader has blocked the person."""

    id: int
    room_id: int
    group: str
    state: str
    asker: str
    since: datetime
    alone_at: datetime
    asked: str
    next_at: datetime | None
    answered: str
    is_mine: bool
    is_here: bool
    was_asked: bool = False
    reply: str = ""
    asked_anybody: bool = False


@dataclass(frozen=True)
class AskView:
    """A group in which somebody can be asked."""

    name: str
    slug: str
    somebody: bool
    room_id: int | None
    is_wanted: bool


def view_of(call: HelpCall, mine: Membership) -> CallView:
    """How a call stands for one who may know of it."""
    turns = queries.turns_of(call.id)
    asked = [turn for turn in turns if turn.times and not turn.reply]
    last = asked[-1] if asked else None
    ids = {call.membership_id, call.answered_by or 0, last.membership_id if last else 0}
    handles = broadcasts.handles_of(ids - {0} - registry.hidden_from(mine.member_id))
    own = next((turn for turn in turns if turn.membership_id == mine.id), None)
    return CallView(
        call.id, call.room_id, call.asker.group.name, timing.state_of(call, now()),
        handles.get(call.membership_id, ""), call.since, call.since + timing.PATIENCE,
        handles.get(last.membership_id, "") if last else "", _next_at(call, turns),
        handles.get(call.answered_by or 0, ""), call.membership_id == mine.id, call.answered_by == mine.id,
        own is not None, own.reply if own is not None else "", any(turn.times for turn in turns),
    )  # fmt: skip


def in_room(*, member_id: int, room: Room) -> Mapping[str, Any]:
    """The call in its room, as this reader sees it; nothing for a room of another kind."""
    if room.kind != HELP:
        return {}
    if g.get("help_in") is None:
        g.help_in = _in_room(member_id, room)
    found: Mapping[str, Any] = g.help_in
    return found


def _in_room(member_id: int, room: Room) -> dict[str, Any]:
    call, place = queries.call_in(room.id), place_in(member_id, room.group)
    if call is None or place.membership is None:
        return {}
    view, country = view_of(call, place.membership), chosen_place()
    on_duty = queries.is_on_duty(member_id, room.group_id, now())
    return {
        "call": view, "countries": lines.places(), "anybody": view.asked_anybody, "country": country,
        "numbers": numbers_of(country), "sentences": broadcasts.SENTENCES,
        "now": rfc3339(now()), "until": rfc3339(view.alone_at),
        "plan": plan_of(member_id) if view.is_mine else None,
        "may_close": call.is_open and policies.can_close(call, place.membership.id, on_duty),
        "may_ask_again": view.is_mine and view.state in (timing.HERE, timing.ALONE),
        "may_come": not view.is_here and not queries.is_apart(call, member_id)
        and policies.can_come(call, place.membership.id, on_duty),
        "closes_at": call.asked_at + timing.LASTS,
    }  # fmt: skip


def of_today(member_id: int) -> Mapping[str, Any]:
    """One's own call that is open, calls to which one is asked or came; and always the quiet way there."""
    found = [
        (call, one, view_of(call, one)) for call, one, _turn in queries.open_calls_of(member_id)
    ]
    return {"calls": [
        view for call, one, view in found
        if view.is_mine or view.is_here or (_waits_for(view) and _may_come(call, one))
    ]}  # fmt: skip


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """The ways to somebody now, and to being asked oneself."""
    place = place_in(member_id, group)
    if not policies.can_ask(place):
        return {"slug": ""}
    return {"slug": group.slug}


def asks_of(member_id: int, wanted: str) -> list[AskView]:
    """The groups in which the member can ask: the `wanted` one first, then those in which somebody is on duty."""
    mine, moment = memberships_of(member_id), now()
    places = places_among(member_id, [one.group for one in mine])
    found = []
    for one in mine:
        if policies.can_ask(places[one.group_id]):
            call = queries.open_call_of(one.id)
            somebody = bool(queries.able_to_come(one, moment))
            room = call.room_id if call is not None else None
            found.append(
                AskView(one.group.name, one.group.slug, somebody, room, one.group.slug == wanted)
            )
    return sorted(found, key=lambda ask: (not ask.is_wanted, not ask.room_id, not ask.somebody))


def _waits_for(view: CallView) -> bool:
    return view.was_asked and not view.reply and view.state in (timing.ASKING, timing.ALONE)


def _may_come(call: HelpCall, one: Membership) -> bool:
    return queries.still_concerns(call, one) and not queries.is_apart(call, one.member_id)


def _next_at(call: HelpCall, turns: list[Any]) -> datetime | None:
    last = max((turn.asked_at for turn in turns if turn.times), default=None)
    if call.next_at is None or last is None or call.next_at - last > timing.ASK_EVERY:
        return None
    return call.next_at
