"""What a reporter types: why, in their words, and from which line to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.moderation.reasons import CHOSEN, REASONS

LONGEST_REPORT = 2_000
LONGEST_KEY = 64
LONGEST_SHOWN = 1_000


@dataclass(frozen=True)
class ReportForm:
    """A report.

    `shown` holds a fingerprint of every line as the reporter saw it, `seen` the span whose preview they saw; `leads`
    asks for the leads' desk, `moderators` for the group's where the words are from a private room. That it is believed
    to be true is ticked (R1), except where somebody may be in danger: nothing stands in the way of that.
    """

    kind: str
    ref: str
    reason: str
    words: str
    key: str
    first: int = 0
    last: int = 0
    shown: str = ""
    seen: str = ""
    leads: bool = False
    moderators: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ReportForm":
        """Read the form. Raises Invalid with a sentence per field."""
        names = (
            "kind",
            "ref",
            "reason",
            "words",
            "key",
            "first",
            "last",
            "shown",
            "seen",
            "leads",
            "moderators",
            "faith",
        )
        fields = Fields(raw, names)
        lost = _("This page lost what it is about. Go back to it and press Report again.")
        form = cls(
            fields.line("kind", lost, 20), fields.line("ref", lost, 60),
            _reason(fields, raw), fields.words("words", LONGEST_REPORT),
            fields.line("key", lost, LONGEST_KEY), _seq(fields, "first"), _seq(fields, "last"),
            fields.optional_line("shown", LONGEST_SHOWN), fields.optional_line("seen", 40),
            fields.ticked("leads"), fields.ticked("moderators"),
        )  # fmt: skip
        if form.first > form.last:
            fields.refuse("last", _("The last line lies before the first."))
        if form.reason == "other" and not form.words.strip():
            fields.refuse("words", _("Say in a few words what it is."))
        _in_good_faith(fields, form.reason)
        fields.finish()
        return form


@dataclass(frozen=True)
class OutsideForm:
    """A report by somebody without an account: what it is about, why, and how to reach them, if they like (R1).

    `staff` says that it is about somebody who answers for this site.
    """

    about: str
    reason: str
    words: str
    contact: str
    key: str
    staff: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OutsideForm":
        """Read the form. Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("about", "reason", "words", "contact", "key", "staff", "faith"))
        form = cls(
            fields.line("about", _("Say what it is about: an address, or where you saw it."), 300),
            _reason(fields, raw),
            fields.words("words", LONGEST_REPORT, _("Say in a few words what is wrong.")),
            fields.optional_line("contact", 200),
            fields.line("key", _("This page was open for too long. Load it again."), LONGEST_KEY),
            fields.ticked("staff"),
        )
        _in_good_faith(fields, form.reason)
        fields.finish()
        return form


def _reason(fields: Fields, raw: Mapping[str, Any]) -> str:
    if not raw.get("reason"):
        fields.refuse("reason", _("Choose what comes closest."))
        return ""
    return fields.one_of("reason", CHOSEN)


def _in_good_faith(fields: Fields, reason: str) -> None:
    urgent = reason in REASONS and REASONS[reason].urgent
    if not fields.ticked("faith") and not urgent:
        fields.refuse("faith", _("Tick that you believe this to be true."))


def _seq(fields: Fields, name: str) -> int:
    said = fields.optional_line(name, 16)
    if said and not said.isdigit():
        fields.refuse(name, _("Choose a line."))
        return 0
    return int(said or 0)
