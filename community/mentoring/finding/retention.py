"""How long what belongs to finding stays (L4.8, L12.3)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.finding.models import (
    PROPOSED_FOR,
    MentorsOfGroup,
    Preference,
    Proposal,
    Story,
    Word,
)
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry
from community.rooms.models import MENTORS
from community.rooms.operations import purge_kind
from community.rooms.retention import WORDS


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "mentors-rooms", _l("Words in the rooms of mentors"),
            _l("What mentors of a group wrote to each other."), "L4.8", 90, purge_kind(MENTORS), WORDS,
        ),
        Purgeable(
            "mentor-proposals", _l("Proposals by moderators"),
            _l("Who was proposed to whom as a mentor."), "L7.5", 60, in_handfuls(Proposal, _proposed), (Proposal,),
            least=PROPOSED_FOR.days,
        ),
        Purgeable(
            "mentor-words", _l("Monthly words to mentors"),
            _l("What a safeguarding lead wrote to all mentors."), "L7.3", 730, in_handfuls(Word, _written), (Word,),
            least=31,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is what somebody says for finding a mentor, and goes with the account", (Preference,)),
        Kept("it is a mentor's own story, until they take it back", (Story,)),
        Kept("it is what a group has for its mentors, and no words of anybody's", (MentorsOfGroup,)),
    )  # fmt: skip


def _proposed(before: object) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = Proposal.proposed_at < before
    return found


def _written(before: object) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = Word.written_at < before
    return found
