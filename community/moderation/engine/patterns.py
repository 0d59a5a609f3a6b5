"""Patterns that can only take so long: RE2 reads a text once, whatever the pattern, and has no look-around."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from community.moderation.engine.normal import Reading, as_meant, as_plain

LONGEST_PATTERN = 300
LONGEST_WORDS = 4_000
MOST_WORDS = 100
"""Lines of one rule."""

HEAVIEST_PATTERN, HEAVIEST_WORDS = 600, 6_000
"""Instructions into which a rule may be translated."""

MEMORY = 1 << 20
"""Bytes that one rule may use while it reads."""

SPACELESS = re2.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts that put no spaces between words."""


class Unfit(ValueError):
    """A rule that cannot be used: `why` is empty, broken, long, many or heavy."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Matcher:
    """What one rule looks for."""

    as_meant: bool
    compiled: Any

    def finds(self, reading: Reading) -> bool:
        """Whether the text has it."""
        return self.compiled.search(reading.meant if self.as_meant else reading.plain) is not None


@lru_cache(maxsize=2_000)
def matcher_of(how: str, words: str) -> Matcher:
    """The matcher of a rule: of `words`, one a line with `*` for any ending or beginning, or of a pattern.

    Raises Unfit.
    """
    if how == "words":
        return Matcher(True, _compiled(_any_of(words), HEAVIEST_WORDS))
    if len(words) > LONGEST_PATTERN:
        raise Unfit("long")
    matcher = Matcher(False, _compiled(_plain_pattern(words), HEAVIEST_PATTERN))
    if matcher.finds(Reading("")):
        raise Unfit("empty")
    return matcher


def _any_of(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip(" *")]
    if not lines:
        raise Unfit("empty")
    if len(lines) > MOST_WORDS:
        raise Unfit("many")
    if len(words) > LONGEST_WORDS:
        raise Unfit("long")
    return "|".join(map(_word, lines))


def _word(line: str) -> str:
    """As it stands in a reading's `meant`, where one space is around every word."""
    words = "*".join(as_meant(as_plain(part)) for part in line.split("*"))
    inner = "[^ ]*".join(re2.escape(part) for part in words.strip("*").split("*"))
    if SPACELESS.search(words):
        return inner
    return f"{'' if words.startswith('*') else ' '}{inner}{'' if words.endswith('*') else ' '}"


def _plain_pattern(pattern: str) -> str:
    """Small plain letters as in the text; escapes and everything else in ASCII mean what they mean."""
    return "(?i)" + "".join(sign if sign.isascii() else as_plain(sign) for sign in pattern)


def _compiled(pattern: str, heaviest: int) -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    options.never_capture = True
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as broken:
        raise Unfit("heavy" if "too large" in str(broken) else "broken") from None
    if compiled.programsize > heaviest:
        raise Unfit("heavy")
    return compiled
