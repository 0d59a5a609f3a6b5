"""How long openings stay on record (L7.11, L12.3)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.opening.models import Delay, Opening, Reading
from community.purging import in_handfuls
from community.registry import Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "openings", _l("Parts of channels that were opened"),
            _l("Who asked and approved, why, which lines, and when they were read; from when the two were told. "
               "What was never opened, from when it was asked for. Never a word of a channel."),
            "L7.11", 730, in_handfuls(Opening, _over), (Opening, Delay, Reading), least=183,
        ),
    )  # fmt: skip


def _over(before: object) -> sa.ColumnElement[bool]:
    never = sa.and_(Opening.approved_at.is_(None), Opening.asked_at < before)
    found: sa.ColumnElement[bool] = sa.or_(never, Opening.told_at < before)
    return found
