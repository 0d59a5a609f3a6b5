"""Slips: for whoever has the code, and for their owners."""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.meetings.models import Slip


def slip_by_code(code: str) -> Slip:
    """The slip with that code. Raises NotFound, alike for codes that are none."""
    slip = db.session.scalar(sa.select(Slip).where(Slip.code == code.strip().lower()[:40]))
    if slip is None:
        raise NotFound
    return slip


def slip_for(member_id: int, code: str) -> Slip:
    """One's own slip. Raises NotFound."""
    slip = slip_by_code(code)
    if db.session.get_one(Membership, slip.membership_id).member_id != member_id:
        raise NotFound
    return slip
