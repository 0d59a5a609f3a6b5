"""One line and what can be done with it, wherever it was said."""

from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.clock import now
from community.realtime.streams import kind_of, stream_name
from community.registry import registry
from community.rooms import broadcasts, operations, policies, queries
from community.rooms.forms import EditForm, ReactionForm, RemovalForm
from community.rooms.models import Message, Venue
from community.rooms.queries import Seat
from community.rooms.views.blueprint import pages
from community.text import render
from community.web import answer, me, redraws

LINE = "/<lines:stream>/<int:seq>"


@pages.get(LINE)
def show_message(stream: str, seq: int) -> ResponseReturnValue:
    """One message and what can be done with it. An old name leads on to the new one."""
    seat = queries.seat_for(me().id, stream)
    name = queries.name_now(seat.venue.id, seq)
    if name is None:
        return render_template("rooms/message.html", **_message(seat, seq))
    if request.method == "GET":
        return redirect(broadcasts.address_of_message(*name), 301)
    # what could not be done keeps its words, where it can be done
    return show_message(stream_name(kind_of(name[0]), name[0]), name[1])


@pages.post(f"{LINE}/edit")
@redraws(show_message)
def edit_message(stream: str, seq: int) -> Response:
    """Change one's own words."""
    operations.edit_message(me().id, stream, seq, EditForm.parse(request.form))
    return answer(broadcasts.address_of_line(stream, seq))


@pages.post(f"{LINE}/removal")
@redraws(show_message)
def remove_message(stream: str, seq: int) -> Response:
    """Take words away."""
    operations.remove_message(me().id, stream, seq, RemovalForm.parse(request.form))
    return answer(broadcasts.address_of_line(stream, seq))


@pages.post(f"{LINE}/reactions")
@redraws(show_message)
def set_reaction(stream: str, seq: int) -> Response:
    """Give a reaction, or take back the one that is given."""
    seat = queries.seat_for(me().id, stream)
    given = request.form.get("reaction") in _own_nods(seat, seq)
    form = ReactionForm.parse({"reaction": request.form.get("reaction"), "on": not given})
    operations.set_reaction(me().id, stream, seq, form)
    return answer(broadcasts.address_of_line(stream, seq))


@pages.get(f"{LINE}/quotes")
def show_quotes(stream: str, seq: int) -> str:
    """What a message quotes, for this reader."""
    seat = queries.seat_for(me().id, stream)
    said = queries.readable_said(seat.venue.id, seq, registry.hidden_from(seat.member_id))
    view = broadcasts.views_of([said], seat, me().zone)[0]
    return render_template("rooms/_quotes.html", message=view, address=view.address)


def _message(seat: Seat[Venue], seq: int) -> dict[str, Any]:
    hidden = registry.hidden_from(seat.member_id)
    message = queries.message_in(seat.venue.id, seq)
    said = queries.readable_said(seat.venue.id, seq, hidden)
    return {
        "venue": seat.venue, "group": seat.venue.group, "membership": seat.membership, "body": message.body,
        "message": _unhidden(broadcasts.views_of([said], seat, me().zone)[0]), "note": message.note,
        "notes": list(broadcasts.NOTE_LABELS.items()), "key": token_urlsafe(16),
        "may_edit": _may_edit(seat, message), "nods": list(broadcasts.LABELS.items()),
        "may_remove": policies.can_remove(message, seat.membership, seat.staff),
        "may_react": policies.can_react(seat.venue, queries.poster_in(seat), now()),
        "bookmarked": queries.is_bookmarked(seat.member_id, seat.venue.id, seq), "scope": seat.venue.scope,
        "own_nods": {seq: _own_nods(seat, seq)}, "versions": _versions(seat, seq),
        "at": broadcasts.address_of_line(seat.venue.scope, seq),
        "lines": broadcasts.address_of_lines(seat.venue.STREAM, seat.venue.id),
    }  # fmt: skip


def _may_edit(seat: Seat[Venue], message: Message) -> bool:
    return policies.can_edit(message, seat.membership) and message.opened is not None


def _unhidden(view: broadcasts.MessageView) -> broadcasts.MessageView:
    """On its own page even what is hidden elsewhere is only folded up: somebody asked to see it once."""
    return replace(view, note_as="" if view.note_as == "hide" else view.note_as)


def _own_nods(seat: Seat[Venue], seq: int) -> list[str]:
    if seat.membership is None:
        return []
    mine = queries.own_reactions(seat.venue.id, [seq], seat.membership.id)
    return [reaction for _seq, reaction in mine]


def _versions(seat: Seat[Venue], seq: int) -> list[tuple[datetime, Markup]]:
    if not policies.can_see_history(seat.membership, seat.staff):
        return []
    return [
        (version.until, render(version.body)) for version in queries.versions_of(seat.venue.id, seq)
    ]
