"""Telephone numbers: in figures, in words, or both; and what only looks like one."""

import re
from collections.abc import Iterator
from itertools import pairwise

from community.mentoring.pointing.plain import Plain, one_of

SHORTEST, LONGEST = 7, 15
"""Digits of a telephone number (E.164 has fifteen at most)."""

_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "null eins zwei drei vier funf sechs sieben acht neun",
)
_ROUND = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
WORDS = {word: str(value) for line in _COUNTED for value, word in enumerate(line.split())} | {
    "oh": "0", "o": "0", "nought": "0", "niner": "9", "zwo": "2", "un": "1",
}  # fmt: skip
TENS = {word: str(value) for line in _ROUND for value, word in enumerate(line.split(), 2)}
HUNDRED = frozenset({"hundred", "cientos", "cien", "hundert"})
TWICE = {"double": 2, "doble": 2, "doppel": 2, "triple": 3, "treble": 3}

SPOKEN_WORDS = frozenset({*WORDS, *TENS}) - {"o", "un"}
_SAID = "|".join(sorted((*WORDS, *TENS, *TWICE, *HUNDRED), key=len, reverse=True))
SPOKEN = re.compile(rf"(?<![^\W_])(?:(?:{_SAID}|\d{{1,4}})(?![^\W_])[\s,.;:/_*|-]{{0,4}}){{4,40}}")
PIECE = re.compile(r"[a-z]+|\d+")

RUN = re.compile(r"[+(]{0,2}\d[\d ().\-/*_|~]{5,80}(?<=\d)")
GROUP = re.compile(r"\d+")
DATE = re.compile(
    r"(?<![\d])(?<!\d[-./])(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d])(?![-./]\d)"
)
APART = re.compile(r" */ +| +/ *| {2,}| +- +")
CUE = re.compile(
    r"\b"
    + one_of(
        "call ring text txt phone telephone tel cell cellphone mobile sms whats_app signal telegram imessage facetime "
        "reach my~number number~is numero telefono movil celular llama llamame marca escribeme wasap handy nummer ruf "
        "anrufen portable appelle"
    )
    + r"\b"
)
FREE = re.compile(
    r"(?:00|\+)?(?:1?8(?:00|33|44|55|66|77|88)\d{7}|0?80[0-9]\d{4,8}|1800\d{6}|(?:\d{1,3})?800\d{6,8}|116\d{3})"
)
"""Numbers that cost nobody anything are those of lines, never of a person."""

YEAR = re.compile(r"(?:19|20)\d\d")


def phones(said: Plain) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand."""
    text = DATE.sub(lambda date: "#" * len(date[0]), said.small)
    for run in RUN.finditer(text):
        if _is_phone_run(run[0], text, run.start(), run.end()):
            yield run.span()
    if said.words & SPOKEN_WORDS:
        for run in SPOKEN.finditer(text):
            if _is_said(run[0], text, run.start(), run.end()):
                yield run.span()


def _is_phone_run(run: str, text: str, begins: int, ends: int) -> bool:
    if text[max(0, begins - 8) : begins].rstrip(" :#").endswith(("isbn", "€", "$", "£")):
        return False
    if text[begins - 1 : begins].isalnum() or text[ends : ends + 1].isalpha():
        return False
    parts = APART.split(run)
    if len(parts) > 1 and sum(sign.isdigit() for sign in run) > LONGEST:
        return any(_is_phone(part, False) for part in parts)
    return _is_phone(run, _has_cue(text, begins, ends))


def _has_cue(text: str, begins: int, ends: int) -> bool:
    around = f"{text[max(0, begins - 40) : begins]} # {text[ends : ends + 20]}"
    return CUE.search(around) is not None


def _is_phone(run: str, cue: bool) -> bool:
    groups = GROUP.findall(run)
    digits = "".join(groups)
    if not SHORTEST <= len(digits) <= LONGEST or len(set(digits)) == 1 or _only_counts(groups):
        return False
    if FREE.fullmatch(digits) or all(YEAR.fullmatch(group) for group in groups):
        return False
    if all(len(group) == 1 for group in groups):
        return cue or (len(groups) >= 8 and bool(set(digits) & set("0678")))
    if len(groups) > 1 and max(map(len, groups)) <= 2 and not run.startswith(("+", "0")):
        return cue and len(digits) >= 8
    return (
        cue
        or run.lstrip("(").startswith("+")
        or _looks_dialled(run, digits, [len(group) for group in groups])
    )


def _looks_dialled(run: str, digits: str, sizes: list[int]) -> bool:
    """As people write numbers to be dialled, where nothing else says that it is one."""
    count = len(digits)
    if digits.startswith("0"):
        return count >= 9 and digits[:3] != "000"
    if count in (10, 11) and (count == 10 or digits[0] in "178"):
        return sizes[-1] >= 3 and (len(sizes) == 1 or max(sizes) < 8)
    if count == 9:
        return (
            digits[0] in "6789"
            and not digits.endswith("000")
            and sizes in ([9], [3, 3, 3], [3, 2, 2, 2])
        )
    if count == 7:
        return sizes == [3, 4] and digits[3:] != "0000"
    return False


def _only_counts(groups: list[str]) -> bool:
    """1 2 3 4, 10 9 8: each one further than the one before."""
    values = [int(group) for group in groups]
    steps = {after - before for before, after in pairwise(values)}
    return len(groups) > 2 and len(steps) == 1 and steps < {-5, -2, -1, 1, 2, 5, 10, -10, 100}


def _is_said(said: str, text: str, begins: int, ends: int) -> bool:
    pieces = PIECE.findall(said)
    words = sum(piece.isalpha() for piece in pieces)
    groups = _figures(pieces)
    digits = "".join(groups)
    if words < 3 or not SHORTEST <= len(digits) <= LONGEST + 2 or len(set(digits)) == 1:
        return False
    counted = groups[1:] if int(groups[0]) >= 10 else groups  # "to ten: one two three"
    if _only_counts(counted) or _climbs(groups) or FREE.fullmatch(digits):
        return False
    small = all(len(group) == 1 for group in groups)
    return len(digits) >= 9 or (small and len(groups) >= SHORTEST) or _has_cue(text, begins, ends)


def _climbs(groups: list[str]) -> bool:
    """Counting with a word said twice on the way: each as large as the one before or one larger."""
    values = [int(group) for group in groups]
    return all(after - before in (0, 1) for before, after in pairwise(values))


def _figures(pieces: list[str]) -> list[str]:
    """What is dialled for what was said: "double five" is 55, "thirty four" is 34, "nine hundred" is 900."""
    found: list[str] = []
    times, tens = 1, ""
    for piece in pieces:
        if piece in TWICE:
            times = TWICE[piece]
            continue
        if piece in HUNDRED:
            found += ["00"]
            continue
        if piece in TENS:
            found += [f"{tens}0"] if tens else []
            tens = TENS[piece]
            continue
        figure = WORDS.get(piece, piece)
        if tens:
            found += [tens + figure] if len(figure) == 1 and figure != "0" else [f"{tens}0", figure]
            tens = ""
            continue
        found += [figure] * times
        times = 1
    return found + ([f"{tens}0"] if tens else [])
