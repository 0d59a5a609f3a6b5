"""What a feature says of a kind of place in which words can wait for a moderator, or be looked over again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Heard:
    """Something that was said in a group, for the eyes of its moderators."""

    stream_id: int
    seq: int
    body: str
    at: datetime
    handle: str = ""
    address: str = ""


def _nothing_was_said(group_id: int, since: datetime) -> Iterator[Sequence[Heard]]:
    return iter(())


@dataclass(frozen=True)
class HoldingPlace:
    """A kind of place: a room, a topic, a board on which a topic is to begin.

    `name(place_id)` and `address(place_id)`: what it is called, and where its author goes back to.
    `lines(place_id)`: the address to which its form is posted again.
    `release(member_id, place_id, form, key, at)`: inside the unit, post what that member wrote at that time as if it
    were said now; the address of it. Raises Conflict with a sentence for the moderator where that cannot be.
    `history(group_id, since)`: what was said in such places since then, newest first, a batch at a time.
    `heard(stream_id, seqs)`: those messages as moderators read them, by seq.
    """

    name: Callable[[int], str]
    address: Callable[[int], str]
    lines: Callable[[int], str]
    release: Callable[[int, int, Mapping[str, Any], str, datetime], str]
    history: Callable[[int, datetime], Iterator[Sequence[Heard]]] = _nothing_was_said
    heard: Callable[[int, Sequence[int]], Mapping[int, Heard]] | None = None
