"""What a room must look like to each of its people: the reference, which knows nothing of the server's code."""

from collections import defaultdict
from dataclasses import dataclass

HIDDEN = "hidden"
REMOVED = "removed"

Shown = str | tuple[int, str, tuple[tuple[str, int], ...]]
"""A message in somebody's eyes: hidden, removed, or its author, words, and reactions with their counts."""


@dataclass
class Said:
    """One message, with what became of it."""

    author: int
    words: str
    removed: bool = False
    edits: int = 0


class Model:
    """A room of people who are numbers; every act is entered here once it was acknowledged."""

    def __init__(self, people: int) -> None:
        self.messages: dict[int, Said] = {}
        self._givers: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self.blocked: list[set[int]] = [set() for _ in range(people)]

    def posted(self, who: int, seq: int, words: str) -> None:
        """Somebody said something; `seq` is its name from then on."""
        assert seq not in self.messages, "two messages of one name"
        self.messages[seq] = Said(who, words)

    def edited(self, seq: int, words: str) -> None:
        """The author found better words."""
        self.messages[seq].words = words
        self.messages[seq].edits += 1

    def removed(self, seq: int) -> None:
        """Words were taken back, and with them what others felt about them."""
        self.messages[seq].removed = True

    def reacted(self, who: int, seq: int, reaction: str, on: bool) -> None:
        """A reaction was given or taken back; its message may not have been acknowledged yet."""
        givers = self._givers[seq][reaction]
        (givers.add if on else givers.discard)(who)

    def seen_by(self, who: int) -> dict[int, Shown]:
        """The room in somebody's eyes."""
        return {seq: self._shown(who, seq, said) for seq, said in self.messages.items()}

    def _shown(self, who: int, seq: int, said: Said) -> Shown:
        hides = self.blocked[who]
        if said.author in hides:
            return HIDDEN
        if said.removed:
            return REMOVED
        counts = {name: len(givers - hides) for name, givers in self._givers[seq].items()}
        return said.author, said.words, tuple(sorted((n, c) for n, c in counts.items() if c))


def accounts_for(model: Model, entries: list[dict]) -> None:
    """A whole log, as someone reads it who blocks nobody, holds every act of the model once and nothing else."""
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    by_kind: dict[str, list[dict]] = {}
    for entry in entries:
        by_kind.setdefault(entry["kind"], []).append(entry)
    assert {entry["seq"] for entry in by_kind.pop("message_posted", [])} == set(model.messages)
    removed = [entry["data"]["message"] for entry in by_kind.pop("message_removed", [])]
    assert sorted(removed) == [seq for seq, said in sorted(model.messages.items()) if said.removed]
    edits = len(by_kind.pop("message_edited", []))
    assert edits == sum(said.edits for said in model.messages.values())
    _alternate(by_kind.pop("reaction_set", []))
    assert by_kind == {}


def _alternate(entries: list[dict]) -> None:
    given: set[tuple[int, int, str]] = set()
    for entry in entries:
        if entry.get("hidden"):
            continue  # its message was removed
        data = entry["data"]
        key = (entry["actor"], data["message"], data["reaction"])
        assert (key in given) != data["on"], f"told twice: {entry}"
        (given.add if data["on"] else given.discard)(key)
