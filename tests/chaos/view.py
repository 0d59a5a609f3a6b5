"""A client's view: entries applied strictly by seq, whatever order and however often they come."""

import re

from tests.chaos.model import HIDDEN, REMOVED, Shown

WORD = re.compile(r"ink(\d+)x\d+")
"""Every message and every edit is one such word: the number of who wrote it, and which it is."""


class View:
    """What one client knows of one stream."""

    def __init__(self, faces: dict[int, int]) -> None:
        self._faces = faces
        self.forget()

    def forget(self) -> None:
        """Know nothing, as after `reset`."""
        self.applied = 0
        self._waiting: dict[int, dict] = {}
        self._kinds: dict[int, str] = {}
        self._authors: dict[int, int] = {}
        self._words: dict[int, str] = {}
        self._reactions: dict[int, dict[str, int]] = {}

    @property
    def has_gap(self) -> bool:
        """Whether something arrived whose predecessor did not."""
        return bool(self._waiting)

    def take(self, entry: dict) -> None:
        """Apply an entry as soon as everything before it was applied."""
        seq, kind = entry["seq"], entry["kind"]
        assert self._kinds.setdefault(seq, kind) == kind, f"seq {seq} means two entries"
        if seq > self.applied:
            self._waiting[seq] = entry
        while self.applied + 1 in self._waiting:
            self.applied += 1
            self._apply(self._waiting.pop(self.applied))

    def shown(self) -> dict[int, Shown]:
        """The room as this client would draw it."""
        return {seq: self._message(seq) for seq in self._words}

    def readable(self) -> list[int]:
        """The messages whose words are there."""
        return [seq for seq, words in self._words.items() if words not in (HIDDEN, REMOVED)]

    def author(self, seq: int) -> int:
        """Who wrote a readable message."""
        return self._authors[seq]

    def gave(self, seq: int, reaction: str) -> int:
        """How often a reaction is shown at a message."""
        return self._reactions[seq].get(reaction, 0)

    def _message(self, seq: int) -> Shown:
        words = self._words[seq]
        if words in (HIDDEN, REMOVED):
            return words
        counts = tuple(sorted((n, c) for n, c in self._reactions[seq].items() if c))
        return self._authors[seq], words, counts

    def _apply(self, entry: dict) -> None:
        if entry.get("hidden"):
            if entry["kind"] == "message_posted":
                self._words[entry["seq"]] = HIDDEN
            return
        getattr(self, f"_{entry['kind']}")(entry["seq"], entry["data"])

    def _message_posted(self, seq: int, data: dict) -> None:
        self._authors[seq] = self._faces[data["author"]["id"]]
        self._words[seq], self._reactions[seq] = the_word(data["html"]), {}

    def _message_edited(self, _seq: int, data: dict) -> None:
        if self._words[data["message"]] != HIDDEN:
            self._words[data["message"]] = the_word(data["html"])

    def _message_removed(self, _seq: int, data: dict) -> None:
        self._words[data["message"]] = REMOVED

    def _reaction_set(self, _seq: int, data: dict) -> None:
        # Told live, before its message was removed; the message came later, empty already, by catching up.
        if data["message"] in self._reactions:
            self._reactions[data["message"]][data["reaction"]] = data["count"]


def the_word(html: str) -> str:
    """The one word that a message of these tests consists of."""
    (word,) = {found.group() for found in WORD.finditer(html)}
    return word


def writers_in(frame: str) -> set[int]:
    """Everybody whose words stand in a frame."""
    return {int(found.group(1)) for found in WORD.finditer(frame)}
