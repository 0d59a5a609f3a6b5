"""The lines as administrators look after them."""

from datetime import date

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.policies import can_run_site
from community.members.queries import member_for, who_runs_the_site
from community.wellbeing.crisis.models import FRESH, CrisisLine


def may_keep_lines(member_id: int) -> bool:
    """Whether the member owns the crisis lines: administrators, with an authenticator (L1.5)."""
    return can_run_site(member_for(member_id))


def who_keeps_lines() -> list[int]:
    """Every administrator who can act."""
    return sorted(one for one in who_runs_the_site() if may_keep_lines(one))


def lines_for(member_id: int) -> list[CrisisLine]:
    """Every line, also those taken off, by country. Raises NotFound for others than administrators."""
    if not may_keep_lines(member_id):
        raise NotFound
    ordered = sa.select(CrisisLine).order_by(
        CrisisLine.country, CrisisLine.is_emergency.desc(), CrisisLine.position, CrisisLine.name
    )
    return list(db.session.scalars(ordered))


def line_for(member_id: int, line_id: int) -> CrisisLine:
    """A line as its owner finds it. Raises NotFound for others."""
    line = db.session.get(CrisisLine, line_id) if may_keep_lines(member_id) else None
    if line is None:
        raise NotFound
    return line


def today() -> date:
    """The day by which lines get stale."""
    return now().date()


def stale_and_untold() -> list[CrisisLine]:
    """What got stale without administrators having been told."""
    there = sa.select(CrisisLine).where(
        CrisisLine.retired_at.is_(None), CrisisLine.stale_told_at.is_(None)
    )
    return list(db.session.scalars(there.where(CrisisLine.verified_on <= today() - FRESH)))


def last_told() -> CrisisLine | None:
    """The line of which administrators were told last."""
    told = sa.select(CrisisLine).where(CrisisLine.stale_told_at.is_not(None))
    return db.session.scalar(told.order_by(CrisisLine.stale_told_at.desc()).limit(1))


def count_to_see_to() -> int:
    """How many lines wait for an administrator: not confirmed, or stale."""
    old = CrisisLine.verified_on <= today() - FRESH
    counted = sa.select(sa.func.count(CrisisLine.id)).where(CrisisLine.retired_at.is_(None))
    return db.session.scalar(counted.where(sa.or_(CrisisLine.confirmed_at.is_(None), old))) or 0


def shipped_rows() -> dict[str, CrisisLine]:
    """What was seeded, by what it came from."""
    seeded = sa.select(CrisisLine).where(CrisisLine.shipped.is_not(None))
    return {row.shipped or "": row for row in db.session.scalars(seeded)}


def next_revision() -> int:
    """The number of the next change."""
    return (db.session.scalar(sa.select(sa.func.max(CrisisLine.revision))) or 0) + 1


def line_like(country: str, name: str, phone: str, text: str) -> CrisisLine | None:
    """A line that stands there already."""
    alike = sa.select(CrisisLine).where(
        CrisisLine.country == country, CrisisLine.name == name, CrisisLine.phone == phone,
        CrisisLine.text == text, CrisisLine.retired_at.is_(None),
    )  # fmt: skip
    return db.session.scalar(alike.limit(1))
