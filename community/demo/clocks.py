"""A clock in the demo, so that there is one to look at: a month, with one slip in it, shown to one group."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from community.demo.evening import Deed, Hall
from community.groups.queries import membership_of
from community.wellbeing import operations, queries
from community.wellbeing.forms import ClockForm, ConsentForm, SlipForm

OWNER, READER = "blue-gate", "plumtree"
CIRCLE = "riverside-evenings"
NAME = "No alcohol"
DAYS, SLIPPED = 61, 39
"""Days ago: the beginning, and a slip. Since then it is 38 days."""

NOTE = "The anniversary. I had not seen it coming."


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is done about it, with its moment."""
    yield hall.present - timedelta(days=20), partial(_make, hall)
    yield hall.present - timedelta(days=19), partial(_show, hall)


def _make(hall: Hall) -> None:
    mine, today = hall.member_ids[OWNER], hall.present.date()
    began_on, slipped_on = (today - timedelta(days=days) for days in (DAYS, SLIPPED))
    clock_id = operations.make_clock(mine, ClockForm("abstinence", NAME, "", began_on))
    operations.record_slip(mine, clock_id, SlipForm(slipped_on, NOTE, "demo-slip"))


def _show(hall: Hall) -> None:
    mine = hall.member_ids[OWNER]
    there = membership_of(mine, hall.group_ids[CIRCLE])
    assert there is not None
    for clock in queries.clocks_of(mine):
        operations.show_clock(mine, clock.id, ConsentForm(there.id, "days"))
    operations.see_shown_days(hall.member_ids[READER], CIRCLE, True)
