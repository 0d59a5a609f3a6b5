"""The bare words of what people wrote, as a page shows them: for quotes, and for whom they name. Never markup."""

import re
from collections.abc import Iterator
from html import unescape

from community.text import render

PIECES = re.compile(r"(<[^>]*>)|([^<]+)")
NAMED = re.compile(r"(?<![\w@.])@(\w(?:[\w.\-]{0,38}\w)?)")
APART = frozenset({"code", "pre", "blockquote", "a"})
"""Elements whose words are code, or somebody else's."""


def quoted(body: str, begins: int, ends: int, limit: int) -> str:
    """The words between two places of what a page shows, on one line; all of them where `ends` is 0.

    Places count the characters of the rendered text, as a browser counts those that somebody chose. Spoilers stay
    hidden, and nothing is longer than `limit`.
    """
    found, at, hidden = [], 0, False
    for tag, words in PIECES.findall(render(body)):
        if tag:
            hidden = tag.startswith("<span") or (hidden and not tag.startswith("</span"))
            continue
        shown = unescape(words)
        start, stop = max(begins - at, 0), (ends or at + len(shown)) - at
        at += len(shown)
        if stop > start and shown[start:]:
            found.append("…" if hidden else shown[start:stop])
    line = " ".join("".join(found).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def named(body: str) -> list[str]:
    """The names that are called with @, each once, as they were typed; not those in code, quotes and links."""
    found = (name for words in _own_words(body) for name in NAMED.findall(words))
    return list(dict.fromkeys(found))


def _own_words(body: str) -> Iterator[str]:
    apart = 0
    for tag, words in PIECES.findall(render(body)):
        name = tag.strip("</>").split(" ")[0]
        if name in APART:
            apart += -1 if tag.startswith("</") else 1
        elif words and not apart:
            yield unescape(words)
