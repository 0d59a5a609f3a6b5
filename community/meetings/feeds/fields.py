"""The fields of one row: read with patience where the meaning is certain, and every repair is told."""

import html
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.links import is_safe_link
from community.meetings.feeds.listed import Refused
from community.meetings.feeds.reading import plain
from community.text import TURNS_WRITING_AROUND, UNWRITABLE, clean_body, clean_line

LINE_TAG = re.compile(r"<(?:br|/p|/li|/div)\s*/?>\s*", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
BARE_ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
NUMBER_APART = re.compile(r"/ (?=[0-9]+$)")


class Row:
    """What a list says in one row."""

    def __init__(self, said: Mapping[str, Any], of: str = "") -> None:
        self._said, self._of = said, of
        self.repairs: dict[str, None] = {}

    def repaired(self, sentence: str) -> None:
        """Note what was put right."""
        self.repairs[sentence] = None

    def raw(self, name: str) -> Any:
        """What stands there, without MongoDB's wrappers; None for an empty text."""
        value = self._said.get(name)
        value = plain(value) if isinstance(value, dict | list) else value
        return None if isinstance(value, str) and not value.strip() else value

    def line(self, name: str, limit: int) -> str:
        """One line of text."""
        words = " ".join(self._words(name, limit).split())
        return self._cut(clean_line(words[:limit], limit, required=False), words, name, limit)

    def body(self, name: str, limit: int) -> str:
        """Many lines of text."""
        words = self._words(name, limit).strip()
        return self._cut(clean_body(words[:limit], limit, required=False), words, name, limit)

    def required(self, name: str, limit: int, sentence: str) -> str:
        """One line that must be there. Raises Refused."""
        words = self.line(name, limit)
        if not words:
            raise Refused(sentence)
        return words

    def strings(self, name: str) -> list[str]:
        """A list of short texts; one text with commas is taken apart."""
        value = self.raw(name)
        if isinstance(value, str):
            if "," in value:
                self.repaired(_("%(field)s was one text and was taken apart.", field=name))
            value = value.split(",")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            value = [value]
        elif not isinstance(value, list):
            if value is not None:
                self._left_out(name)
            return []
        return [short for short in map(self._short, value) if short]

    def number(self, name: str) -> float | None:
        """A number, also where it is written as text."""
        value = self.raw(name)
        if isinstance(value, str):
            try:
                value = float(value) if len(value) < 40 else None
            except ValueError:
                value = None
        good = isinstance(value, int | float) and not isinstance(value, bool)
        if good and abs(value) < 1e9 and math.isfinite(value):
            return value  # type: ignore[no-any-return]
        if self.raw(name) is not None:
            self._left_out(name)
        return None

    def link(self, name: str) -> str:
        """A web address; what is none is left out."""
        address = self.line(name, 2_000)
        if address and BARE_ADDRESS.fullmatch(address):
            address = f"https://{address}"
            self.repaired(_("%(field)s had no https:// before it.", field=name))
        if NUMBER_APART.search(address):
            address = NUMBER_APART.sub("/", address)
            self.repaired(_("%(field)s had a space in it.", field=name))
        if not address or is_safe_link(address):
            return address
        self.repaired(_("%(field)s is no web address and was left out.", field=name))
        return ""

    def _words(self, name: str, limit: int) -> str:
        value = self.raw(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            if value is not None:
                self._left_out(name)
            return ""
        value = value[: 8 * limit + 100]
        if "&" in value or "<" in value:
            value = TAG.sub("", LINE_TAG.sub("\n", html.unescape(value)))
        value = value.replace("\r\n", "\n")
        clean = TURNS_WRITING_AROUND.sub("", UNWRITABLE.sub("", value))
        if len(clean) < len(value):
            self.repaired(
                _("%(field)s had signs that cannot be shown; they were left out.", field=name)
            )
        return unicodedata.normalize("NFC", clean)

    def _cut(self, clean: str, words: str, name: str, limit: int) -> str:
        if len(words) > limit:
            self.repaired(_("%(field)s was cut to %(limit)d characters.", field=name, limit=limit))
        return clean.strip()

    def _short(self, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return ""
        return UNWRITABLE.sub("", str(value)[:60]).strip()

    def _left_out(self, name: str) -> None:
        self.repaired(_("%(field)s was not what belongs there and was left out.", field=name))
