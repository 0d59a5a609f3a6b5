"""What happened in a meeting, as the protocol tells it; the same words live, on catching up and on the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.meetings import queries
from community.meetings.broadcasts.facts import (
    chair_facts,
    floor_facts,
    motion_facts,
    people_in,
    phase_facts,
    queue_facts,
)
from community.meetings.broadcasts.lines import lines_of
from community.meetings.broadcasts.sentences import SENTENCES
from community.meetings.broadcasts.wording import Names, word, worded
from community.meetings.models import Sitting
from community.realtime import announce
from community.registry import EntryFacts, EntryKind, registry

KINDS = (
    "phase_changed", "floor_changed", "queue_changed", "chair_changed", "motion_changed",
    "reading_pasted", "member_thanked",
)  # fmt: skip

__all__ = [
    "SENTENCES",
    "chair_facts",
    "declare_kinds",
    "floor_facts",
    "lines_of",
    "motion_facts",
    "phase_facts",
    "queue_facts",
    "state_for",
    "tell_room",
]


def tell_room(entry: EntryFacts) -> None:
    """Tell the room. Whoever has blocked somebody named in it is told of nobody there."""
    named = people_in(entry.kind, dict(entry.data))
    announce("room", entry, worded([entry], frozenset())[entry.seq], concerned=named)


def declare_kinds() -> None:
    """Tell the registry how the entries of meetings are built again. None of them is ever hidden."""
    for kind in KINDS:
        registry.entry_kinds[kind] = EntryKind(kind, _build, hideable=False)


def state_for(sitting: Sitting, hidden: frozenset[int]) -> dict[str, Any]:
    """Everything that live clients agree on, as a reader sees it who joins now."""
    hands, motions = queries.hands_of(sitting.id), queries.motions_of(sitting.id)
    told = {
        "phase_changed": [phase_facts(sitting)],
        "floor_changed": [floor_facts(sitting)],
        "chair_changed": [chair_facts(sitting)],
        "queue_changed": [queue_facts(hands)],
        "motion_changed": [motion_facts(each, queries.votes_of(each)) for each in motions],
    }
    ids = {one for kind, some in told.items() for facts in some for one in people_in(kind, facts)}
    names = Names(ids, hidden)
    said = {kind: [word(kind, facts, names) for facts in some] for kind, some in told.items()}
    return {
        "phase": said["phase_changed"][0],
        "floor": said["floor_changed"][0],
        "chair": said["chair_changed"][0],
        "queue": said["queue_changed"][0]["queue"],
        "motions": said["motion_changed"],
    }


def _build(
    entries: Sequence[EntryFacts], hidden: frozenset[int]
) -> Mapping[int, Mapping[str, Any] | None]:
    return worded(list(entries), hidden)
