"""What every page with a log shows: what was said, and how its reader stands there."""

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from community.groups.queries import moderators_of
from community.rooms import broadcasts, queries
from community.rooms.models import Venue
from community.rooms.queries import Said, Seat
from community.rooms.refusals import state_for
from community.web import me

SHOWN = 40
"""So many of those who are here are named at first."""


def venue_page(seat: Seat[Venue]) -> dict[str, Any]:
    """The place itself, for its page. Ask before the lines are read: the browser asks for everything after `seq`."""
    where, poster = seat.venue, queries.poster_in(seat)
    present = broadcasts.present_for(seat)
    offices = {m.id: "moderator" for m in moderators_of(where.group_id)} if seat.membership else {}
    return {
        "room": where, "group": where.group, "membership": seat.membership,
        "seq": queries.heads_of({where.id})[where.id], "key": token_urlsafe(16), "offices": offices,
        "state": state_for(where, poster), "present": present[:SHOWN], "present_count": len(present),
        "may_remove": seat.staff, "nods": list(broadcasts.LABELS.items()),
        "notes": list(broadcasts.NOTE_LABELS.items()),
        "lines": broadcasts.address_of_lines(where.STREAM, where.id),
    }  # fmt: skip


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
