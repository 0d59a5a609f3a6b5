"""How a mentorship stands, and what happened in it, in words that judge nobody."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.mentoring.models import (
    ACCEPTED,
    ACTIVE,
    AGREED,
    CLOSING,
    ENDED,
    GOING_ON,
    GROUP_OVER,
    LEFT,
    LENGTH,
    OPEN,
    PARTING,
    PAUSED,
    RESUMED,
    SHUT_OUT,
    SILENCE,
    TIME,
    TRIAL,
    UNANSWERED,
    WITHDRAWN,
)

STATES = {
    TRIAL: _l("Getting to know each other"),
    ACTIVE: _l("Under way"),
    PAUSED: _l("Paused"),
    CLOSING: _l("Coming to its end"),
    ENDED: _l("Ended"),
}
TOLD = {
    OPEN: _l("Open. There is no answer yet."),
    UNANSWERED: _l("Not answered."),
    ACCEPTED: _l("Accepted."),
    WITHDRAWN: _l("You took it back."),
}
"""How an ask stands, for whoever asked."""

PROMPTS = (
    _l("What helped, these weeks?"),
    _l("What would you like to take along?"),
    _l("Who else is there, once this has ended?"),
)
"""For two who are parting."""

MENTORS_LEFT = _l(
    "Your ask was not taken up. You can ask someone else now. Reasons are never asked for."
)
"""What the asker is told when the days of an ask are over, whatever became of it."""


def step(kind: str, why: str, who: str) -> str:
    """One step of a mentorship; `who` took it, and is empty where it came by time."""
    said = {
        TRIAL: _("%(who)s accepted. The first fourteen days are for getting to know each other.", who=who),
        GOING_ON: _("%(who)s would like to go on.", who=who),
        ACTIVE: _("Both of you wanted to go on."),
        PAUSED: _("%(who)s paused.", who=who),
        RESUMED: _("%(who)s took it up again.", who=who),
        PARTING: _("%(who)s would like to bring it to an end.", who=who),
    }  # fmt: skip
    return said.get(kind) or _last_step(kind, why, who)


def _last_step(kind: str, why: str, who: str) -> str:
    if why == GROUP_OVER:
        return _("The group has ended, and the channel with it.")
    if kind == ENDED:
        return _("%(who)s has ended the channel.", who=who) if who else _("The channel has ended.")
    return {
        AGREED: _("You agreed to bring it to an end. There are seven days to part."),
        TIME: _("The first fourteen days are over. There are seven days to part."),
        LENGTH: _("You have walked your programme to its end. There are seven days to part."),
        SILENCE: _("It has been quiet for a long time, so it comes to its end in seven days."),
        SHUT_OUT: _("The channel is for reading now, and ends in seven days."),
        LEFT: "",
    }[why]


def step_told(subject: Mapping[str, Any]) -> tuple[str, str]:
    """The notice of a step."""
    said = step(subject["kind"], subject["why"], subject["who"])
    if subject["kind"] == ENDED and subject["why"] != GROUP_OVER:
        said = f"{said} {_('It stays readable for 7 days.')}"
        if subject.get("mentee"):
            said = f"{said} {_('Would you like to see who else could fit?')}"
    return said, f"/mentorships/{subject['mentorship']}"
