"""Attack strings for the sanitiser. The corpora lie beside the project and never enter it."""

import json
import os
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

CORPORA = Path(__file__).parents[2] / "shared" / "data" / "xss"
REQUIRED = os.environ.get("HEARTH_REQUIRE_ALL") == "1"
WRAPPINGS = ("{}", "[x]({})", "<{}>", "> - {}", "||{}||", "`{}", "https://a.example/{}")

SEEDS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:123>",
    '[x](https://a.example/"onmouseover="alert(1))',
    "![x](https://a.example/x.png)",
    '<svg><style><a id="</style><img src=1 onerror=alert(1)>">',
    "||<b>||</b>",
    "`<i>`*<u>*",
    "[a](https://a.example 'x\" onclick=\"y')",
)


@cache
def corpus() -> tuple[str, ...]:
    """Every string of the corpora, whole and line by line; empty where they are not at hand."""
    whole = set(_strings(json.loads(_read(CORPORA / "dompurify-expect.json"))))
    whole |= {_read(path) for path in (CORPORA / "bleach").glob("*.test")}
    return tuple(sorted(whole | {line for text in whole for line in text.splitlines()}))


def events(html: str) -> list[tuple[object, ...]]:
    """What a browser would make of it: tags with their attributes, and runs of text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.events


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("open", tag, *sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("close", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = str(self.events.pop()[1]) + data
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.events.append(("instruction", data))


def _read(path: Path) -> str:
    if not path.exists() and not REQUIRED:
        return "[]" if path.suffix == ".json" else ""
    return path.read_text(encoding="utf-8")


def _strings(found: object) -> list[str]:
    if isinstance(found, str):
        return [found]
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [text for piece in inner for text in _strings(piece)]
