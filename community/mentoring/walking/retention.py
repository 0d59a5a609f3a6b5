"""How long what two shared besides messages stays: as long as their words (L4.8, L12.3)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.models import Mentorship
from community.mentoring.walking.models import CheckinRhythm, Item, ProgrammeWalk
from community.purging import Due, in_handfuls, one_after_the_other
from community.registry import Purgeable, registry

TABLES = (Item, CheckinRhythm, ProgrammeWalk)


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "mentor-walks", _l("Goals, tasks, rhythms and programmes of two"),
            _l("What a mentee and a mentor wrote and agreed on, from when their mentorship ended. "
               "While it goes on nothing goes."),
            "L4.8", 365, one_after_the_other(*(in_handfuls(table, _over(table)) for table in TABLES)), TABLES,
        ),
    )  # fmt: skip


def _over(table: type[Any]) -> Due:
    def due(before: datetime) -> sa.ColumnElement[bool]:
        ended = sa.select(Mentorship.id).where(Mentorship.ended_at < before)
        found: sa.ColumnElement[bool] = table.mentorship_id.in_(ended)
        return found

    return due
