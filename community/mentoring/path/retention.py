"""How long what belongs to the path stays (L12.3)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.mentoring.path.models import LineConsent, Shadowing
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "shadow-months", _l("Months beside a mentor"),
            _l("Who learned beside whom, once it ended without a mentor’s word. A word stays with the account."),
            "L7.12", 365, in_handfuls(Shadowing, _over), (Shadowing,), least=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is what somebody lets the line of mentoring show, until they take it back", (LineConsent,))
    )  # fmt: skip


def _over(before: object) -> sa.ColumnElement[bool]:
    return sa.and_(Shadowing.word_at.is_(None), Shadowing.ended_at < before)
