"""What a message quotes, and who wants to find one again (L3.3)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.operations import operation
from community.realtime import hold_stream, parse_stream
from community.rooms import queries
from community.rooms.forms import QuoteRef
from community.rooms.models import Bookmark, Message, Quote, Venue
from community.rooms.queries import Seat

KEPT_AT_MOST = 2_000
"""Bookmarks of one member."""


def quote(seat: Seat[Venue], message: Message, refs: Sequence[QuoteRef]) -> list[Message]:
    """Inside the unit that posted: what the message refers to. Its author may read all of it, in this group."""
    found = []
    for place, ref in enumerate(refs):
        quoted = _quotable(seat, ref)
        db.session.add(
            Quote(
                stream_id=message.stream_id, seq=message.seq, place=place, of_stream_id=quoted.stream_id,
                of_seq=quoted.seq, begins=ref.begins, ends=ref.ends, at=message.posted_at,
            )
        )  # fmt: skip
        found.append(quoted)
    db.session.flush()
    return found


@operation
def set_bookmark(member_id: int, stream: str, seq: int, on: bool) -> None:
    """Want to find a message again, or no longer. Doing it again changes nothing. Raises NotFound, Conflict."""
    hold_stream(parse_stream(stream)[1])  # it may be moved at this very moment
    seat = queries.seat_for(member_id, stream)
    name = queries.name_now(seat.venue.id, seq) or (seat.venue.id, seq)
    kept = db.session.get(Bookmark, (member_id, *name))
    if not on:
        if kept is not None:
            db.session.delete(kept)
        return
    _readable_at(seat, name)
    if kept is None:
        if queries.bookmark_count(member_id) >= KEPT_AT_MOST:
            raise Conflict(
                _("You have kept %(most)d things. Let go of one first.", most=KEPT_AT_MOST)
            )
        db.session.add(Bookmark(member_id=member_id, stream_id=name[0], seq=name[1], at=now()))


def _readable_at(seat: Seat[Venue], name: queries.Name) -> None:
    said = queries.readable_for(seat.member_id, name)
    if said.message.removed_at is not None:
        raise Conflict(_("This message was removed."))


def _quotable(seat: Seat[Venue], ref: QuoteRef) -> Message:
    try:
        there = queries.seat_for(seat.member_id, ref.stream)
        name = queries.name_now(parse_stream(ref.stream)[1], ref.seq) or (there.venue.id, ref.seq)
        quoted = queries.readable_for(seat.member_id, name).message
    except NotFound:
        raise _nothing_there() from None
    if there.venue.group_id != seat.venue.group_id or quoted.removed_at is not None:
        raise _nothing_there()
    return quoted


def can_be_quoted(seat: Seat[Venue], ref: QuoteRef) -> bool:
    """Whether what a message refers to can still be read by its author, in this group."""
    try:
        return bool(_quotable(seat, ref))
    except Invalid:
        return False


def _nothing_there() -> Invalid:
    return Invalid({"quotes": _("What you quote is not here.")})
