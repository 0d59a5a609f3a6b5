"""What a feature says of its kinds of streams: their door, their entries, the conversation behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Listener:
    """What a member may do with a stream: the answer of the stream's door."""

    stream_id: int
    member_id: int
    membership_id: int | None
    handle: str
    quiet: bool = False
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EntryFacts:
    """A row of a stream's log, as the payload builders receive it."""

    stream_id: int
    seq: int
    kind: str
    at: Any
    actor_id: int | None
    ref: int | None
    data: Mapping[str, Any]

    @property
    def is_purged(self) -> bool:
        """Whether its time has come: nothing but seq, kind and time is left of it (L4.8)."""
        return "purged" in self.data


class PayloadBuilder(Protocol):
    """Builds today's payloads of entries of one kind; a payload of None is hidden."""

    def __call__(
        self, entries: Sequence[EntryFacts], hidden: frozenset[int]
    ) -> Mapping[int, Mapping[str, Any] | None]:
        """By seq, what a reader sees to whom the memberships `hidden` are hidden."""
        ...


@dataclass(frozen=True)
class EntryKind:
    """A kind of entry: how its payload is built, and whether a block hides it (only words are ever hidden)."""

    name: str
    build: PayloadBuilder
    hideable: bool


@dataclass(frozen=True)
class StreamDoor:
    """How a kind of stream is entered: `find(member_id, stream_id)` answers a Listener or raises NotFound."""

    kind: str
    find: Callable[[int, int], Listener]
    may_still_hear: Callable[[Iterable[tuple[int, int]]], set[tuple[int, int]]]


@dataclass(frozen=True)
class VenueKind:
    """What is the conversation of a kind of stream.

    `find(member_id, stream_id)` answers the member's seat or raises NotFound. `lines` is the word for what is said
    there in addresses; `line_at(stream_id, seq)` the page on which a line is read with those around it.
    """

    find: Callable[[int, int], Any]
    lines: str
    line_at: Callable[[int, int], str]
