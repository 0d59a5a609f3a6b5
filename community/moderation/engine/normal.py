"""Words as they are compared with rules: however they were dressed up, as they were meant.

Case, accents, characters that nobody sees, letters of another script that look alike, letters with gaps between
them, digits and signs in the place of letters.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from community.members.lookalikes import skeleton

GAPS = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_]){3,}(?![^\W_])")
"""At least four letters that each stand alone."""

BETWEEN = re.compile(r"[\W_]+")
DRESSED = re.compile(r"(?:[a-z0-9@$]\S*)?[a-z](?:\S*[a-z0-9@$])?")
"""A word with whatever stands among its letters, but not what stands around it."""

MEANT = str.maketrans({"0": "o", "1": "l", "i": "l", "!": "l", "|": "l", "3": "e", "4": "a", "@": "a",
                       "5": "s", "$": "s", "7": "t", "+": "t"})  # fmt: skip
UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc"})
WRITTEN = frozenset("\n\t\r")


class _Plain(dict[int, str]):
    """The plain sign for each sign, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _plain(chr(code))
        return found


_plainly = _Plain()


@dataclass(frozen=True)
class Reading:
    """One text in the forms in which rules look at it."""

    text: str

    @cached_property
    def plain(self) -> str:
        """In small plain letters; where words were written with gaps, once more without them."""
        plain = self.text.translate(_plainly)
        closed = GAPS.sub(lambda found: BETWEEN.sub("", found[0]), plain)
        return plain if closed == plain else f"{plain}\n{closed}"

    @cached_property
    def meant(self) -> str:
        """As `plain`, with the letters that digits and signs stand for, and one space around every word."""
        return f" {as_meant(self.plain)} "


def reading_of(*parts: str) -> Reading:
    """The reading of a text, or of several that belong together."""
    return Reading("\n".join(part for part in parts if part))


def as_plain(text: str) -> str:
    """Small plain letters only."""
    return text.translate(_plainly)


def as_meant(plain: str) -> str:
    """Where letters stand, digits and signs among them are read as letters; i and l are one. Words only."""
    undressed = DRESSED.sub(lambda found: found[0].translate(MEANT), plain)
    return BETWEEN.sub(" ", undressed).strip()


def _plain(sign: str) -> str:
    if sign in WRITTEN:
        return sign
    if unicodedata.category(sign) in UNSEEN:
        return ""
    if sign.isascii():
        return sign.lower()
    bare = "".join(
        part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part) != "Mn"
    ).casefold()
    if bare.isascii():
        return bare
    alike = "".join(skeleton(part) for part in bare)
    return alike if alike.isascii() and alike.isalnum() else bare
