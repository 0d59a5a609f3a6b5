"""When the two are asked how it goes: after one, two and four weeks, then every thirty days (L7.10). Pure."""

from datetime import datetime, timedelta

WEEKS = (1, 2, 4)
MONTH = timedelta(days=30)


def due_at(began: datetime, number: int) -> datetime:
    """When the questions of that number, from 1 on, are asked."""
    if number <= len(WEEKS):
        return began + timedelta(weeks=WEEKS[number - 1])
    return began + timedelta(weeks=WEEKS[-1]) + (number - len(WEEKS)) * MONTH


def number_due(began: datetime, moment: datetime) -> int:
    """Which questions came last by then; 0 before the first."""
    after = moment - began - timedelta(weeks=WEEKS[-1])
    if after >= timedelta(0):
        return len(WEEKS) + after // MONTH
    return sum(due_at(began, number) <= moment for number in range(1, len(WEEKS)))
