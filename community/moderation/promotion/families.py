"""What selling and promoting sounds like, family by family, and what talk about the same things sounds like.

The patterns are in families.txt. None decides by itself: rule.py weighs them together.
"""

from pathlib import Path
from typing import Any

import re2

LISTED = Path(__file__).with_name("families.txt")
MEMORY = 64 << 20
"""Bytes that one family may use while it reads."""


def _families(kind: str) -> dict[str, Any]:
    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    options.max_mem = MEMORY
    return {
        name: re2.compile("|".join(map(_alternative, lines)), options)
        for name, lines in _listed(kind).items()
    }


def _listed(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name, mine = "", False
    for line in LISTED.read_text().splitlines():
        if line.startswith("[") and line.endswith("]") and " " in line:
            of, _space, name = line[1:-1].partition(" ")
            mine = of == kind
        elif line and mine:
            found.setdefault(name, []).append(line)
    return found


def _alternative(line: str) -> str:
    return line[2:] if line.startswith("~ ") else rf"\b(?:{line})\b"


WEAK = frozenset({
    "goods", "price", "medicine", "care", "finance", "prize", "pay", "phone", "contact", "link", "act_mild", "haste",
    "praise", "list", "to_you", "giving_out", "testimony", "soft_reach", "bare_price", "to_us",
})  # fmt: skip
"""Signs that honest people give as often; how many kinds come together is counted without them."""

_SIGNS = _families("signs")
SIGN_PATTERNS = dict(sorted(_SIGNS.items(), key=lambda family: family[0] in WEAK))
"""What promotes, strong signs first. Some of it is ordinary, too."""

TALK_PATTERNS = _families("talk")
"""What people say to each other here."""
