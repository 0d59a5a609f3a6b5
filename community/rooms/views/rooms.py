"""A room and what is newest in it, posting there, and what a moderator sets about it."""

from typing import Any

from flask import Response, flash, g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from community import limits
from community.clock import now
from community.errors import Forbidden
from community.groups.queries import place_for
from community.realtime.streams import stream_name
from community.registry import RoomLine, registry
from community.rooms import operations, policies, queries, reading
from community.rooms.forms import MessageForm, RoomForm
from community.rooms.logs import after_posting, lines_page, venue_page
from community.rooms.models import Room
from community.rooms.panels import furniture
from community.rooms.refusals import state_for
from community.rooms.views.blueprint import pages
from community.web import answer, me, redraws

ROOM = "/rooms/<int:room_id>"


@pages.get(ROOM)
def show_room(room_id: int) -> str:
    """A room, with what is newest in it, or (`?before=`) older lines."""
    seat = _inside(room_id)
    before = request.args.get("before", type=int)
    if before is None:
        reading.note(me().id, room_id, queries.heads_of({room_id})[room_id])
    return render_template("rooms/show.html", **_room(seat, before))


@pages.get(f"{ROOM}/messages")
def list_messages(room_id: int) -> Response:
    """Older lines, as a piece of page (`?before=SEQ`)."""
    seat = _inside(room_id)
    shown = _log(seat, request.args.get("before", type=int))
    response = make_response(render_template("rooms/_older.html", room=seat.venue, **shown))
    response.headers["X-Older"] = "1" if shown["older"] else "0"
    return response


@pages.post(f"{ROOM}/messages")
@redraws(show_room)
def create_message(room_id: int) -> Response:
    """Say something."""
    limits.spend(queries.send_rate(me().id, _stream(room_id)), me().id)
    posted = operations.post_message(me().id, _stream(room_id), MessageForm.parse(request.form))
    return after_posting(posted, f"{_address(room_id)}#m-{posted.seq}", _address(room_id))


@pages.get(f"{ROOM}/state")
def show_state(room_id: int) -> str:
    """How the composer stands for this reader now."""
    seat = queries.room_for(me().id, room_id)
    return render_template(
        "rooms/_state.html", state=state_for(seat.venue, queries.poster_in(seat))
    )


@pages.get(f"{ROOM}/settings")
def show_settings(room_id: int) -> str:
    """What a moderator sets about a room."""
    seat = queries.room_for(me().id, room_id)
    if not policies.can_manage_room(seat.membership, seat.staff):
        raise Forbidden(_("Only the group's moderators can change this room."))
    paused = seat.venue.paused_until if seat.venue.is_paused(now()) else None
    g.values = g.get("values") or _settings(seat)
    return render_template(
        "rooms/settings.html", room=seat.venue, group=seat.venue.group, paused_until=paused
    )


@pages.post(f"{ROOM}/settings")
@redraws(show_settings)
def change_settings(room_id: int) -> Response:
    """Change a room."""
    operations.change_room(me().id, room_id, RoomForm.parse(request.form))
    flash(_("Saved."))
    return answer(url_for("rooms.show_settings", room_id=room_id))


@pages.post(f"{ROOM}/pause")
def pause_room(room_id: int) -> Response:
    """Pause for a quarter of an hour, or open again (`minutes=0`)."""
    act = operations.resume_room if request.form.get("minutes") == "0" else operations.pause_room
    act(me().id, room_id)
    return answer(url_for("rooms.show_settings", room_id=room_id))


@pages.post("/groups/<slug>/rooms")
def create_room(slug: str) -> Response:
    """Open a room in a group."""
    group = place_for(me().id, slug).group
    room_id = operations.add_room(me().id, group.id, RoomForm.parse(request.form))
    return answer(_address(room_id))


@pages.post(f"{ROOM}/read")
def mark_read(room_id: int) -> Response:
    """Remember how far one has read."""
    seat = queries.room_for(me().id, room_id)
    reading.note(me().id, seat.venue.id, request.form.get("seq", 0, type=int))
    return answer(_address(room_id))


def _inside(room_id: int) -> queries.Seat[Room]:
    """The room for somebody who comes in. Raises NotFound, and Forbidden where its kind has closed the door."""
    seat = queries.room_for(me().id, room_id)
    registry.room_kind(seat.venue.kind).enter(me().id, room_id)
    return seat


def _stream(room_id: int) -> str:
    return stream_name("room", room_id)


def _address(room_id: int) -> str:
    return url_for("rooms.show_room", room_id=room_id)


def _room(seat: queries.Seat[Room], before: int | None) -> dict[str, Any]:
    page = venue_page(seat)
    return page | _log(seat, before) | {
        "live": before is None, "furniture": furniture(seat), "refused_beside": g.get("refused_beside", False),
        "may_manage": policies.can_manage_room(seat.membership, seat.staff),
    }  # fmt: skip


def _log(seat: queries.Seat[Room], before: int | None) -> dict[str, Any]:
    hidden = registry.hidden_from(seat.member_id)
    found = queries.newest_said(seat.venue.id, hidden, before, limit=51)
    shown, seqs = found[-50:], [said.message.seq for said in found[-50:]]
    page = lines_page(seat, shown)
    page["told"] = _told(seat, seqs[0] if len(found) > len(shown) else 0, before, seqs)
    page["older"] = len(found) > len(shown)
    if before is not None:
        page["first_unread"] = None
    return page


def _told(
    seat: queries.Seat[Room], after: int, before: int | None, seqs: list[int]
) -> dict[int, list[RoomLine]]:
    """What happened, by the seq of the message before which it stands; 0 for what stands after the last."""
    lines = registry.room_kind(seat.venue.kind).lines(seat.venue.id, seat.member_id, after, before)
    told: dict[int, list[RoomLine]] = {}
    for line in lines:
        told.setdefault(next((seq for seq in seqs if seq > line.seq), 0), []).append(line)
    return told


def _settings(seat: queries.Seat[Room]) -> dict[str, Any]:
    room = seat.venue
    return {
        "name": room.name, "about": room.about, "slow_seconds": str(room.slow_seconds),
        "slow_reason": room.slow_reason, "capacity": str(room.capacity or ""), "position": room.position,
        "read_only": "yes" if room.read_only_since else "", "archived": "yes" if room.archived_at else "",
        "closed_to_newcomers": "yes" if room.closed_to_newcomers_since else "",
    }  # fmt: skip
