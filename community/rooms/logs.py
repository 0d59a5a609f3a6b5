"""What every page with a log shows: what was said, and how its reader stands there."""

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from flask import Response, flash, request
from flask_babel import get_locale

from community.groups.queries import moderator_ids_of
from community.language import drawn_once, render_alone
from community.moderation.queries import own_waiting_at
from community.moderation.safe_words import hint_on
from community.moderation.showing import WaitingView, waiting_view
from community.rooms import broadcasts, queries
from community.rooms.models import Venue
from community.rooms.operations import Posted
from community.rooms.queries import Said, Seat
from community.rooms.refusals import state_for
from community.web import answer, me

SHOWN = 40
"""So many of those who are here are named at first."""


def venue_page(seat: Seat[Venue]) -> dict[str, Any]:
    """The place itself, for its page. Ask before the lines are read: the browser asks for everything after `seq`."""
    where, poster = seat.venue, queries.poster_in(seat)
    notes = queries.notes_chosen_by(seat.member_id)
    present = broadcasts.present_for(seat)
    open_to_office = seat.membership is not None and not where.is_private
    moderators = moderator_ids_of(where.group_id) if open_to_office else ()
    return {
        "room": where, "group": where.group, "membership": seat.membership,
        "seq": queries.heads_of({where.id})[where.id], "key": token_urlsafe(16),
        "offices": dict.fromkeys(moderators, "moderator"),
        "state": state_for(where, poster), "present": present[:SHOWN], "present_count": len(present),
        "may_remove": seat.staff, "notes": list(broadcasts.NOTE_LABELS.items()), "chosen_notes": notes,
        "words": _words(bool(notes)), "menus": _menus(seat.membership is not None),
        "lines": broadcasts.address_of_lines(where.STREAM, where.id), "waiting": own_waiting_in(seat),
    }  # fmt: skip


@drawn_once
def _words(hides_notes: bool) -> str:
    """What the browser says."""
    return render_alone("rooms/_words.html", hides_notes=hides_notes, nods=_nods())


@drawn_once
def _menus(may_write: bool) -> str:
    """What the browser opens beside a line."""
    return render_alone("rooms/_menus.html", may_write=may_write, nods=_nods())


def _nods() -> list[tuple[str, str]]:
    return [(name, str(label)) for name, label in broadcasts.LABELS.items()]


def own_waiting_in(seat: Seat[Venue]) -> list[WaitingView]:
    """One's own words that wait here: nobody else sees them (L3.6)."""
    mine = seat.membership
    return (
        [waiting_view(held) for held in own_waiting_at(mine.id, seat.venue.scope)] if mine else []
    )


def after_posting(posted: Posted, line: str, place: str) -> Response:
    """On to the line that was posted, or to the place where it waits; what rules say to the author goes along."""
    if posted.resources:
        flash(" ".join(posted.resources), "resources")
    hint_author()
    if posted.waits is not None:
        return answer(place if "#" in place or "?" in place else f"{place}#waiting")
    return answer(line, posted.html)


def hint_author() -> None:
    """Without script: what the browser would have said under the box, once, to whoever sent these words (R7)."""
    if request.args.get("script") == "1":
        return
    hint = hint_on(request.form.get("body", ""), str(get_locale() or "en"))
    if hint:
        flash(hint, "resources")


def lines_page(seat: Seat[Venue], shown: Sequence[Said]) -> dict[str, Any]:
    """What was said, with one's own reactions and where the unread begins."""
    seqs = [said.message.seq for said in shown]
    read = queries.read_position(seat.member_id, seat.venue.id)
    mine = queries.own_reactions(seat.venue.id, seqs, seat.membership.id) if seat.membership else []
    own: dict[int, list[str]] = {}
    for seq, reaction in mine:
        own.setdefault(seq, []).append(reaction)
    return {
        "messages": broadcasts.views_of(shown, seat, me().zone), "read_seq": read, "own_nods": own,
        "first_unread": _first_unread(seat, shown, read),
    }  # fmt: skip


def _first_unread(seat: Seat[Venue], shown: Sequence[Said], read: int) -> int | None:
    mine = seat.membership.id if seat.membership else 0
    fresh = (s.message.seq for s in shown if s.message.seq > read and s.message.author_id != mine)
    return next(fresh, None) if read else None
