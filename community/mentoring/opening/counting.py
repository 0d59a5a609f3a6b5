"""How many parts of channels were opened, for the transparency page (R4): those of which the two were told, by then.

So no number tells somebody of what is put off.
"""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.mentoring.opening.models import Opening
from community.registry import PublicCount


def opened_between(begins: datetime, ends: datetime) -> Mapping[str, int]:
    """How many, in that time."""
    told = sa.select(sa.func.count()).where(Opening.told_at >= begins, Opening.told_at < ends)
    return {"opened": db.session.scalar(told) or 0}


OPENED = PublicCount(
    _l("Parts of mentor channels that were opened"), {"opened": _l("Opened, and told to both")}, opened_between
)  # fmt: skip
