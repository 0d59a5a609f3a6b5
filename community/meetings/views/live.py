"""The live meeting without script: every act is a form that leads back to the room (L13.2)."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.errors import Invalid
from community.meetings import operations, scenery
from community.meetings.forms import MotionForm, TopicForm
from community.meetings.views.blueprint import pages
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.realtime.streams import stream_name
from community.realtime.wire import rfc3339
from community.rooms.queries import room_for
from community.rooms.views import show_room
from community.web import answer, me, redraws

ROOM = "/rooms/<int:room_id>"
Said = Mapping[str, str]
Act = Callable[[int, int, Said], object]


@pages.post(f"{ROOM}/hand")
@redraws(show_room)
def change_hand(room_id: int) -> ResponseReturnValue:
    """Raise one's hand, or lower it."""
    _chosen(HAND)(me().id, room_id, request.form)
    return _back(room_id)


@pages.post(f"{ROOM}/share")
@redraws(show_room)
def change_share(room_id: int) -> ResponseReturnValue:
    """Start, be done, or pass."""
    _chosen(SHARE)(me().id, room_id, request.form)
    return _back(room_id)


@pages.post(f"{ROOM}/chair")
@redraws(show_room)
def change_chair(room_id: int) -> ResponseReturnValue:
    """Take the chair, or act as whoever is in it."""
    _chosen(CHAIR)(me().id, room_id, request.form)
    return _back(room_id)


@pages.post(f"{ROOM}/votes")
@redraws(show_room)
def create_vote(room_id: int) -> ResponseReturnValue:
    """Vote yes, no or abstain."""
    choice = request.form.get("choice", "")
    if choice not in ("yes", "no", "abstain"):
        raise Invalid({"choice": _("Choose yes, no or abstain.")})
    operations.vote(me().id, room_id, _number(request.form, "motion"), choice)
    return _back(room_id)


@pages.get(f"{ROOM}/chair")
def show_chair(room_id: int) -> str:
    """The chair's strip for whoever is in the chair, the offer for whoever may take it, else nothing."""
    return _part("meetings/live/_chair.html", room_id)


@pages.get(f"{ROOM}/queue")
def show_queue(room_id: int) -> str:
    """The queue as this reader sees it: who is new is shown to the chair alone."""
    return _part("meetings/live/_queue.html", room_id)


@pages.get(f"{ROOM}/tonight")
def show_tonight(room_id: int) -> str:
    """What stands beside the conversation in this part: its readings above all."""
    return _part("meetings/live/_below.html", room_id)


def _part(template: str, room_id: int) -> str:
    data = scenery.in_room(member_id=me().id, room=room_for(me().id, room_id).venue)
    return render_template(template, data=data) if data else ""


def _chosen(acts: Mapping[str, Act]) -> Act:
    act = acts.get(request.form.get("do", ""))
    if act is None and (move := request.form.get("move", "").split()):
        act = acts.get(move[0])
    if act is None:
        raise Invalid({"do": _("Choose one of the buttons.")})
    return act


def _back(room_id: int) -> ResponseReturnValue:
    """To the room; what was typed into its box comes along."""
    if not request.form.get("body", "").strip():
        return answer(f"/rooms/{room_id}")
    g.values = request.form.to_dict()
    return show_room(room_id)


def _number(said: Said, name: str) -> int:
    found = said.get(name, "")
    if not re.fullmatch("-?[0-9]{1,16}", found):
        raise Invalid({name: _("Choose one of the buttons.")})
    return int(found)


def _moved(said: Said) -> tuple[int, int]:
    """`move <membership> <place>`: the value of a button in the queue."""
    parts = dict(zip(("do", "who", "to"), said.get("move", "").split(), strict=False))
    return _number(parts, "who"), _number({"to": "1", **parts}, "to")


def _call(member_id: int, room_id: int, said: Said) -> int:
    if "move" in said:
        return operations.call_person(member_id, room_id, _moved(said)[0])
    return operations.call_next(member_id, room_id)


def _next(member_id: int, room_id: int, said: Said) -> int:
    return operations.next_phase(member_id, room_id, _number(said, "after"))


def _mute(member_id: int, room_id: int, said: Said) -> object:
    minutes = max(1, min(_number(said, "minutes"), 180))
    until = rfc3339(now() + timedelta(minutes=minutes))
    form = ActForm.parse_until({"until": until, "reason": said.get("reason", "")})
    who = _number(said, "membership")
    return moderation.mute_person(member_id, who, form, stream_name("room", room_id))


def _open_vote(member_id: int, room_id: int, said: Said) -> int:
    form = MotionForm.parse({"words": said.get("words"), "secret": said.get("secret", "")})
    return operations.open_motion(member_id, room_id, form.words, form.secret)


def _topic(member_id: int, room_id: int, said: Said) -> int:
    form = TopicForm.parse({"topic": said.get("topic", "")})
    return operations.set_topic(member_id, room_id, form.topic)


def _plainly(act: Callable[..., Any], *more: object) -> Act:
    return lambda member_id, room_id, said: act(member_id, room_id, *more)


HAND: Mapping[str, Act] = {
    "raise": _plainly(operations.raise_hand),
    "lower": _plainly(operations.lower_hand),
}
SHARE: Mapping[str, Act] = {
    "answer": _plainly(operations.answer_call),
    "done": _plainly(operations.end_share, "done"),
    "pass": _plainly(operations.end_share, "pass"),
}
CHAIR: Mapping[str, Act] = {
    "take": _plainly(operations.take_chair),
    "thank": _plainly(operations.thank_person),
    "call": _call,
    "extend": _plainly(operations.extend_share),
    "next": _next,
    "reading": lambda who, room, said: operations.paste_reading(who, room, _number(said, "reading")),
    "topic": _topic,
    "mute": _mute,
    "lock": _plainly(operations.lock_joins, True),
    "unlock": _plainly(operations.lock_joins, False),
    "pause": _plainly(operations.pause_meeting, True),
    "resume": _plainly(operations.pause_meeting, False),
    "hand": lambda who, room, said: operations.hand_chair(who, room, _number(said, "membership")),
    "newcomers": _plainly(operations.newcomers_first),
    "move": lambda who, room, said: operations.move_in_queue(who, room, *_moved(said)),
    "skip": lambda who, room, said: operations.skip_person(who, room, _moved(said)[0]),
    "open_vote": _open_vote,
    "close_vote": lambda who, room, said: operations.close_motion(who, room, _number(said, "motion")),
}  # fmt: skip
"""What the chair does, by the value of the button."""
