"""Reading the fields of a form strictly: each is a line, a tick or a choice, and nothing else comes along."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from community import text
from community.errors import Invalid

ALWAYS_SENT = frozenset({"csrf_token"})


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
        said = self._raw.get(name) or ""
        if not isinstance(said, str):
            self.errors[name] = _("That could not be understood.")
            return ""
        if len(said) > longest:
            self.errors[name] = _("That is longer than %(most)d characters.", most=longest)
            return ""
        if any(_is_unreadable(sign) for sign in said):
            self.errors[name] = _("There is a sign in it that nobody can see. Type it again, please.")
            return ""
        return said.strip()

    def words(self, name: str, longest: int, missing: str = "") -> str:
        """Several lines of text; where they are empty, `missing` is said, if anything is."""
        try:
            said = text.clean_body(self._raw.get(name) or "", longest, required=False)
        except ValueError as refusal:
            self.errors[name] = str(refusal)
            return ""
        if not said.strip() and missing:
            self.refuse(name, missing)
        return said

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        said = self._raw.get(name) or ""
        if said not in ("", "yes"):
            self.errors[name] = _("That could not be understood.")
        return bool(said == "yes")

    def one_of(self, name: str, options: Iterable[str], unsaid: str | None = None) -> str:
        """One of the options offered; `unsaid` where nothing was, if that is allowed."""
        said = self._raw.get(name, unsaid)
        if said not in set(options):
            self.errors[name] = _("Choose one of these.")
            return ""
        return str(said)

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something was said already."""
        self.errors.setdefault(name, sentence)

    def finish(self) -> None:
        """Raise Invalid with everything that was found."""
        if self.errors:
            raise Invalid(self.errors)


def _is_unreadable(sign: str) -> bool:
    # control, surrogate, unassigned; the signs that turn text around; what stands for broken UTF-8
    return unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Cf") or sign == "\ufffd"
