"""Scheduled work of wellbeing."""

from collections.abc import Mapping
from typing import Any

from community.registry import registry
from community.turns import let_others
from community.wellbeing.operations.daily_threads import open_daily_topic
from community.wellbeing.operations.warnings import look_at_days
from community.wellbeing.queries.daily_threads import groups_with_threads
from community.wellbeing.queries.warnings import whose_days_ended

HOUR = 3600
EVERY = 5 * 60
"""Seconds between two looks for groups whose day has begun."""


def open_daily_topics(payload: Mapping[str, Any]) -> None:
    """Open the threads of the day, each in a unit of its own; a group that has its own is left alone."""
    for group_id in groups_with_threads():
        open_daily_topic(group_id)


def look_at_days_of_all(payload: Mapping[str, Any]) -> None:
    """Look at the days that ended, each member's in a unit of its own (L6.5)."""
    for member_id in whose_days_ended():
        look_at_days(member_id)
        let_others()


def declare() -> None:
    """Say it to the registry."""
    registry.job("wellbeing:daily-threads", open_daily_topics, every=EVERY)
    registry.job("wellbeing:look", look_at_days_of_all, every=HOUR)
