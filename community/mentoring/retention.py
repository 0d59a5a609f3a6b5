"""How long what belongs to mentoring stays (L4.8, L12.3)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.models import AGAIN_AFTER, OPEN_FOR, Ask, Mentor, Mentorship, Step, Vouch
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry
from community.rooms.models import PRIVATE
from community.rooms.operations import purge_kind
from community.rooms.retention import WORDS

LEAST = (OPEN_FOR + AGAIN_AFTER).days
"""So long an ask is needed, that nobody is asked again too early (L7.5)."""


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "private-rooms", _l("Words in mentor channels"),
            _l("What the two wrote, from when their mentorship ended. While it goes on nothing goes."), "L4.8", 365,
            purge_kind(PRIVATE), WORDS,
        ),
        Purgeable(
            "mentor-asks", _l("Asks for a mentor"),
            _l("Who asked whom, with which words, and what became of it."), "L7.5", 180,
            in_handfuls(Ask, _over), (Ask,), least=LEAST,
        ),
        Purgeable(
            "mentors", _l("Who mentored, or wanted to"),
            _l("An application with its words and vouches, once it is over, and of whoever mentors no more."),
            "L7.3", 365, in_handfuls(Mentor, lambda before: Mentor.ended_at < before), (Mentor, Vouch), least=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it says who walked with whom, and when, and tells no words", (Mentorship, Step))
    )


def _over(before: object) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = Ask.closed_at < before
    return found
