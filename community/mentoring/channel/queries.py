"""What a mentor sees of a hard day, as far as it is granted at that moment, item by item (L6.5, L7.8)."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from community.clock import now
from community.mentoring.models import Mentorship
from community.wellbeing.models.grants import HELPS, MOODS, WARNINGS
from community.wellbeing.queries import grants
from community.wellbeing.words.warnings import TO_MENTOR

HARD = 2
"""A mood up to this makes a day hard: low, or very low."""

LATELY = timedelta(days=3)
"""So long a warning that a mentor was told of makes the card show."""


@dataclass(frozen=True)
class HelpCard:
    """Why it shows now, and what the mentee wrote that helps."""

    why: str
    helps: tuple[str, ...]


def help_card(member_id: int, mentorship: Mentorship) -> HelpCard | None:
    """For the mentor, while a day is hard; None for anybody else, and where either is not granted."""
    owner = mentorship.mentee_id
    if member_id != mentorship.mentor.member_id or HELPS not in grants.granted_to(member_id, owner):
        return None
    why, helps = _why(member_id, mentorship), grants.helps_granted_to(member_id, owner)
    return HelpCard(why, helps) if why and helps else None


def _why(member_id: int, mentorship: Mentorship) -> str:
    """No number, and of a warning only what was told already."""
    owner = mentorship.mentee_id
    items = grants.granted_to(member_id, owner)
    if WARNINGS in items:
        told = grants.warnings_granted_to(member_id, owner)
        if told and told[0].at > now() - LATELY:
            return str(TO_MENTOR[told[0].rule])
    if MOODS in items:
        # the last day is today where today is noted, else yesterday
        _day, mood = grants.moods_granted_to(member_id, owner)[-1]
        if mood is not None and mood <= HARD:
            return str(_("%(who)s has noted a hard day.", who=mentorship.mentee.handle))
    return ""
