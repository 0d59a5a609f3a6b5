"""From a file's bytes to its rows, one after the other. What is broken says so in words."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import gettext as _

from community.meetings.feeds.listed import Unreadable

MOST_ROWS = 100_000
STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')
SPACE = re.compile(r"\s*")
_decoder = json.JSONDecoder(strict=False)


class Rows:
    """The rows of a list, decoded as they are asked for: so a long file holds nobody up for long.

    A comma too many before a closing bracket is forgiven; then `was_repaired` is true.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = SPACE.match(text).end()  # type: ignore[union-attr]
        self.was_repaired = False

    def __iter__(self) -> Iterator[Any]:
        """Every row. Raises Unreadable."""
        if self._next() == "{":
            yield from self._wrapped()
            return
        if self._next() != "[":
            raise Unreadable(_("This is no list in JSON: it begins with something else."))
        yield from self._listed()

    def _wrapped(self) -> Iterator[Any]:
        whole = self._value()
        rows = whole.get("meetings") if isinstance(whole, dict) else None
        if not isinstance(rows, list):
            raise Unreadable(_("The file holds one object; a list of meetings is needed."))
        if len(rows) > MOST_ROWS:
            raise Unreadable(_too_many())
        self._end()
        yield from rows

    def _listed(self) -> Iterator[Any]:
        self._at += 1
        count = 0
        while self._next() != "]":
            yield self._value()
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(_too_many())
            if self._next() == ",":
                self._at += 1
                self.was_repaired |= self._next() == "]"
            elif self._next() != "]":
                raise Unreadable(self._broken_at(self._at))
        self._at += 1
        self._end()

    def _next(self) -> str:
        self._at = SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._text[self._at : self._at + 1]

    def _value(self) -> Any:
        try:
            return self._decoded()
        except json.JSONDecodeError as broken:
            if self.was_repaired:
                raise Unreadable(self._broken_at(broken.pos)) from None
        self._text = self._text[: self._at] + STRING_OR_COMMA.sub(
            lambda found: found[1] or "", self._text[self._at :]
        )
        self.was_repaired = True
        return self._value()

    def _decoded(self) -> Any:
        try:
            value, self._at = _decoder.raw_decode(self._text, self._at)
        except RecursionError:
            raise Unreadable(_("Things are nested too deeply in this file.")) from None
        except json.JSONDecodeError:
            raise
        except ValueError:  # a number of thousands of digits
            raise Unreadable(_("There is a number in this file that is far too long.")) from None
        return value

    def _end(self) -> None:
        if self._next():
            raise Unreadable(self._broken_at(self._at))

    def _broken_at(self, at: int) -> str:
        line = self._text.count("\n", 0, at) + 1
        sign = at - self._text.rfind("\n", 0, at)
        return str(
            _(
                "The JSON breaks off or is not well formed at line %(line)d, character %(sign)d.",
                line=line,
                sign=sign,
            )
        )


def text_of(data: bytes, encoding: str = "") -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32, or what the operator says it is. Raises Unreadable."""
    try:
        return data.decode(encoding or json.detect_encoding(data))
    except LookupError:
        raise Unreadable(_("There is no encoding called %(name)s.", name=encoding)) from None
    except UnicodeDecodeError:
        if encoding:
            raise Unreadable(_("The file is not written in %(name)s.", name=encoding)) from None
        raise Unreadable(
            _("The file is not UTF-8. If you know what it is, say so: --encoding latin-1.")
        ) from None


def plain(value: Any, depth: int = 4) -> Any:
    """A value without the wrappers of MongoDB's extended JSON: `{"$oid": "…"}` is "…"."""
    if not isinstance(value, dict):
        return [plain(one, depth - 1) for one in value] if _is_list(value, depth) else value
    if len(value) == 1:
        (key, inner), *_rest = value.items()
        if key in UNWRAPPED and depth:
            return UNWRAPPED[key](plain(inner, depth - 1))
    return value


def _is_list(value: Any, depth: int) -> bool:
    return isinstance(value, list) and depth > 0


def _number(kind: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(said: Any) -> Any:
        try:
            return kind(said) if isinstance(said, str) and len(said) < 40 else said
        except ValueError:
            return said

    return read


UNWRAPPED: dict[str, Callable[[Any], Any]] = {
    "$oid": lambda said: said,
    "$date": lambda said: said,
    "$numberInt": _number(int),
    "$numberLong": _number(int),
    "$numberDouble": _number(float),
}


def _too_many() -> str:
    return str(_("More than %(most)d rows are too many for one file.", most=MOST_ROWS))
