"""What is typed in a grave case: whom it is about, and what was done at a step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.moderation.procedures import NOTE, Step
from community.moderation.procedures.shapes import LONGEST_NOTE

ADDRESS = re.compile(
    r"(?:https?://[^/\s]+)?/(memberships|cases|rooms|topics|groups)/([\w-]{1,60})(?:[/?#]\S*)?"
)
KINDS = {
    "memberships": "membership",
    "cases": "case",
    "rooms": "room",
    "topics": "topic",
    "groups": "group",
}
MOST = 5
"""Of what one procedure is about."""


@dataclass(frozen=True)
class OpeningForm:
    """What it is about, as ids (`membership:12`), and whom, by the names of their accounts."""

    refs: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OpeningForm":
        """A line for each: the address of a page here, or a name. Raises Invalid."""
        fields = Fields(raw, ("about",))
        said = [line.strip() for line in fields.words("about", 1_000).splitlines() if line.strip()]
        if len(said) > MOST:
            fields.refuse("about", _("Five at most."))
        refs, handles = [], []
        for line in said:
            ref = _ref(line)
            if ref:
                refs.append(ref)
            elif "/" in line or len(line) > 40:
                fields.refuse(
                    "about", _("One line for each: the address of a page here, or a name.")
                )
            else:
                handles.append(line.removeprefix("@"))
        fields.finish()
        return cls(tuple(refs), tuple(handles))


@dataclass(frozen=True)
class DoneForm:
    """What was done at a step; or that it was not needed, and why."""

    noted: Mapping[str, str] = field(default_factory=dict, repr=False)
    skipped: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any], step: Step) -> "DoneForm":
        """Raises Invalid with a sentence per field."""
        names = [blank.name for blank in step.blanks]
        fields = Fields(raw, {*names, NOTE.name, "skipped"})
        skipped = fields.ticked("skipped")
        noted = {name: fields.words(name, LONGEST_NOTE) for name in {*names, NOTE.name}}
        if skipped and not noted[NOTE.name].strip():
            fields.refuse(NOTE.name, _("Say why it was not needed."))
        for blank in step.blanks:
            if blank.needed and not skipped and not noted[blank.name].strip():
                fields.refuse(blank.name, _("This belongs to the record."))
        fields.finish()
        return cls({name: words for name, words in noted.items() if words.strip()}, skipped)


@dataclass(frozen=True)
class SecondForm:
    """Whom a lead asks to be the second person."""

    handle: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SecondForm":
        """Raises Invalid."""
        fields = Fields(raw, ("handle",))
        form = cls(fields.line("handle", _("Type the name that they go by here."), 40))
        fields.finish()
        return form


def _ref(line: str) -> str:
    found = ADDRESS.fullmatch(line)
    if found is None:
        return ""
    kind, name = KINDS[found[1]], found[2]
    is_fit = kind == "group" or (name.isascii() and name.isdecimal() and len(name) <= 16)
    return f"{kind}:{name}" if is_fit else ""
