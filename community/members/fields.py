"""Reading the fields of a form strictly: each is a line, a tick or a choice, and nothing else comes along."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from community import text
from community.errors import Invalid

ALWAYS_SENT = frozenset({"csrf_token"})
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::00)?")
BROKEN = "\ufffd"
"""What stands for bytes that are no UTF-8."""


class Fields:
    """Reads the fields of one form and collects a sentence for each that does not fit."""

    def __init__(self, raw: Mapping[str, Any], known: Iterable[str]) -> None:
        self._raw = raw
        self.errors: dict[str, str] = {}
        if set(raw) - set(known) - ALWAYS_SENT:
            self.errors["form"] = _("Something came along that this form does not know.")

    def line(self, name: str, missing: str, longest: int = 200) -> str:
        """One line of text; where it is empty, `missing` is said."""
        said = self.optional_line(name, longest)
        if not said and name not in self.errors:
            self.errors[name] = missing
        return said

    def optional_line(self, name: str, longest: int = 200) -> str:
        """One line of text, or an empty one."""
        return self._cleaned(name, lambda said: text.clean_line(said, longest, required=False))

    def words(self, name: str, longest: int, missing: str = "") -> str:
        """Several lines of text; where they are empty, `missing` is said, if anything is."""
        said = self._cleaned(name, lambda raw: text.clean_body(raw, longest, required=False))
        if not said.strip() and missing:
            self.refuse(name, missing)
        return said

    def secret(self, name: str, missing: str, longest: int) -> str:
        """A passphrase, as it was typed but for the spaces around it."""
        said = self._raw.get(name) or ""
        if not isinstance(said, str) or any(_cannot_be_typed(sign) for sign in said):
            self.refuse(name, _("There is a character in it that cannot be typed again."))
        elif len(said) > longest:
            self.refuse(name, _("That is longer than %(most)d characters.", most=longest))
        elif not said.strip():
            self.refuse(name, missing)
        return "" if name in self.errors else str(said).strip()

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        said = self._raw.get(name) or ""
        if said not in ("", "yes"):
            self.errors[name] = _("That could not be understood.")
        return bool(said == "yes")

    def time_of_day(self, name: str, needed: bool = True) -> int | None:
        """Minutes after midnight; None where nothing was said, or no time of day."""
        said = self.optional_line(name, 10)
        found = TIME_OF_DAY.fullmatch(said)
        if found:
            return int(found[1]) * 60 + int(found[2])
        if said or needed:
            self.refuse(name, _("Type a time of day, from 00:00 to 23:59."))
        return None

    def one_of(self, name: str, options: Iterable[str], unsaid: str | None = None) -> str:
        """One of the options offered; `unsaid` where nothing was, if that is allowed."""
        said = self._raw.get(name, unsaid)
        if not isinstance(said, str) or said not in set(options):
            self.errors[name] = _("Choose one of these.")
            return ""
        return said

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something was said already."""
        self.errors.setdefault(name, sentence)

    def finish(self) -> None:
        """Raise Invalid with everything that was found."""
        if self.errors:
            raise Invalid(self.errors)

    def _cleaned(self, name: str, clean: Callable[[object], str]) -> str:
        said = self._raw.get(name) or ""
        try:
            if isinstance(said, str) and BROKEN in said:
                raise ValueError(_("Some of it arrived broken. Type it again, please."))
            return clean(said)
        except ValueError as refusal:
            self.errors[name] = str(refusal)
            return ""


def _cannot_be_typed(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or sign == BROKEN
