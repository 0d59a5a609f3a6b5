"""How long, and why: what a moderator says with an act. Anything unexpected is refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from community.clock import now
from community.members.fields import Fields
from community.moderation.models import RULES

LONGEST_REASON = 1_000
LONGEST_ACT = timedelta(days=366)
HOUR, DAY = 60, 24 * 60
MINUTES = (10, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY, 180 * DAY)
"""The lengths that pages offer, in minutes."""


@dataclass(frozen=True)
class ActForm:
    """The reason, which the person is told, and the end; no end is for good."""

    reason: str
    until: datetime | None = None
    category: str = "other"
    ground: str = RULES
    case_id: int | None = None
    content_date: datetime | None = None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ActForm":
        """Read a form with `minutes` and `reason`. Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("minutes", "reason"))
        minutes = fields.one_of("minutes", (str(number) for number in MINUTES))
        reason = _reason(fields)
        fields.finish()
        return cls(reason, now() + timedelta(minutes=int(minutes)))

    @classmethod
    def parse_until(cls, raw: Mapping[str, Any]) -> "ActForm":
        """Read a packet with `until` (RFC 3339) and `reason`. Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("until", "reason"))
        until = _moment(fields, fields.line("until", _("Say until when."), 40))
        reason = _reason(fields)
        fields.finish()
        return cls(reason, until)

    @classmethod
    def parse_reason(cls, raw: Mapping[str, Any]) -> "ActForm":
        """Read a form with `reason` only. Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("reason",))
        reason = _reason(fields)
        fields.finish()
        return cls(reason)


def lengths() -> list[tuple[int, str]]:
    """What pages offer, in words."""
    return [(minutes, _in_words(minutes)) for minutes in MINUTES]


def _in_words(minutes: int) -> str:
    said: str
    if minutes < HOUR:
        said = ngettext("One minute", "%(num)d minutes", minutes)
    elif minutes < DAY:
        said = ngettext("One hour", "%(num)d hours", minutes // HOUR)
    else:
        said = ngettext("One day", "%(num)d days", minutes // DAY)
    return said


def _reason(fields: Fields) -> str:
    return fields.words("reason", LONGEST_REASON, _("Say why. The person is told this."))


def _moment(fields: Fields, said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        fields.refuse("until", _("A moment as 2026-11-22T20:14:05Z is needed."))
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if not now() < moment <= now() + LONGEST_ACT:
        fields.refuse("until", _("The end lies ahead, at most a year away."))
    return moment
