"""What every change of a clock begins with: its turn, and what the clock says now, written down so that it stays."""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.operations import in_order_of
from community.wellbeing import queries
from community.wellbeing.counting import Count
from community.wellbeing.models import Clock, ClockChip


def held(member_id: int, clock_id: int) -> Clock:
    """The member's clock, settled, and nobody else's turn until this unit ends. Raises NotFound."""
    in_order_of(f"clocks:{member_id}")
    mine = sa.select(Clock).where(Clock.id == clock_id, Clock.member_id == member_id)
    clock = db.session.scalar(mine.with_for_update())
    if clock is None:
        raise NotFound
    settle(clock, queries.zone_of(member_id))
    return clock


def settle(clock: Clock, zone: str) -> Count:
    """Write down what was counted and reached so far; whatever changes from here on takes nothing of it back."""
    said = queries.count_of(clock, zone)
    clock.total_days, clock.kept_days = said.total, said.kept
    known = {(chip.code, chip.run_on) for chip in clock.chips}
    for chip in said.chips:
        if (chip.code, chip.run_on) not in known:
            clock.chips.append(
                ClockChip(code=chip.code, run_on=chip.run_on, reached_on=chip.reached_on)
            )
    db.session.flush()
    return said
