"""A call: made, answered, asked anew, closed (L6.7). None of it is limited."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.groups.queries import place_in
from community.rooms.queries import room_for
from community.web import answer, me, redraws
from community.wellbeing.helping import operations, policies, queries
from community.wellbeing.helping.panels import in_room, view_of
from community.wellbeing.helping.views.asking import show_someone_now

CALL = "/someone-now/calls/<int:call_id>"

pages = Blueprint("helping", __name__)


def draw_lines(slug: str) -> str:
    """Where nobody can be asked: the lines, with the reason."""
    return show_someone_now()


@pages.post("/someone-now/groups/<slug>")
@redraws(draw_lines)
def create_call(slug: str) -> ResponseReturnValue:
    """Ask for somebody in a group."""
    return answer(f"/rooms/{operations.ask_for_someone(me().id, slug)}")


@pages.get(CALL)
def show_call(call_id: int) -> ResponseReturnValue:
    """Who asks, for whoever is asked; the asker goes on to the room."""
    call, mine = queries.call_for(me().id, call_id)
    view = view_of(call, mine)
    if view.is_mine or view.is_here:
        return answer(f"/rooms/{call.room_id}")
    on_duty = queries.is_on_duty(me().id, call.group_id, now())
    return render_template(
        "helping/call.html", call=view, group=call.asker.group, on_duty=on_duty,
        may_come=policies.can_come(call, mine.id, on_duty),
    )  # fmt: skip


@pages.post(f"{CALL}/coming")
@redraws(show_call)
def create_coming(call_id: int) -> ResponseReturnValue:
    """I am coming."""
    return answer(f"/rooms/{operations.come(me().id, call_id)}")


@pages.post(f"{CALL}/cannot")
def create_cannot(call_id: int) -> ResponseReturnValue:
    """I cannot now."""
    operations.say_cannot(me().id, call_id)
    flash(_("That is all right. Somebody else is asked."))
    return answer("/")


@pages.post(f"{CALL}/asking")
def create_asking(call_id: int) -> ResponseReturnValue:
    """Ask again."""
    return answer(f"/rooms/{operations.ask_again(me().id, call_id)}")


@pages.post(f"{CALL}/closing")
def create_closing(call_id: int) -> ResponseReturnValue:
    """All right for now."""
    return answer(f"/rooms/{operations.close_call(me().id, call_id)}")


@pages.get("/someone-now/rooms/<int:room_id>")
def show_state(room_id: int) -> str:
    """How the call of a room stands, as a piece of page."""
    room = room_for(me().id, room_id).venue
    place_in(me().id, room.group)
    return render_template(
        "helping/room/_state.html", data=in_room(member_id=me().id, room=room), room=room
    )
