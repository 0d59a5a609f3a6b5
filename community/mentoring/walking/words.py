"""What is said about the way of two, and its notices: none tells words of theirs, and none scolds (L7.8)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.mentoring.walking.models import GOAL, STEP, TASK

Subject = Mapping[str, Any]
KINDS_SAID = {GOAL: _l("A goal"), TASK: _l("A task"), STEP: _l("A step")}
HEADS = {GOAL: _l("Goals"), STEP: _l("Steps"), TASK: _l("Tasks")}
CHANGED = _l(
    "The other one of you changed this meanwhile. What you typed is below; save it again if it is to hold."
)


def proposed(subject: Subject) -> tuple[str, str]:
    """To whoever can accept it."""
    said = {
        "rhythm": _("A rhythm for check-ins was proposed to you."),
        "programme": _("A programme was proposed to you, to walk together."),
    }
    return said[subject["what"]], _address(subject)


def agreed(subject: Subject) -> tuple[str, str]:
    """To whoever proposed it."""
    said = {
        "rhythm": _("You both agreed on a rhythm for check-ins."),
        "programme": _("You both agreed on a programme."),
        "longer": _("You both wanted more time: your programme goes on for four more weeks."),
    }
    return said[subject["what"]], _address(subject)


def stopped(subject: Subject) -> tuple[str, str]:
    """To the other, when what both had agreed to was ended."""
    said = {
        "rhythm": _("There is no rhythm for check-ins between the two of you any more."),
        "programme": _("You walk without a programme from now on."),
    }
    return said[subject["what"]], _address(subject)


def wish(subject: Subject) -> tuple[str, str]:
    """To the other, when one would like more time."""
    return _("The other one of you would like more time for your programme."), _address(subject)


def reminder(subject: Subject) -> tuple[str, str]:
    """To the mentee, once, when no line came."""
    said = _("Today was a day to check in with your mentor. If you like, one word is enough.")
    return said, f"/rooms/{subject['room']}"


def ending(subject: Subject) -> tuple[str, str]:
    """To both, before a programme is over."""
    said = _(
        "Your programme is over soon. You can end it together, take more time, or walk on without it."
    )
    return said, _address(subject)


def _address(subject: Subject) -> str:
    return f"/mentorships/{subject['mentorship']}/walk"


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "walk_proposed": proposed, "walk_agreed": agreed, "walk_stopped": stopped, "walk_wish": wish,
    "walk_reminder": reminder, "walk_ending": ending,
}  # fmt: skip
"""Every kind, with its words."""
