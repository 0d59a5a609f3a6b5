"""What a warning says, in one place: what was noticed, with its numbers; never what somebody should feel (L6.5)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.wellbeing.models.warnings import Warning
from community.wellbeing.queries.grants import handle_of, may_read_warnings
from community.wellbeing.warnings import BEFORE, MOOD, RECENT, SILENCE, URGE, WORDS

HEADS = {
    URGE: _l("Your urges have been stronger lately"),
    MOOD: _l("Your days have been lower lately"),
    SILENCE: _l("You have been quieter than usual"),
    WORDS: _l("You wrote one of your own warning words"),
}


TO_MENTOR = {
    URGE: _l("Their urges have been stronger lately."),
    MOOD: _l("Their days have been lower lately."),
    SILENCE: _l("They have been quieter than usual."),
    WORDS: _l("They wrote one of their own warning words."),
}
"""What a mentor is told, and nothing else: no number, and no word that was written."""


def days_warn(subject: Mapping[str, Any]) -> tuple[str, str]:
    """The notice: that there is something, and nothing of what."""
    told = _("Something about your own days, for you alone.")
    if subject.get("sent"):
        told = _("Something about your own days. Your mentor was told too, as you chose.")
    return told, f"/you/warnings/{subject['warning']}"


def mentee_warned(subject: Mapping[str, Any]) -> tuple[str, str]:
    """The notice to a mentor whose mentee wants it so; what it was can be read only as long as they do."""
    owner = subject["owner"]
    handle, address = handle_of(owner), f"/memberships/{owner}"
    if not may_read_warnings(owner, subject.get("to", 0)):
        return _(
            "%(handle)s let you know something. It can be read no more.", handle=handle
        ), address
    said = _("%(handle)s wants you to know this.", handle=handle)
    return f"{said} {TO_MENTOR[subject['rule']]}", address


def numbers_of(warning: Warning) -> list[str]:
    """The numbers that a warning was made from, each in a sentence."""
    numbers, said = warning.numbers, []
    if numbers.get("urge") is not None:
        said.append(
            _(
                "Urge: %(now)s on average over the last %(recent)d days, the later ones counting more. In the "
                "%(before)d days before it was %(then)s.",
                **_of(numbers, "urge"),
            )
        )
    if numbers.get("mood") is not None:
        said.append(
            _(
                "Mood: %(now)s over the last %(recent)d days. In the %(before)d days before it was %(then)s.",
                **_of(numbers, "mood"),
            )
        )
    if warning.rule == SILENCE and numbers.get("mood") is None:
        said.append(_run(numbers))
    elif warning.rule == SILENCE or numbers.get("silent"):
        said.append(_silence(numbers))
    return said


def _of(numbers: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {
        "now": format_decimal(round(numbers[name], 1)),
        "then": format_decimal(round(numbers[f"{name}_before"], 1)),
        "recent": RECENT,
        "before": numbers.get("before", BEFORE),
    }


def _run(numbers: Mapping[str, Any]) -> str:
    """Of a silence that was looked at by itself: how long it is, and how often a day was missed before."""
    return _(
        "No check-in for %(run)d days. In the %(before)d days before, about %(usual)s in ten had none.",
        run=numbers["run"], before=numbers["before"], usual=format_decimal(round(numbers["silent_before"], 1)),
    )  # fmt: skip


def _silence(numbers: Mapping[str, Any]) -> str:
    missed: str = ngettext(
        "One of the last %(recent)d days has no check-in; usually it is about %(usual)s.",
        "%(num)d of the last %(recent)d days have no check-in; usually it is about %(usual)s.",
        numbers["silent"], recent=RECENT, usual=format_decimal(round(numbers["silent_before"], 1)),
    )  # fmt: skip
    return missed
