"""What topics must look like between which posts are moved: the reference, which knows nothing of the server's code.

Acts are entered under the name that a post had when they were acknowledged; where posts went is told at the end.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.chaos.model import HIDDEN, REMOVED, Shown

Name = tuple[str, int]
"""A stream, and the seq."""


@dataclass
class Acts:
    """What was done to a post while it had one name."""

    author: int | None = None
    words: str = ""
    removed: bool = False
    given: dict[tuple[int, str], bool] = field(default_factory=dict)


class World:
    """Topics of people who are numbers."""

    def __init__(self, people: int) -> None:
        self.blocked: list[set[int]] = [set() for _ in range(people)]
        self.acts: defaultdict[Name, Acts] = defaultdict(Acts)
        self.moves: dict[Name, Name] = {}

    def desk(self, stream: str) -> "Desk":
        """Where the acts in one topic are entered."""
        return Desk(self, stream)

    def seen_in(self, stream: str, who: int) -> dict[int, Shown]:
        """A topic in somebody's eyes."""
        found = {}
        for first in [name for name, acts in self.acts.items() if acts.author is not None]:
            names = self._names(first)
            if names[-1][0] == stream:
                found[names[-1][1]] = self._shown(
                    [self.acts[name] for name in names if name in self.acts], who
                )
        return found

    def account_for(self, stream: str, entries: list[dict]) -> None:
        """A whole log holds every post and every move once, and nothing twice."""
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
        kinds = Counter(entry["kind"] for entry in entries)
        left = {name for name in self.moves if name[0] == stream}
        came = {there for there in self.moves.values() if there[0] == stream}
        began = {
            name
            for name, acts in self.acts.items()
            if name[0] == stream and acts.author is not None
        }
        assert kinds["post_moved"] == len(left)
        assert kinds["message_posted"] == len(began | came)
        assert not began & came

    def _names(self, name: Name) -> list[Name]:
        names = [name]
        while names[-1] in self.moves:
            names.append(self.moves[names[-1]])
        return names

    def _shown(self, acts: list[Acts], who: int) -> Shown:
        author, hides = acts[0].author, self.blocked[who]
        assert author is not None
        if author in hides:
            return HIDDEN
        if any(one.removed for one in acts):
            return REMOVED
        given: dict[tuple[int, str], bool] = {}
        for one in acts:
            given |= one.given
        counts = Counter(name for (giver, name), on in given.items() if on and giver not in hides)
        words = [one.words for one in acts if one.words][-1]
        return author, words, tuple(sorted(counts.items()))


class Desk:
    """One topic, as a walker enters its acts."""

    def __init__(self, world: World, stream: str) -> None:
        self._world, self._stream = world, stream
        self.blocked = world.blocked

    def posted(self, who: int, seq: int, words: str) -> None:
        """Somebody said something."""
        self._at(seq).author = who
        self._at(seq).words = self._at(seq).words or words

    def edited(self, seq: int, words: str) -> None:
        """The author found better words."""
        self._at(seq).words = words

    def removed(self, seq: int) -> None:
        """Words were taken back."""
        self._at(seq).removed = True

    def reacted(self, who: int, seq: int, reaction: str, on: bool) -> None:
        """A reaction was given or taken back."""
        self._at(seq).given[who, reaction] = on

    def _at(self, seq: int) -> Acts:
        return self._world.acts[self._stream, seq]


def moves_in(stream: str, entries: list[dict]) -> dict[Name, Name]:
    """Where a whole log says that its posts went."""
    told = [entry["data"] for entry in entries if entry["kind"] == "post_moved"]
    return {(stream, data["message"]): (data["to"]["stream"], data["to"]["seq"]) for data in told}


def arrivals_in(stream: str, entries: list[dict]) -> dict[Name, Name]:
    """The same, as the log of where they came tells it; removed and hidden ones it does not tell."""
    came = [entry for entry in entries if "moved_from" in entry.get("data", {})]
    froms = [(entry["data"]["moved_from"], entry["seq"]) for entry in came]
    return {(old["stream"], old["seq"]): (stream, seq) for old, seq in froms}
