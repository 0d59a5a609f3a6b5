"""Words as they are meant, whatever letters they are dressed in."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4_000
"""Characters that are looked at: a message has no more (L4.3)."""

UNSEEN = dict.fromkeys(
    (
        0xAD,
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        0xFE0E,
        0xFE0F,
        0x20E3,
        *range(0x202A, 0x202F),
        0xFDFA,
        0xFDFB,
    )
)
DRESSED = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u00b4`", "'"),
        **dict.fromkeys("\u00b7\u2022\u2024\u3002\u2027", "."),
        **dict.fromkeys("\u2044\u2215", "/"),
    }
)
MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[a-z]+")
SPACES = re.compile(r"[^\S\n]")


@dataclass(frozen=True)
class Plain:
    """The same text twice, sign by sign: as it was cased, and small."""

    cased: str
    small: str
    words: frozenset[str]
    """Every word of it, so that nobody looks for what cannot be there."""


def plain(text: str) -> Plain:
    """Without accents, unseen signs and other alphabets' digits; dashes and dots as typewriters have them."""
    text = text[:LONGEST]
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text.translate(UNSEEN)))[:LONGEST]
        text = SPACES.sub(" ", text.translate(DRESSED))
        text = text.translate({ord(sign): digit for sign in set(text) if (digit := _digit(sign))})
    small = text.lower()
    cased = text if len(small) == len(text) else small
    return Plain(cased, small, frozenset(WORD.findall(small)))


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return "" if value is None or sign.isascii() else str(value)


def one_of(words: str) -> str:
    """Any of these words, as a pattern. `_` may be a space or nothing, `~` is a space."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ?").replace("~", " ")


def bare(*words: str) -> frozenset[str]:
    """Every word that stands in lists for `one_of`, in each way of writing it: as `Plain.words` would have it."""
    said = " ".join(words)
    return frozenset(WORD.findall(said)) | frozenset(WORD.findall(said.replace("_", "")))
