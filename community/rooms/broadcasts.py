"""What happened in a venue, as the protocol tells it: the same words live, on catching up and on the page.

A builder reads today's rows for its reader; what was removed, or is by somebody hidden, comes back as None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from community import text
from community.realtime import announce
from community.realtime.presence import Person, people_in
from community.realtime.streams import kind_of, parse_stream
from community.realtime.wire import rfc3339
from community.registry import EntryFacts, EntryKind, registry
from community.rooms.models import NOTES, REACTIONS, Room, Venue, address_of
from community.rooms.queries import Said, Seat, reactions_of, reactors_of, said_in

Data = Mapping[str, Any] | None
LABELS = dict(
    zip(
        REACTIONS,
        (_l("with you"), _l("thank you"), _l("me too"), _l("well said"), _l("thinking of you")),
        strict=True,
    )
)
NOTE_LABELS = dict(
    zip(
        NOTES,
        (_l("using talk"), _l("self-harm"), _l("eating"), _l("violence"), _l("grief")),
        strict=True,
    )
)


@dataclass(frozen=True)
class MessageView:
    """A message as its partial shows it: it knows nothing of its viewer."""

    address: str
    seq: int
    membership_id: int
    handle: str
    html: Markup
    at: datetime
    edited: bool
    removed: str
    reply_to: int | None
    note: str | None
    reactions: list[tuple[str, str, int]]
    """Name, label, count. `removed` is empty, "own" or "office"."""


def view_of(
    said: Said, reactions: Mapping[str, int] | None = None, zone: tzinfo = UTC
) -> MessageView:
    """The view of a message with its reactions; its time in the reader's zone, where there is one reader."""
    message, counts = said.message, reactions or {}
    return MessageView(
        address=_page_of(message.stream_id, message.seq),
        seq=message.seq,
        membership_id=message.author_id,
        handle=said.handle,
        html=Markup() if message.removed_at else text.render(message.body),
        at=message.posted_at.astimezone(zone),
        edited=message.edited_at is not None,
        removed=_how_removed(said),
        reply_to=message.reply_to,
        note=str(NOTE_LABELS[message.note]) if message.note else None,
        reactions=[
            (name, str(LABELS[name]), counts[name]) for name in REACTIONS if counts.get(name)
        ],
    )


def views_of(some: Sequence[Said], seat: Seat[Venue], zone: str) -> list[MessageView]:
    """The views of several messages of one stream, for somebody's page."""
    hidden, there = registry.hidden_from(seat.member_id), ZoneInfo(zone)
    counts = reactions_of(seat.venue.id, [said.message.seq for said in some], hidden)
    return [view_of(said, counts.get(said.message.seq), there) for said in some]


def address_of_line(stream: str, seq: int) -> str:
    """Where a line is read with those around it."""
    kind, stream_id = parse_stream(stream)
    return registry.venues[kind].line_at(stream_id, seq)


def address_of_lines(kind: str, stream_id: int) -> str:
    """What one posts a line to; the page of each hangs below."""
    return f"{address_of(kind, stream_id)}/{registry.venues[kind].lines}"


def line_in_room(room_id: int, seq: int) -> str:
    """A line among those of its room."""
    return f"{address_of('room', room_id)}#m-{seq}"


def fragment(said: Said) -> str:
    """The viewer-neutral piece of page that is broadcast."""
    template = current_app.jinja_env.get_template("rooms/_message.html")
    return template.render(message=view_of(said))


def message_posted(entry: EntryFacts, said: Said) -> str:
    """Tell who listens; the fragment that was told."""
    data = _posted(said)
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
        "slow_seconds": room.slow_seconds,
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
        "room_changed": (_build_facts, False),
    }
    for name, (build, hideable) in kinds.items():
        registry.entry_kinds[name] = EntryKind(name, build, hideable)


def _page_of(stream_id: int, seq: int) -> str:
    return f"{address_of_lines(kind_of(stream_id), stream_id)}/{seq}"


def _how_removed(said: Said) -> str:
    if said.message.removed_at is None:
        return ""
    return "own" if said.message.removed_by == said.member_id else "office"


def _posted(said: Said) -> dict[str, Any]:
    message = said.message
    data: dict[str, Any] = {
        "key": message.key,
        "author": {"id": message.author_id, "handle": said.handle},
        "html": fragment(said),
    }
    if message.reply_to is not None:
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
    return {seq: _posted(said) for seq, said in _standing(entries, hidden).items()}


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
