"""What a text has of each family, window by window, so that one offer in a long essay is as plain as by itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from community.moderation.engine.normal import Reading
from community.moderation.promotion.plain import plain_of

END = re.compile(r"[.!?…]+\s+|\n+")
LONGEST_SENTENCE = 300
"""What goes on without a stop is looked at in pieces of so many characters."""

WIDTHS = (90, 220, 450)
"""A window is as many whole sentences as reach so many characters."""

Sums = dict[str, int]


class Counted:
    """A text in sentences, and how often each family is found in each of them."""

    def __init__(self, reading: Reading) -> None:
        plain, self.disguised = plain_of(reading)
        self.loud = _loudness(reading.text)
        self._bytes = plain.encode()
        starts = _sentences(plain)
        self._starts = starts if plain.isascii() else _in_bytes(plain, starts)
        self._found: list[Sums] = [{} for _start in self._starts]

    def count(self, patterns: Mapping[str, Any]) -> None:
        """Look for these families, too. A word speaks once, for the first of them that has it."""
        taken = bytearray(len(self._bytes))
        for name, pattern in patterns.items():
            for hit in pattern.finditer(self._bytes):
                first, end = hit.span()
                if not any(taken[first:end]):
                    taken[first:end] = b"\x01" * (end - first)
                    sums = self._found[bisect_right(self._starts, first) - 1]
                    sums[name] = sums.get(name, 0) + 1

    def windows(self) -> Iterator[Sums]:
        """Every window in which there is something; an empty one where there is nothing at all."""
        seen: set[tuple[int, int]] = set()
        ends = [*self._starts[1:], len(self._bytes)]
        for width in WIDTHS:
            last = 0
            for first, start in enumerate(self._starts):
                last = max(last, first)
                while last + 1 < len(ends) and ends[last] - start < width:
                    last += 1
                if (first, last) not in seen:
                    seen.add((first, last))
                    if sums := self._sums(first, last):
                        yield sums
        if not any(self._found):
            yield {}

    def _sums(self, first: int, last: int) -> Sums:
        if first == last:
            return self._found[first]
        sums: Sums = {}
        for found in self._found[first : last + 1]:
            for name, number in found.items():
                sums[name] = sums.get(name, 0) + number
        return sums


def _sentences(plain: str) -> list[int]:
    starts = [0]
    for end in [*(found.end() for found in END.finditer(plain)), len(plain)]:
        while end - starts[-1] > LONGEST_SENTENCE:
            space = plain.rfind(" ", starts[-1] + 1, starts[-1] + LONGEST_SENTENCE)
            starts.append(space + 1 if space > 0 else starts[-1] + LONGEST_SENTENCE)
        if starts[-1] < end < len(plain):
            starts.append(end)
    return starts


def _in_bytes(plain: str, starts: Sequence[int]) -> list[int]:
    found = [0]
    for before, start in pairwise(starts):
        found.append(found[-1] + len(plain[before:start].encode()))
    return found


def _loudness(text: str) -> float:
    letters = sum(map(str.isalpha, text))
    shouted = sum(map(str.isupper, text)) / letters if letters > 20 else 0.0
    return min(1.0, max(0.0, shouted - 0.15) * 2 + min(text.count("!"), 6) / 12)
