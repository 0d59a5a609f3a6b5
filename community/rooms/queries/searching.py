"""Looking for words in a private room: line by line is opened and read, as no index knows them (L4.9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.errors import NotFound
from community.moderation.engine.normal import as_plain
from community.registry import registry
from community.rooms.models import Room
from community.rooms.queries.messages import Said, newest_said
from community.rooms.queries.seats import Seat, room_for, sits_in
from community.turns import in_turns

FOUND = 30
"""Lines on a page."""

OPENED = 2_000
"""Lines that are opened for one page, whether the words are in them or not."""

BATCH = 200


@dataclass(frozen=True)
class Found:
    """Lines that have all the words, the newest first; `further`: before which seq to look on, None: that was all.

    `shut` is how many could not be looked at, as no key that is here opens them.
    """

    said: list[Said]
    further: int | None
    shut: int = 0


def search_in(
    member_id: int, room_id: int, words: str, limit: int = FOUND, before: int | None = None
) -> Found:
    """What was said in a private room with all these words in it, whatever their case and accents.

    Only for the two whose room it is; for anybody else, and of any other room, NotFound. A call opens so many lines
    and no more, lets others have their turn meanwhile, and says where to look on. Never inside a unit.
    """
    searchable_for(member_id, room_id)
    terms, hidden = as_plain(words).split(), registry.hidden_from(member_id)
    found, shut = list[Said](), 0
    for _batch in range(OPENED // BATCH if terms else 0):
        lines = newest_said(room_id, hidden, before, BATCH)[::-1]
        for said in in_turns(lines):
            before, line = said.message.seq, said.message.opened
            shut += line is None
            if line and _has(line, terms):
                found.append(said)
            if len(found) == limit:
                return Found(found, before, shut)
        if len(lines) < BATCH:
            return Found(found, None, shut)
    return Found(found, before if terms else None, shut)


def searchable_for(member_id: int, room_id: int) -> Seat[Room]:
    """A private room for one of its two. Raises NotFound."""
    seat = room_for(member_id, room_id)
    mine = seat.membership
    if not seat.venue.is_private or mine is None or not sits_in(room_id, mine.id):
        raise NotFound
    return seat


def _has(line: str, terms: Sequence[str]) -> bool:
    plain = as_plain(line)
    return all(term in plain for term in terms)
