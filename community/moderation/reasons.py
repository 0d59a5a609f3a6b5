"""Why something is reported or acted on, in few words that everybody can choose from, and in the terms of R2."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Reason:
    """A reason that a report or an act can have; `category` is its word in public statements of reasons."""

    code: str
    words: Any
    category: str
    urgent: bool = False


_ALL = (
    Reason("danger", _l("Somebody may be in danger"), "SELF_HARM", urgent=True),
    Reason("minor", _l("Somebody may be under 18"), "PROTECTION_OF_MINORS", urgent=True),
    Reason("threat", _l("Threats or violence"), "VIOLENCE", urgent=True),
    Reason("harassment", _l("Harassment, or contact that is not wanted"), "CYBER_VIOLENCE"),
    Reason("hate", _l("Hatred of people for who they are"), "ILLEGAL_OR_HARMFUL_SPEECH"),
    Reason("sexual", _l("Sexual words or advances"), "CYBER_VIOLENCE"),
    Reason(
        "outing", _l("Says who somebody is, or where"), "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
    ),
    Reason("selling", _l("Selling or promoting something"), "SCAMS_AND_FRAUD"),
    Reason("method", _l("Describes how to harm oneself"), "SELF_HARM"),
    Reason("rules", _l("Against this group's guidelines"), "OTHER_VIOLATION_TC"),
    Reason("other", _l("Something else"), "OTHER_VIOLATION_TC"),
)
UNCOMFORTABLE, ASKED_TO_LOOK = "uncomfortable", "look"
_ANSWERED = (
    Reason(UNCOMFORTABLE, _l("Answered that a mentorship is uncomfortable"), "OTHER_VIOLATION_TC"),
    Reason(ASKED_TO_LOOK, _l("Asked somebody to look at a mentorship"), "OTHER_VIOLATION_TC"),
)
REASONS = {reason.code: reason for reason in (*_ALL, *_ANSWERED)}
CHOSEN = tuple(reason.code for reason in _ALL)
"""Those that somebody chooses; the others come of an answer about a mentorship (L7.10)."""

ANSWERED = tuple(reason.code for reason in _ANSWERED)


def choices() -> list[tuple[str, str]]:
    """What forms offer, in words."""
    return [(reason.code, str(reason.words)) for reason in _ALL]
