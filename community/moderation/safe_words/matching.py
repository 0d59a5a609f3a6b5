"""Finding what a hint is about, in words that stand near each other. Pure; the browser's twin is safe_words.js.

A list has rules. A rule has sets of terms: `within` so many words of a term of the first set one of every other set
has to stand, none of `unless` in a wider reach, and somewhere in the text one of `anywhere`, where it has any. A term
is a word, or several joined by `_`; `*` at a word's end stands for any letters, `#` for a number.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HURTING, EATING, DRUGS = "hurting", "eating", "drugs"
KINDS = (HURTING, EATING, DRUGS)
LONGEST = 4_000
"""Characters that are looked at; a message has no more (L4.3)."""

REACH = 12
"""So many words around the first one in which `unless` counts."""

WORD = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)?")
NUMBER = "#"

Hit = tuple[int, int]
"""From which word to before which."""


@dataclass(frozen=True)
class Rule:
    """What makes one kind of hint."""

    kind: str
    within: int
    sets: tuple["Terms", ...]
    anywhere: "Terms"
    unless: "Terms"


@dataclass(frozen=True)
class Words:
    """The rules of one language, and its words for numbers from two on."""

    rules: tuple[Rule, ...]
    numbers: frozenset[str]

    @classmethod
    def from_told(cls, told: Mapping[str, Any]) -> "Words":
        """As a list's file tells them; `@name` stands for a set that has a name."""

        def terms(written: str) -> Terms:
            return Terms(re.sub(r"@(\w+)", lambda name: told["names"][name[1]], written).split())

        rules = (
            Rule(
                rule["kind"], rule["within"], tuple(map(terms, rule["sets"])), terms(rule["anywhere"]),
                terms(rule["unless"]),
            )
            for rule in told["rules"]
        )  # fmt: skip
        return cls(tuple(rules), frozenset(told["numbers"].split()))


class Terms:
    """A set of terms by their first words."""

    def __init__(self, written: Sequence[str]) -> None:
        self._whole: dict[str, list[list[str]]] = {}
        self._begun: list[tuple[str, list[str]]] = []
        for term in written:
            first, *rest = term.split("_")
            if first.endswith("*"):
                self._begun.append((first[:-1], rest))
            else:
                self._whole.setdefault(first, []).append(rest)

    def __bool__(self) -> bool:
        return bool(self._whole or self._begun)

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Where terms stand."""
        for at, word in enumerate(words):
            rests = [*self._whole.get(word, ())]
            rests += [rest for begun, rest in self._begun if word.startswith(begun)]
            for rest in rests:
                end = at + 1 + len(rest)
                if end <= len(words) and all(map(_is, rest, words[at + 1 : end])):
                    yield at, end


def kinds_in(text: str, words: Words) -> list[str]:
    """What a text holds, each kind once; nothing in most."""
    found = split(text, words.numbers)
    met = {rule.kind for rule in words.rules if _meets(rule, found)}
    return [kind for kind in KINDS if kind in met]


def split(text: str, numbers: frozenset[str]) -> list[str]:
    """The words of a text without accents and apostrophes; every number is `#`."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).lower()
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    found = WORD.findall(re.sub("['\u2019\u02bc`]", "", plain))
    return [NUMBER if word[0].isdigit() or word in numbers else word for word in found]


def _meets(rule: Rule, found: Sequence[str]) -> bool:
    first, *others = rule.sets
    anchors = list(first.hits(found))
    if not anchors or (rule.anywhere and next(rule.anywhere.hits(found), None) is None):
        return False
    hits, against = [list(other.hits(found)) for other in others], list(rule.unless.hits(found))
    return any(
        all(any(_near(hit, anchor, rule.within) for hit in each) for each in hits)
        and not any(_near(hit, anchor, REACH) for hit in against)
        for anchor in anchors
    )


def _near(hit: Hit, anchor: Hit, within: int) -> bool:
    return hit[0] >= anchor[0] - within and hit[1] <= anchor[1] + within


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
