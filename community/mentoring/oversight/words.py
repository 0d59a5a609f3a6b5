"""What the two are asked, what the leads read, and the notices. None tells a name or an answer (L7.10)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.mentoring.oversight.models import GOOD, MIXED, UNCOMFORTABLE
from community.mentoring.oversight.rules import AT_NIGHT, ONE_SIDED, SEVERAL, SILENT

Subject = Mapping[str, Any]

HOW = ((GOOD, _l("Good")), (MIXED, _l("Mixed")), (UNCOMFORTABLE, _l("Uncomfortable")))
LOOK = (("no", _l("No")), ("yes", _l("Yes")))

SIGNALS = {
    ONE_SIDED: _l("One of the two wrote more than nine of every ten of the last 30 messages."),
    AT_NIGHT: _l("More than 80 % of the last 30 messages were between midnight and five, by the mentee’s clocks."),
    SILENT: _l("Fourteen days without a word, after at least four messages in a week."),
    SEVERAL: _l("Three or more mentorships of this mentor within a year ended early, or were answered uncomfortable."),
}  # fmt: skip
"""What each rule met."""


def pulse(subject: Subject) -> tuple[str, str]:
    """To each of the two, for themselves."""
    return _("Two short questions, only for you."), f"/mentoring/pulses/{subject['pulse']}"


def signal(_subject: Subject) -> tuple[str, str]:
    """To the leads."""
    return _("Something in mentoring asks for a look. Nothing was read."), "/site/mentoring"


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "mentoring_pulse": pulse, "mentoring_signal": signal,
}  # fmt: skip
"""Every kind, with its words."""
