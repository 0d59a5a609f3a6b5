"""That one of the two handed over to those on duty, as the channel's log has it; the same live and on the page."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.models import Group, Membership
from community.mentoring.models import Mentorship
from community.realtime import announce, append
from community.realtime.streams import Entry
from community.registry import EntryFacts, EntryKind, RoomLine, registry
from community.rooms.models import Room

KIND = "handed_over"
SENTENCE = _l(
    "{who} cannot carry this alone just now and has asked those on duty. They can be there for you too."
)


def tell(mentorship: Mentorship, call_room: int) -> None:
    """Write it into the channel, in a unit that holds its stream. Which room was opened for it stays unsaid."""
    known = {"membership": mentorship.mentor_id, "room": call_room}
    entry = append(mentorship.room_id, KIND, data=known)
    announce(Room.STREAM, entry, _build([entry], frozenset())[entry.seq])


def is_told(room_id: int, call_room: int) -> bool:
    """Whether the channel has it of that room already."""
    return any(entry.data.get("room") == call_room for entry in _entries(room_id, 0, None))


def lines(room_id: int, member_id: int, after: int, before: int | None) -> list[RoomLine]:
    """What was told between two seqs, with the way to Someone now."""
    found = _entries(room_id, after, before)
    told, address = _build(found, frozenset()), _address_of(room_id)
    return [
        RoomLine(entry.seq, entry.at, sentence_of(told[entry.seq]["membership"]["handle"]), address=address)
        for entry in found
    ]  # fmt: skip


def sentence_of(handle: str) -> str:
    """What the log says."""
    return str(SENTENCE).replace("{who}", handle)


def declare_kinds() -> None:
    """Tell the registry how the entry is built again. It is no word of anybody's, so no block hides it."""
    registry.entry_kinds[KIND] = EntryKind(KIND, _build, hideable=False)


def _build(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, dict[str, Any]]:
    ids = {entry.data["membership"] for entry in entries}
    rows = sa.select(Membership.id, Membership.handle).where(Membership.id.in_(ids))
    handles = {row.id: row.handle for row in db.session.execute(rows)} if ids else {}
    return {
        entry.seq: {"membership": {"id": who, "handle": handles.get(who, "")}}
        for entry in entries
        for who in (entry.data["membership"],)
    }


def _entries(room_id: int, after: int, before: int | None) -> list[EntryFacts]:
    found = sa.select(
        Entry.stream_id, Entry.seq, Entry.kind, Entry.at, Entry.actor_id, Entry.ref, Entry.data
    ).where(Entry.stream_id == room_id, Entry.seq > after, Entry.kind == KIND)
    if before is not None:
        found = found.where(Entry.seq < before)
    facts = [EntryFacts(*row) for row in db.session.execute(found.order_by(Entry.seq))]
    return [entry for entry in facts if not entry.is_purged]


def _address_of(room_id: int) -> str:
    slug = sa.select(Group.slug).join(Room, Room.group_id == Group.id).where(Room.id == room_id)
    return f"/someone-now?group={db.session.scalar(slug)}"
