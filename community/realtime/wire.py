"""Entries as the protocol words them, each for its reader."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from community.realtime.streams import stream_name
from community.registry import EntryFacts, registry

Frame = dict[str, Any]


def rfc3339(moment: datetime) -> str:
    """A moment as `2026-11-22T20:14:05.123Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def frames_of(kind: str, entries: Sequence[EntryFacts], hidden: frozenset[int]) -> list[Frame]:
    """The entries of a stream of that kind, in order, for a reader to whom `hidden` memberships are hidden."""
    by_kind: dict[str, list[EntryFacts]] = defaultdict(list)
    for entry in entries:
        if not entry.is_purged:
            by_kind[entry.kind].append(entry)
    built: dict[int, Mapping[str, Any] | None] = {}
    for name, some in by_kind.items():
        built.update(registry.entry_kinds[name].build(some, hidden))
    return [frame(kind, entry, built.get(entry.seq), hidden) for entry in entries]


def frame(
    kind: str,
    entry: EntryFacts,
    data: Mapping[str, Any] | None,
    hidden: frozenset[int] = frozenset(),
) -> Frame:
    """One entry. Without data, or where the reader blocked its actor, it says only that it is there."""
    said: Frame = {
        "stream": stream_name(kind, entry.stream_id),
        "seq": entry.seq,
        "kind": entry.kind,
        "at": rfc3339(entry.at),
    }
    blocked = registry.entry_kinds[entry.kind].hideable and entry.actor_id in hidden
    if data is None or blocked:
        return {**said, "hidden": True}
    if entry.actor_id is not None:
        said["actor"] = entry.actor_id if entry.actor_id not in hidden else None
    return {**said, "data": data}
