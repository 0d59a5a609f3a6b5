"""How the desks of one person of office fare: what came in, how long it took, how much was done, week by week.

Counted over the cases that this person can see, so that no number tells of one that concerns them (L8.3).
"""

import statistics
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Group
from community.moderation.models import GROUP, Act, Case
from community.moderation.policies import Office
from community.moderation.queries.cases import visible_to
from community.moderation.queries.offices import sitting_at

WEEKS = 8
A_WEEK = timedelta(days=7)
FEW = 4
"""Among fewer moderators a median would tell how much another did."""


@dataclass(frozen=True)
class Week:
    """Seven days: cases that came in, hours to a decision at the median of those decided, and acts in them."""

    begins: datetime
    came: int
    decided: int
    hours: float | None
    acts: int


def weeks_of(office: Office) -> list[Week]:
    """The last eight weeks, the oldest first."""
    end = now()
    begin = end - WEEKS * A_WEEK
    cases = (
        visible_to(office).where(sa.or_(Case.opened_at > begin, Case.closed_at > begin)).subquery()
    )
    rows = db.session.execute(sa.select(cases.c.id, cases.c.opened_at, cases.c.closed_at)).all()
    ids = sa.select(cases.c.id)
    acted = db.session.scalars(sa.select(Act.at).where(Act.case_id.in_(ids), Act.at > begin)).all()
    came = Counter(_week(row.opened_at, begin) for row in rows)
    acts = Counter(_week(at, begin) for at in acted)
    took: dict[int, list[float]] = {}
    for row in rows:
        if row.closed_at is not None and row.closed_at > begin:
            hours = (row.closed_at - row.opened_at).total_seconds() / 3600
            took.setdefault(_week(row.closed_at, begin), []).append(hours)
    return [
        Week(
            begin + number * A_WEEK, came[number], len(took.get(number, [])),
            round(statistics.median(took[number]), 1) if number in took else None, acts[number],
        )
        for number in range(WEEKS)
    ]  # fmt: skip


@dataclass(frozen=True)
class Load:
    """What one person decided in a group, beside the median of all who moderate it; None where they are few."""

    group: str
    mine: int
    median: float | None


def loads_of(office: Office) -> list[Load]:
    """Cases that this person closed in the last eight weeks, group by group.

    The median is told from four moderators on, so that it says of nobody else how much they did.
    """
    begin, found = now() - WEEKS * A_WEEK, []
    groups = sa.select(Group.id, Group.name).where(Group.id.in_(office.moderates))
    for group_id, name in db.session.execute(groups.order_by(Group.name)):
        at_desk = visible_to(office).where(
            Case.desk == GROUP, Case.group_id == group_id, Case.closed_at > begin
        )
        closed = Counter(db.session.scalars(at_desk.with_only_columns(Case.closed_by)))
        people = sitting_at(group_id)[GROUP] | {office.member_id}
        median = statistics.median(closed[one] for one in people) if len(people) >= FEW else None
        found.append(Load(name, closed[office.member_id], median))
    return found


def _week(moment: datetime, begin: datetime) -> int:
    return int((moment - begin) / A_WEEK)
