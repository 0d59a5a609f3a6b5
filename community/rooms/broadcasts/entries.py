"""What happened in a venue, as the protocol tells it.

A builder reads today's rows for its reader; what was removed, or is by somebody hidden, comes back as None.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from community.realtime import announce
from community.realtime.presence import Person, people_in
from community.realtime.streams import kind_of
from community.realtime.wire import rfc3339
from community.registry import EntryFacts, EntryKind, registry
from community.rooms.broadcasts.showing import fragment
from community.rooms.models import Room, Venue
from community.rooms.queries import Said, Seat, reactions_of, reactors_of, said_in

Data = Mapping[str, Any] | None


def message_posted(entry: EntryFacts, said: Said) -> str:
    """Tell who listens; the fragment that was told."""
    data = _posted(entry, said)
    announce(kind_of(entry.stream_id), entry, data)
    return str(data["html"])


def message_edited(entry: EntryFacts, said: Said) -> None:
    """Tell who listens the new words."""
    announce(kind_of(entry.stream_id), entry, {"message": said.message.seq, "html": fragment(said)})


def message_removed(entry: EntryFacts, author_id: int) -> None:
    """Tell who listens that words are gone. What they were is told to nobody."""
    announce(kind_of(entry.stream_id), entry, {"message": entry.ref}, concerned={author_id})


def reaction_set(entry: EntryFacts, author_id: int) -> None:
    """Tell who listens; whoever hides one of the reactors gets a count without them."""
    count = reactions_of(entry.stream_id, [entry.ref or 0], frozenset())
    told = _reacted(entry, count.get(entry.ref or 0, {}))
    announce(
        kind_of(entry.stream_id),
        entry,
        told,
        concerned=reactors_of(entry.stream_id, entry.ref or 0) | {author_id},
    )


def post_moved(entry: EntryFacts) -> None:
    """Tell who listens where a message is now. An act of office: it carries no actor."""
    announce(kind_of(entry.stream_id), entry, entry.data)


def room_changed(entry: EntryFacts) -> None:
    """Tell who listens the new rules. An act of office: it carries no actor."""
    announce(kind_of(entry.stream_id), entry, entry.data)


def state_of(room: Room) -> dict[str, Any]:
    """What everyone in a room may know of its rules."""
    return {
        "name": room.name,
        "about": room.about,
        "archived": room.archived_at is not None,
        "read_only": room.read_only_since is not None,
        "closed_to_newcomers": room.closed_to_newcomers_since is not None,
        "paused_until": rfc3339(room.paused_until) if room.paused_until else None,
        "slow_seconds": room.pace,
        "slow_reason": room.slow_reason,
    }


def present_for(seat: Seat[Venue]) -> list[Person]:
    """Who is visibly here in this member's eyes."""
    mine = seat.membership.id if seat.membership else None
    return people_in(seat.venue.id, mine, registry.hidden_from(seat.member_id))


def declare_kinds() -> None:
    """Tell the registry how the entries of rooms are built again."""
    kinds = {
        "message_posted": (_build_posted, True),
        "message_edited": (_build_edited, True),
        "message_removed": (_build_removed, True),
        "reaction_set": (_build_reactions, True),
        "post_moved": (_build_facts, False),
        "room_changed": (_build_facts, False),
    }
    for name, (build, hideable) in kinds.items():
        registry.entry_kinds[name] = EntryKind(name, build, hideable)


def _posted(entry: EntryFacts, said: Said) -> dict[str, Any]:
    message = said.message
    data: dict[str, Any] = {
        "key": message.key,
        "author": {"id": message.author_id, "handle": said.handle},
        "html": fragment(said),
        **entry.data,
    }
    if message.reply_to is not None and message.reply_stream is None:
        data["reply_to"] = message.reply_to
    if message.note is not None:
        data["note"] = message.note
    return data


def _reacted(entry: EntryFacts, counts: Mapping[str, int]) -> dict[str, Any]:
    return {"message": entry.ref, **entry.data, "count": counts.get(entry.data["reaction"], 0)}


def _standing(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> dict[int, Said]:
    found = said_in(entries[0].stream_id, [entry.ref or entry.seq for entry in entries])
    return {
        seq: said
        for seq, said in found.items()
        if said.message.removed_at is None and said.message.author_id not in hidden
    }


def _build_posted(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, Data]:
    found = _standing(entries, hidden)
    return {entry.seq: _posted(entry, found[entry.seq]) for entry in entries if entry.seq in found}


def _build_edited(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, Data]:
    found = _standing(entries, hidden)
    return {
        entry.seq: {"message": entry.ref, "html": fragment(found[entry.ref])}
        for entry in entries
        if entry.ref in found
    }


def _build_removed(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, Data]:
    found = said_in(entries[0].stream_id, [entry.ref or 0 for entry in entries])
    return {
        entry.seq: {"message": entry.ref}
        for entry in entries
        if entry.ref in found and found[entry.ref].message.author_id not in hidden
    }


def _build_reactions(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, Data]:
    found = _standing(entries, hidden)
    counts = reactions_of(entries[0].stream_id, list(found), hidden)
    return {
        entry.seq: _reacted(entry, counts.get(entry.ref, {}))
        for entry in entries
        if entry.ref in found and entry.actor_id not in hidden
    }


def _build_facts(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, Data]:
    return {entry.seq: entry.data for entry in entries}
