"""What meetings show in the page of their room (`rooms.panels.PLACES`): worked out once for all its places."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from babel import Locale
from flask import g
from flask_babel import get_locale
from flask_babel import gettext as _

from community.clock import now
from community.meetings import broadcasts, policies, queries, room_kind
from community.meetings.models import Sitting
from community.meetings.queries import Scene
from community.realtime.wire import rfc3339
from community.registry import Panel, registry
from community.rooms.broadcasts import present_for
from community.rooms.models import MEETING, Room
from community.rooms.panels import PLACES
from community.rooms.queries import Seat, room_for
from community.text import render

LAST_MINUTE = 60


def declare() -> None:
    """Put the meeting into the page of its room."""
    for place in PLACES:
        panel = Panel(f"room:{place}", f"meetings/live/_{place}.html", in_room)
        registry.panels[f"meetings:{place}"] = panel


def in_room(*, member_id: int, room: Room) -> Mapping[str, Any]:
    """The meeting that is on in a room, as this reader sees it; nothing for a room of another kind."""
    if room.kind != MEETING:
        return {}
    if g.get("meeting_in") is None:
        g.meeting_in = _facts(member_id, room)
    found: Mapping[str, Any] = g.meeting_in
    return found


def _facts(member_id: int, room: Room) -> dict[str, Any]:
    seat, sitting, moment = room_for(member_id, room.id), queries.sitting_in(room.id), now()
    about = {"room": room, "me": seat.membership, "now": rfc3339(moment), "sitting": sitting,
             "sentences": broadcasts.SENTENCES}  # fmt: skip
    if sitting is None:
        return about | {"phase": {"state": "closed"}, "floor": {}, "queue": [], "motions": [], "chair": {},
                        "coming": queries.next_in(room.id), "hand": {"state": ""}}  # fmt: skip
    who = queries.attendee_in(seat, sitting)
    scene = Scene(sitting, seat, who, queries.part_of(sitting))
    told = broadcasts.state_for(sitting, registry.hidden_from(member_id))
    return {
        **about, **told, "who": who, "hand": _hand(scene, told["queue"]), "time": _time(sitting, moment),
        "votes": [_vote(motion, who.id) for motion in told["motions"] if motion["state"] == "open"],
        **_words(scene), **_office(scene, moment),
        "welcome": room_kind.for_latecomers(sitting, who.id).get("welcome"),
        "celebration": queries.own_celebration(sitting.id, who.id),
    }  # fmt: skip


def _hand(scene: Scene, queue: list[dict[str, Any]]) -> dict[str, Any]:
    sitting, who = scene.sitting, scene.who
    ids = [row["membership"] and row["membership"]["id"] for row in queue]
    place = ids.index(who.id) + 1 if who.id in ids else 0
    state = _hand_state(scene, place)
    return {"state": state, "place": place, "words": nth(place) if place else "", "why": _why(scene),
            "second": who.id != 0 and queries.has_shared(sitting.id, who.id)}  # fmt: skip


def _hand_state(scene: Scene, place: int) -> str:
    sitting, who = scene.sitting, scene.who
    if policies.has_floor(sitting, who):
        return "speaking" if sitting.speaking_since is not None else "called"
    if place:
        return "waiting"
    if not policies.has_queue(scene.part) or who.membership is None:
        return ""
    return "down" if policies.can_raise_hand(sitting, scene.part, who) else "kept"


def _why(scene: Scene) -> str:
    if scene.who.muted:
        return _("You cannot share here for now, so your hand stays down.")
    if scene.who.reading_along:
        return _("You are reading along tonight, so your hand stays down. Nobody else sees that.")
    return ""


def _time(sitting: Sitting, moment: datetime) -> dict[str, Any]:
    since, limit = sitting.speaking_since, sitting.limit_seconds
    if since is None:
        return {}
    gone = max(0, int((moment - since).total_seconds()))
    return {"gone": gone, "said": clock(gone), "limit": limit, "of": clock(limit) if limit % 60 else "",
            "minutes": limit // 60, "last": 0 <= limit - gone <= LAST_MINUTE < limit}  # fmt: skip


def clock(seconds: int) -> str:
    """`2:40`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def nth(place: int) -> str:
    """`3rd`."""
    form = Locale.parse(str(get_locale() or "en")).ordinal_form(place)
    said = {
        "one": _("%(n)sst", n=place),
        "two": _("%(n)snd", n=place),
        "few": _("%(n)srd", n=place),
    }
    return said.get(form) or _("%(n)sth", n=place)


def _vote(motion: Mapping[str, Any], membership_id: int) -> dict[str, Any]:
    return {**motion, "mine": queries.choice_of(motion["motion"], membership_id)}


def _words(scene: Scene) -> dict[str, Any]:
    version, part = queries.version_of(scene.sitting), scene.part
    shown = [(reading.title, render(reading.body)) for reading in part.readings] if part else []
    return {
        "welcome_words": render(version.welcome) if version and version.welcome else "",
        "etiquette": render(version.etiquette) if version and version.etiquette else "",
        "readings": shown,
    }


def _office(scene: Scene, moment: datetime) -> dict[str, Any]:
    sitting, who = scene.sitting, scene.who
    in_chair = policies.is_chair(sitting, who)
    vacant = queries.is_chair_vacant(sitting, moment)
    known: dict[str, Any] = {
        "in_chair": in_chair,
        "may_take": not in_chair and policies.can_take_chair(sitting, who, vacant, moment),
        "signed": bool(who.roles & {"chair", "cochair"}),
        "may_paste": not in_chair and policies.can_paste_reading(sitting, who),
    }
    return known | (_for_chair(scene) if in_chair else {})


def _for_chair(scene: Scene) -> dict[str, Any]:
    hands = {hand.membership_id for hand in queries.hands_of(scene.sitting.id)}
    return {
        "newcomers": queries.newcomers_among(hands),
        "people": _others(scene.seat),
        "celebrated": queries.celebrations_for(scene.seat.member_id, scene.sitting.id),
        "business": scene.part is not None and scene.part.kind == "business",
        "paused": scene.seat.venue.is_paused(now()),
    }


def _others(seat: Seat[Room]) -> list[Any]:
    mine = seat.membership.id if seat.membership is not None else 0
    return [person for person in present_for(seat) if person.id != mine]
