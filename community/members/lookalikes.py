"""Which names look the same: UTS #39 skeletons, from a library's data (decision 0003)."""

import unicodedata
from functools import cache, lru_cache

from confusable_homoglyphs.categories import alias
from confusable_homoglyphs.confusables import confusables_data

# The library's data wraps right-to-left signs in marks that are no part of them.
LEFT_TO_RIGHT_MARK = "\u200e"

# UTS #31, table 5: the scripts in everyday modern use.
RECOMMENDED = """
LATIN GREEK CYRILLIC ARMENIAN HEBREW ARABIC DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL
TELUGU KANNADA MALAYALAM SINHALA THAI LAO TIBETAN MYANMAR GEORGIAN HANGUL ETHIOPIC KHMER THAANA
HIRAGANA KATAKANA BOPOMOFO HAN
"""
SCRIPTS = frozenset(RECOMMENDED.split())
NEUTRAL = frozenset({"COMMON", "INHERITED"})

# Letters of sound notation and old spelling imitate everyday ones; those some languages write
# stay. The rest of these are characters that nobody can see.
BLOCKS_LEFT_OUT = tuple(
    range(first, last + 1)
    for first, last in (
        (0x0250, 0x02AF),
        (0x0370, 0x0377),
        (0x03CF, 0x03FF),
        (0x1D00, 0x1DBF),
        (0xA640, 0xA69F),
        (0xA720, 0xA7FF),
        (0xAB30, 0xAB6F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0xFE00, 0xFE0F),
        (0xE0100, 0xE01EF),
    )
)
LEFT_OUT = frozenset("ĸƂƃƄƅƉƦƧƨƼƽǷƿȜȝɁɂ\u0345\u034f")
WRITTEN_ALL_THE_SAME = frozenset("ɓɔɖɗəɛɣɨɩɲʉʊʋʌʒ")


def skeleton(text: str) -> str:
    """The key under which a name is unique: equal for names that differ only in case or look alike.

    It is for comparing, never for showing (L1.3).
    """
    folded = _fold(unicodedata.normalize("NFKC", text))
    while (again := _fold(folded)) != folded:
        folded = again
    return folded


def scripts_of(text: str) -> set[str]:
    """The scripts a text is written in, without signs that all scripts share."""
    return {alias(sign) for sign in text} - NEUTRAL


def is_everyday(sign: str) -> bool:
    """Whether one character is a letter, mark or digit that people write names with today."""
    if unicodedata.category(sign) not in {"Lu", "Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}:
        return False
    if sign in LEFT_OUT or unicodedata.normalize("NFKC", sign) != sign:
        return False
    if any(ord(sign) in block for block in BLOCKS_LEFT_OUT) and sign not in WRITTEN_ALL_THE_SAME:
        return False
    return alias(sign) in SCRIPTS | NEUTRAL


def is_mistakable(text: str) -> bool:
    """Whether someone could write a name that looks like this one and yet has another skeleton.

    Case is the reason: a Greek ANNA in capitals looks like a Latin one, in small letters it does
    not, and a name has one skeleton whatever its case. The same name in small letters is free of
    it, and so is a Latin name: of two such names the other one gives way.
    """
    signs = unicodedata.normalize("NFD", text)
    for script in {"LATIN"} if "LATIN" in scripts_of(text) else SCRIPTS:
        readings = [_readings(sign, script) for sign in signs]
        if all(readings) and any(
            reading - {skeleton(sign)} for sign, reading in zip(signs, readings, strict=True)
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _readings(sign: str, script: str) -> frozenset[str]:
    """The skeletons of everything in one script that looks like this sign, itself included."""
    prototype = _prototypes().get(ord(sign), sign)
    alike = {sign, prototype} | _lookalikes().get(prototype, set())
    return frozenset(skeleton(other) for other in alike if _is_written_in(other, script))


def _is_written_in(signs: str, script: str) -> bool:
    # A letter with its accent is looked at piece by piece, so pairs count only if both are letters.
    return all(
        alias(sign) in NEUTRAL | {script}
        and is_everyday(sign)
        and (len(signs) == 1 or not unicodedata.combining(sign))
        for sign in signs
    )


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.casefold())
    alike = folded.translate(_prototypes()).translate(_twins_of_capitals()).casefold()
    # A capital i looks like a small L, so with case set aside i, l and 1 are one sign.
    return unicodedata.normalize("NFD", alike).replace("i", "l")


@cache
def _prototypes() -> dict[int, str]:
    """For each sign that has look-alikes, the one that stands for all of them."""
    near = _neighbours()

    def standing(sign: str) -> tuple[int, int, int]:
        return len(near[sign]), len(sign), -ord(sign[0])

    return {
        ord(sign): max({sign} | others, key=standing)
        for sign, others in near.items()
        if len(sign) == 1
    }


@cache
def _twins_of_capitals() -> dict[int, str]:
    """Small letters that look like nothing Latin while their capitals do: Cyrillic "Вера"."""
    twins = {ord("∂"): "d"}  # the body of ð, whose capital is that of đ
    for code in sorted(_prototypes()):
        if chr(code).isupper() and is_everyday(chr(code)):
            small = chr(code).casefold().translate(_prototypes())
            latin = chr(code).translate(_prototypes()).casefold().translate(_prototypes())
            if len(small) == 1 and not small.isascii() and latin.isascii() and latin.isalnum():
                twins.setdefault(ord(small), latin)
    return twins


@cache
def _lookalikes() -> dict[str, set[str]]:
    alike: dict[str, set[str]] = {}
    for code, prototype in _prototypes().items():
        alike.setdefault(prototype, set()).add(chr(code))
    return alike


@cache
def _neighbours() -> dict[str, set[str]]:
    """UTS #39 maps each sign to a prototype; the library keeps that as pairs in both directions.

    So the pairs form stars, and the middle of a star is the prototype.
    """
    near: dict[str, set[str]] = {}
    for sign, entries in confusables_data.items():
        others = (entry["c"].strip(LEFT_TO_RIGHT_MARK) for entry in entries)
        near.setdefault(sign.strip(LEFT_TO_RIGHT_MARK), set()).update(others)
    return near
